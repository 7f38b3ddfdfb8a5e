using System.Globalization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Forms;

/// <summary>Half-up rounding, used only in form columns.</summary>
internal static class FormRounding
{
    private static readonly string[] Fixed = [.. Enumerable.Range(0, 29).Select(n => $"F{n}")];

    /// <summary>To cents.</summary>
    public static Quantity Cents(Quantity value) => HalfUp(value, 2);

    /// <summary>Half away from zero at a number of fractional digits.</summary>
    public static Quantity HalfUp(Quantity value, int digits)
    {
        if (value.TryToDecimal(out var small)) return decimal.Round(small, digits, MidpointRounding.AwayFromZero);
        var unit = new decimal(1, 0, 0, false, (byte)(digits + 1));
        var half = (Quantity)(5 * unit);
        var shifted = value.Sign < 0 ? value - half : value + half;
        return Truncate(shifted, digits);
    }

    /// <summary>With exactly that many fractional digits.</summary>
    public static string Text(Quantity value, int digits = 2)
    {
        var rounded = HalfUp(value, digits);
        if (rounded.TryToDecimal(out var small)) return (small == 0 ? 0m : small).ToString(Fixed[digits], CultureInfo.InvariantCulture);
        var text = rounded.ToString();
        if (digits == 0) return text;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? $"{text}.{new string('0', digits)}" : text.PadRight(point + 1 + digits, '0');
    }

    private static Quantity Truncate(Quantity value, int digits)
    {
        if (value.Scale <= digits) return value;
        return Quantity.FromUnits(value.Units / System.Numerics.BigInteger.Pow(10, value.Scale - digits), digits);
    }
}
