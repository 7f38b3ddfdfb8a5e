using System.Globalization;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>Numbers as Bitfinex writes them: plain JSON numbers without trailing zeros, exponent form below 1e-6.</summary>
internal static class BitfinexNumber
{
    public static string Format(decimal value)
    {
        if (value == 0) return "0";
        var text = value.ToString("0.############################", CultureInfo.InvariantCulture);
        return Math.Abs(value) >= 0.000001m ? text : Exponent(text);
    }

    private static string Exponent(string text)
    {
        var (sign, digits) = text[0] == '-' ? ("-", text[3..]) : ("", text[2..]);
        var significant = digits.TrimStart('0');
        var exponent = digits.Length - significant.Length + 1;
        var fraction = significant.Length > 1 ? "." + significant[1..] : "";
        return $"{sign}{significant[0]}{fraction}e-{exponent.ToString(CultureInfo.InvariantCulture)}";
    }
}
