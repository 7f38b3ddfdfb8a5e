using System.Globalization;

namespace PortfolioPlatform.Sandbox;

/// <summary>Exact decimals as the venues write them inside strings.</summary>
internal static class WireText
{
    /// <summary>Digits without trailing zeros and never an exponent.</summary>
    public static string Plain(this decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>Exactly so many digits after the point; what is beyond is cut off.</summary>
    public static string Fixed(this decimal value, int decimals) =>
        decimal.Round(value, decimals, MidpointRounding.ToZero).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
