using System.Numerics;

namespace PortfolioPlatform.Kernel;

public readonly partial struct Quantity
{
    private static readonly UInt128[] PowersOfTen = [.. Enumerable.Range(0, 29).Select(n => (UInt128)BigInteger.Pow(10, n))];

    /// <summary>Converts without loss.</summary>
    public static implicit operator Quantity(decimal value) => new(value);

    /// <summary>Converts without loss.</summary>
    public static implicit operator Quantity(int value) => new((decimal)value);

    /// <summary>The exact sum.</summary>
    public static Quantity operator +(Quantity a, Quantity b)
    {
        if (a._wide is null && b._wide is null && TryExactSum(a._small, b._small, out var sum)) return new Quantity(sum);
        var (left, right, scale) = Align(a, b);
        return Fit(left + right, scale);
    }

    /// <summary>The exact difference.</summary>
    public static Quantity operator -(Quantity a, Quantity b) => a + -b;

    /// <summary>The value with the other sign.</summary>
    public static Quantity operator -(Quantity a) => a._wide is { } wide ? new Quantity(-wide.Units, wide.Scale) : new Quantity(-a._small);

    /// <summary>The exact product.</summary>
    /// <exception cref="OverflowException">The exact product has more than <see cref="MaxDigits"/> digits.</exception>
    public static Quantity operator *(Quantity a, Quantity b)
    {
        if (a._wide is null && b._wide is null && a._small.Scale + b._small.Scale <= 28 && TryExactProduct(a._small, b._small, out var product)) return new Quantity(product);
        return Fit(a.Units * b.Units, a.Scale + b.Scale);
    }

    /// <summary>Whether a is below b.</summary>
    public static bool operator <(Quantity a, Quantity b) => a.CompareTo(b) < 0;

    /// <summary>Whether a is above b.</summary>
    public static bool operator >(Quantity a, Quantity b) => a.CompareTo(b) > 0;

    /// <summary>Whether a is at most b.</summary>
    public static bool operator <=(Quantity a, Quantity b) => a.CompareTo(b) <= 0;

    /// <summary>Whether a is at least b.</summary>
    public static bool operator >=(Quantity a, Quantity b) => a.CompareTo(b) >= 0;

    /// <summary>Whether the values are equal, whatever their scales.</summary>
    public static bool operator ==(Quantity a, Quantity b) => a.Equals(b);

    /// <summary>Whether the values differ.</summary>
    public static bool operator !=(Quantity a, Quantity b) => !a.Equals(b);

    /// <summary>The quotient rounded half to even at <paramref name="scale"/> fractional digits.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public Quantity Divide(Quantity divisor, int scale)
    {
        if (divisor.IsZero) throw new DivideByZeroException();
        var exponent = scale + divisor.Scale - Scale;
        if (_wide is null && divisor._wide is null && TryQuickQuotient(_small, divisor._small, exponent, scale, out var quick)) return quick;
        var numerator = exponent >= 0 ? Units * BigInteger.Pow(10, exponent) : Units;
        var denominator = exponent >= 0 ? divisor.Units : divisor.Units * BigInteger.Pow(10, -exponent);
        return Fit(RoundedQuotient(numerator, denominator), scale);
    }

    /// <summary>The value rounded half to even at <paramref name="scale"/> fractional digits.</summary>
    public Quantity Round(int scale)
    {
        if (Scale <= scale) return this;
        if (_wide is null) return new Quantity(decimal.Round(_small, scale, MidpointRounding.ToEven));
        return Fit(RoundedQuotient(Units, BigInteger.Pow(10, Scale - scale)), scale);
    }

    /// <summary>The value as an integer of 10^-<paramref name="scale"/>, when it is one of at most 126 bits.</summary>
    internal bool TryUnits(int scale, out Int128 units)
    {
        units = default;
        if (_wide is not null || _small.Scale > scale) return false;
        var shift = scale - _small.Scale;
        if (BitLength(_small) + (shift * 10 / 3) + 1 > 126) return false;
        units = (Int128)(Magnitude(_small) * PowersOfTen[shift]);
        if (decimal.IsNegative(_small)) units = -units;
        return true;
    }

    private static BigInteger RoundedQuotient(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.Sign < 0) (numerator, denominator) = (-numerator, -denominator);
        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
        var twice = BigInteger.Abs(remainder) * 2;
        var half = twice.CompareTo(denominator);
        if (half > 0 || (half == 0 && !quotient.IsEven)) quotient += numerator.Sign;
        return quotient;
    }

    // 128 bits hold most quotients of money; BigInteger does the rest.
    private static bool TryQuickQuotient(decimal dividend, decimal divisor, int exponent, int scale, out Quantity quotient)
    {
        quotient = default;
        if (exponent is < 0 or > 28 || BitLength(dividend) + ((exponent * 10 / 3) + 1) > 127) return false;
        var numerator = Magnitude(dividend) * PowersOfTen[exponent];
        var denominator = Magnitude(divisor);
        var (whole, remainder) = UInt128.DivRem(numerator, denominator);
        var half = (remainder << 1).CompareTo(denominator);
        if (half > 0 || (half == 0 && UInt128.IsOddInteger(whole))) whole++;
        if ((whole >> 96) != UInt128.Zero || scale > 28) return false;
        var negative = decimal.IsNegative(dividend) != decimal.IsNegative(divisor);
        quotient = new decimal((int)(uint)whole, (int)(uint)(whole >> 32), (int)(uint)(whole >> 64), negative && whole != UInt128.Zero, (byte)scale);
        return true;
    }

    private static UInt128 Magnitude(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        return new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
    }

    private static bool TryExactSum(decimal a, decimal b, out decimal sum)
    {
        sum = 0;
        // System.Decimal rounds silently when an aligned sum needs more than 96 bits; two small enough operands cannot.
        if (a.Scale == b.Scale ? BitLength(a) > 94 || BitLength(b) > 94 : !HasRoom(a, b.Scale) || !HasRoom(b, a.Scale)) return false;
        sum = a + b;
        return true;
    }

    private static bool HasRoom(decimal value, int otherScale)
    {
        var shift = Math.Max(0, otherScale - value.Scale);
        return BitLength(value) + (shift * 10 / 3) + 1 < 95;
    }

    private static bool TryExactProduct(decimal a, decimal b, out decimal product)
    {
        product = 0;
        if (BitLength(a) + BitLength(b) > 96) return false;
        product = a * b;
        return true;
    }

    private static int BitLength(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        if (bits[2] != 0) return 96 - BitOperations.LeadingZeroCount((uint)bits[2]);
        return 64 - BitOperations.LeadingZeroCount(((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
    }
}
