using System.Globalization;
using PortfolioPlatform.Risk.Returns;

namespace PortfolioPlatform.Portfolio.Risk.CommandLine;

/// <summary>Reads dates and one column of numbers per asset; an empty field, NA, NaN or null is a gap. The column of dates may be missing, the header too.</summary>
internal sealed class SeriesFile(bool prices)
{
    private static readonly HashSet<string> Gaps = new(StringComparer.OrdinalIgnoreCase) { "", "na", "n/a", "nan", "null" };
    private static readonly HashSet<string> TimeNames = new(StringComparer.OrdinalIgnoreCase) { "", "date", "time", "timestamp", "datetime", "day", "utc", "open_time_utc", "period" };
    private readonly List<DateTimeOffset> _times = [];
    private readonly List<double[]> _rows = [];
    private string[] _assets = [];
    private bool _dated;
    private bool _begun;

    public static async Task<SeriesTable> ReadAsync(string path, bool prices, CancellationToken cancellationToken)
    {
        var file = new SeriesFile(prices);
        var number = 0;
        await foreach (var text in File.ReadLinesAsync(path, cancellationToken))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(text)) file.Take(number, Array.ConvertAll(text.TrimStart('\uFEFF').Split(','), f => f.Trim().Trim('"')));
        }

        if (!file._begun) throw new BadSeriesException(1, "expected a header such as date,BTC,ETH, found an empty file");
        return new(file._assets, file._dated ? file._times : null, [.. Enumerable.Range(0, file._assets.Length).Select(i => file._rows.Select(r => r[i]).ToArray())]);
    }

    private void Take(int line, string[] fields)
    {
        if (_begun) TakeRow(line, fields);
        else Begin(line, fields);
        _begun = true;
    }

    private void Begin(int line, string[] fields)
    {
        var numbers = fields.Skip(1).All(f => Gaps.Contains(f) || IsNumber(f)) && fields.Skip(1).Any(IsNumber);
        var headless = fields.Length > 1 ? numbers : IsNumber(fields[0]);
        _dated = headless ? !IsNumber(fields[0]) : TimeNames.Contains(fields[0]) || (prices && fields.Length > 1);
        string[] columns = _dated ? fields[1..] : fields;
        if (columns.Length == 0) throw new BadSeriesException(line, "expected at least one column of an asset");
        _assets = headless ? [.. columns.Select((_, i) => $"asset{i + 1}")] : columns;
        if (Array.Exists(_assets, string.IsNullOrEmpty)) throw new BadSeriesException(line, "expected a name for every column");
        if (_assets.GroupBy(a => a, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new BadSeriesException(line, $"the column {twice.Key} stands twice");
        if (headless) TakeRow(line, fields);
    }

    private void TakeRow(int line, string[] fields)
    {
        if (_rows.Count == 0 && !_dated && _assets.Length > 1 && !IsNumber(fields[0]) && TryTime(fields[0], out _)) (_dated, _assets) = (true, _assets[1..]); // A column of dates by a name of its own.
        var first = _dated ? 1 : 0;
        if (fields.Length != _assets.Length + first) throw new BadSeriesException(line, $"expected {_assets.Length + first} fields, found {fields.Length}");
        if (_dated) TakeTime(line, fields[0]);
        var row = new double[_assets.Length];
        for (var i = 0; i < row.Length; i++) row[i] = Number(line, _assets[i], fields[i + first]);
        _rows.Add(row);
    }

    private void TakeTime(int line, string text)
    {
        if (!TryTime(text, out var time)) throw new BadSeriesException(line, $"expected a date such as 2024-01-31, found '{text}'");
        if (_times.Count > 0 && time <= _times[^1]) throw new BadSeriesException(line, $"the date {text} does not come after the one before it");
        _times.Add(time);
    }

    private static bool TryTime(string text, out DateTimeOffset time)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            if (text.Length == 8) return DateTimeOffset.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
            time = text.Length > 11 ? DateTimeOffset.UnixEpoch.AddMilliseconds(number) : DateTimeOffset.UnixEpoch.AddSeconds(number);
            return text.Length is >= 9 and <= 14;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }

    private double Number(int line, string asset, string text)
    {
        if (Gaps.Contains(text)) return double.NaN;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) throw new BadSeriesException(line, $"expected a number for {asset}, found '{text}'");
        if (prices && number <= 0) throw new BadSeriesException(line, $"expected a price above zero for {asset}, found '{text}'");
        return number;
    }

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
}
