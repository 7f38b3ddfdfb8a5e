using System.Globalization;
using System.IO.Compression;

namespace PortfolioPlatform.Sandbox.Markets;

/// <summary>
/// Replays recorded closes from the origin on: the file's first row is the origin, each later row keeps its distance. Between rows and where a row is
/// missing the last known close stands (never a later one). Reads the daily format <c>date,asset,close,quote,source</c> and the hourly format
/// <c>open_time_utc,ASSET,…</c> (closes in USDT); the quote is taken as a dollar.
/// </summary>
internal sealed class PriceFile : IPriceSource
{
    private readonly Dictionary<string, List<(long Offset, double Price)>> _series = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _origin;

    private PriceFile(DateTimeOffset origin) => _origin = origin;

    /// <summary>The assets of the file.</summary>
    public IReadOnlyCollection<string> Assets => _series.Keys;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The first line is of neither format.</exception>
    public static PriceFile Read(string path, DateTimeOffset origin)
    {
        using var file = File.OpenRead(path);
        using var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var reader = new StreamReader(plain);
        var header = (reader.ReadLine() ?? "").Split(',');
        var prices = new PriceFile(origin);
        if (header is ["date", "asset", "close", ..]) prices.ReadRows(reader, fields => [(fields[1], fields[2])], closes: TimeSpan.FromDays(1));
        else if (header is ["open_time_utc", _, ..]) prices.ReadRows(reader, fields => header.Zip(fields).Skip(1), closes: TimeSpan.FromHours(1));
        else throw new InvalidDataException($"{path} is no price file: its first line must begin with date,asset,close or open_time_utc.");
        return prices;
    }

    public double? UsdAt(string asset, DateTimeOffset time)
    {
        if (!_series.TryGetValue(asset, out var series)) return null;
        var index = series.BinarySearch(((time - _origin).Ticks, double.MaxValue));
        var at = index >= 0 ? index : ~index - 1;
        return series[Math.Max(0, at)].Price;
    }

    private void ReadRows(StreamReader reader, Func<string[], IEnumerable<(string Asset, string Close)>> pick, TimeSpan closes)
    {
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            var time = DateTimeOffset.Parse(fields[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) + closes;
            foreach (var (asset, close) in pick(fields))
                if (double.TryParse(close, CultureInfo.InvariantCulture, out var price) && price > 0) Series(asset).Add((time.UtcTicks, price));
        }

        var first = _series.Values.SelectMany(s => s).Min(p => p.Offset);
        foreach (var asset in _series.Keys.ToArray()) _series[asset] = [.. _series[asset].Select(p => (p.Offset - first, p.Price)).Order()];
    }

    private List<(long Offset, double Price)> Series(string asset) =>
        _series.TryGetValue(asset, out var series) ? series : _series[asset] = [];
}
