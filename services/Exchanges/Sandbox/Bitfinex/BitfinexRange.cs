using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>The window of a list: <c>start</c> and <c>end</c> in milliseconds (both inclusive), <c>limit</c> (25 unless asked) and <c>sort</c> (newest first unless 1).</summary>
internal sealed record BitfinexRange(long Start, long End, int Limit, bool OldestFirst)
{
    private const int Default = 25;

    /// <summary>Reads the parameters of a call; null when one cannot be read or the limit is too large.</summary>
    /// <param name="value">Gives a parameter's text, or null.</param>
    /// <param name="most">The endpoint's largest limit.</param>
    /// <param name="standard">The limit when none is asked.</param>
    public static BitfinexRange? Read(Func<string, string?> value, int most, int standard = Default)
    {
        long start = 0, end = long.MaxValue, limit = standard, sort = -1;
        if (!Take(value("start"), ref start) || !Take(value("end"), ref end) || !Take(value("limit"), ref limit) || !Take(value("sort"), ref sort)) return null;
        return limit < 1 || limit > most ? null : new BitfinexRange(start, end, (int)limit, sort == 1);
    }

    /// <summary>The parameter of a JSON body.</summary>
    public static Func<string, string?> Of(JsonElement body) => name =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var v) && v.ValueKind is JsonValueKind.Number or JsonValueKind.String ? v.ToString() : null;

    /// <summary>The events inside the window in the asked order; the caller stops at its limit of rows.</summary>
    public IEnumerable<EconomicEvent> Walk(List<EconomicEvent> events)
    {
        var (first, last) = (Index(events, Start), Index(events, End == long.MaxValue ? End : End + 1) - 1);
        for (var i = OldestFirst ? first : last; i >= first && i <= last; i += OldestFirst ? 1 : -1) yield return events[i];
    }

    // The first event at or after a time.
    private static int Index(List<EconomicEvent> events, long time)
    {
        var (low, high) = (0, events.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (events[middle].Time.ToUnixTimeMilliseconds() < time) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static bool Take(string? text, ref long number)
    {
        if (string.IsNullOrEmpty(text)) return true;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || Math.Abs(value) > 9_000_000_000_000_000m) return false;
        number = (long)value;
        return true;
    }
}
