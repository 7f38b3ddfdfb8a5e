using System.Numerics;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Positions;

/// <summary>Exact division of amounts: a part is rounded once at a fixed scale, and the remainder stays where it was, so nothing is made or lost.</summary>
public static class Share
{
    /// <summary>Fractional digits of every value and cost.</summary>
    public const int Scale = 12;

    /// <summary>total × part ÷ whole, rounded half to even at <see cref="Scale"/>; the whole itself is never rounded.</summary>
    public static Quantity Of(Quantity total, Quantity part, Quantity whole) => Of(total, part, whole, Scale);

    /// <summary>As <see cref="Of(Quantity, Quantity, Quantity)"/> at a scale of its own. Cannot overflow: the product is never held as a quantity.</summary>
    public static Quantity Of(Quantity total, Quantity part, Quantity whole, int scale)
    {
        if (part == whole) return total;
        if (total.IsZero || part.IsZero) return Quantity.Zero;
        var numerator = total.Units * part.Units;
        var denominator = whole.Units;
        var exponent = scale + whole.Scale - total.Scale - part.Scale;
        if (exponent >= 0) numerator *= BigInteger.Pow(10, exponent);
        else denominator *= BigInteger.Pow(10, -exponent);
        return Quantity.FromUnits(HalfEven(numerator, denominator), scale);
    }

    private static BigInteger HalfEven(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.Sign < 0) (numerator, denominator) = (-numerator, -denominator);
        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
        var half = (BigInteger.Abs(remainder) * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + numerator.Sign : quotient;
    }
}
