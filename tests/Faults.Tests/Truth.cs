using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Faults.Tests;

/// <summary>The sandbox's own account of what happened, over its control API.</summary>
internal sealed class Truth(Uri control) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = control };

    public static async Task<Truth> OfAsync(string dataFolder)
    {
        var settings = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(dataFolder, "sandbox", "settings.json")));
        return new Truth(new Uri(settings.RootElement.GetProperty("Sandbox:Control").GetString()!));
    }

    public void Dispose() => _http.Dispose();

    public async Task FreezeAsync() => (await _http.PostAsJsonAsync("clock", new { freeze = true })).EnsureSuccessStatusCode();

    public async Task KnobsAsync(string venue, object knobs) => (await _http.PostAsJsonAsync($"knobs/{venue}", knobs)).EnsureSuccessStatusCode();

    /// <summary>Entries of an account so far.</summary>
    public async Task<int> CountAsync(string venue) => (await ReadAsync(venue)).GetProperty("entries").GetArrayLength();

    /// <summary>What an account owns by symbol, zeros left out.</summary>
    public async Task<SortedDictionary<string, Quantity>> TotalsAsync(string venue) =>
        Sum((await ReadAsync(venue)).GetProperty("balances").EnumerateArray(), b => b.GetProperty("asset").GetString()!);

    /// <summary>Changes by (time, symbol). Withdrawals that came back left out with their return.</summary>
    public async Task<SortedDictionary<string, Quantity>> ChangesAsync(string venue)
    {
        var entries = (await ReadAsync(venue)).GetProperty("entries").EnumerateArray().ToArray();
        var reversed = entries.Select(e => e.GetProperty("reverses")).Where(r => r.ValueKind == JsonValueKind.Number).Select(r => r.GetInt64()).ToHashSet();
        var counted = entries.Where(e => e.GetProperty("reverses").ValueKind != JsonValueKind.Number && !reversed.Contains(e.GetProperty("sequence").GetInt64()));
        var changes = new SortedDictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var entry in counted)
            foreach (var leg in entry.GetProperty("legs").EnumerateArray())
            {
                var key = Key(venue, entry.GetProperty("time").GetDateTimeOffset(), leg.GetProperty("asset").GetString()!);
                changes[key] = changes.GetValueOrDefault(key) + Quantity.Parse(leg.GetProperty("amount").GetString()!);
            }

        return WithoutZeros(changes);
    }

    /// <summary>One instant and symbol, as exact as the venue tells time: some of the records of Binance and Coinbase carry whole seconds.</summary>
    internal static string Key(string venue, DateTimeOffset time, string symbol) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime.ToString(venue is "binance" or "coinbase" ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)} {symbol}");

    internal static SortedDictionary<string, Quantity> WithoutZeros(SortedDictionary<string, Quantity> amounts)
    {
        foreach (var key in amounts.Where(a => a.Value.IsZero).Select(a => a.Key).ToArray()) amounts.Remove(key);
        return amounts;
    }

    private static SortedDictionary<string, Quantity> Sum(IEnumerable<JsonElement> rows, Func<JsonElement, string> key)
    {
        var sums = new SortedDictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var row in rows) sums[key(row)] = sums.GetValueOrDefault(key(row)) + Quantity.Parse(row.GetProperty("amount").GetString()!);
        return WithoutZeros(sums);
    }

    private async Task<JsonElement> ReadAsync(string venue) => await _http.GetFromJsonAsync<JsonElement>($"truth/{venue}/main");
}
