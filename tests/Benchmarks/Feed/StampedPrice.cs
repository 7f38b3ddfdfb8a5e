using System.Diagnostics;
using System.Globalization;

namespace PortfolioPlatform.Benchmarks.Feed;

/// <summary>A price of twelve digits, as many as a consolidated price keeps, of which the last six say when it was sent (in units of 0.1 ms): whoever sees the price knows how long it took.</summary>
internal static class StampedPrice
{
    private const int Digits = 12;
    private const int TrailingZeros = 2;
    private const long Around = 1_000_000;
    private static readonly double PerUnit = Stopwatch.Frequency / 10_000.0;

    /// <summary>The price of this instant.</summary>
    public static string Of(decimal price)
    {
        var places = 5 - (int)Math.Floor(Math.Log10((double)price));
        var scale = (decimal)Math.Pow(10, Math.Abs(places));
        var leading = decimal.Truncate(places < 0 ? price / scale : price * scale);
        var stamped = leading + ((decimal)Now() / Around);
        return (places < 0 ? stamped * scale : stamped / scale).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The instant in the price that text begins with; null when it carries none (a price of REST has fewer digits).</summary>
    public static long? Sent(ReadOnlySpan<byte> text)
    {
        var (digits, sent) = (0, 0L);
        foreach (var letter in text)
        {
            if (letter == '"') break;
            if (letter == '.' || (letter == '0' && digits == 0)) continue;
            if (++digits > Digits / 2) sent = (sent * 10) + letter - '0';
        }

        if (digits is < Digits - TrailingZeros or > Digits) return null;
        for (; digits < Digits; digits++) sent *= 10;
        return sent;
    }

    /// <summary>Milliseconds since that instant.</summary>
    public static double Age(long sent) => (Now() - sent + Around) % Around / 10.0;

    private static long Now() => (long)(Stopwatch.GetTimestamp() / PerUnit) % Around;
}
