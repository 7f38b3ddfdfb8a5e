using System.Security.Cryptography;
using System.Text;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Brokers;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Institutions;
using PortfolioPlatform.Tax.Reports;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>The files a report reads beside its trades. What they say is part of the report's seal.</summary>
internal sealed class ReportInputs
{
    private readonly SortedDictionary<string, string> _settings;
    private IReadOnlyList<(AssetId Asset, PricePoint Point)> _prices = [];
    private IReadOnlyList<BrokerSale> _brokers = [];
    private IReadOnlyList<NamedUnits> _allocated = [];
    private IReadOnlyList<RestrictedUnits> _restricted = [];
    private TradeFile? _filed;
    private List<TaxEvent> _filedRows = [];
    private DateOnly _closedEnd;

    private ReportInputs(TaxOptions options) => _settings = new SortedDictionary<string, string>(options.Settings.ToDictionary(), StringComparer.Ordinal);

    /// <summary>Whether a closed year stands in for the input's own rows.</summary>
    public bool HasClosedYear => _filed is not null;

    /// <summary>Reads them.</summary>
    public static async Task<Result<ReportInputs>> LoadAsync(TaxOptions options, CancellationToken cancellationToken)
    {
        var inputs = new ReportInputs(options);
        if (options.Choices.Prices is { } prices && await inputs.PricesAsync(prices, cancellationToken) is { } noPrices) return noPrices;
        if (options.Choices.BrokerForms is { } forms && await inputs.BrokersAsync(forms, cancellationToken) is { } noForms) return noForms;
        if (options.Choices.Restricted is { } restricted && await inputs.RestrictedAsync(restricted, cancellationToken) is { } noUnits) return noUnits;
        if (options.Choices.Closed is { } closed && await inputs.ClosedAsync(closed, options, cancellationToken) is { } notClosed) return notClosed;
        if (options.AllocationLots is { } lots && await inputs.AllocationAsync(lots, options, cancellationToken) is { } noLots) return noLots;
        return inputs;
    }

    /// <summary>The options with what was read among their settings.</summary>
    public TaxOptions Applied(TaxOptions options) => options with { Settings = _settings, Choice = options.Choice with { Allocated = _allocated } };

    /// <summary>The outcome with prices and brokers' sales.</summary>
    public Outcome Applied(Outcome outcome, TaxOptions options)
    {
        foreach (var (asset, point) in _prices)
        {
            var day = options.Jurisdiction.Calendar.Day(point.Time);
            if (day >= options.Choice.Until) continue;
            outcome.Seen!.Add(asset, point);
            outcome.Prices.Add(asset, point);
            if (day < options.YearStart) outcome.Flows.OpeningPrices.Add(asset, point);
        }

        return outcome with { Brokers = _brokers, Restricted = _restricted };
    }

    /// <summary>The input's rows after the closed year, and its report's own rows before.</summary>
    public ClosedRows Merge(List<TaxEvent> rows, EventIds ids, TaxOptions options) => ClosedYear.Merge(rows, ids, _filedRows, _filed!.Ids, options.Jurisdiction.Calendar, _closedEnd);

    private async Task<Error?> PricesAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return Missing(path);
        var read = PriceFile.Read(await File.ReadAllTextAsync(path, cancellationToken));
        if (!read.IsOk) return new Error(read.Error.Code, $"{path}, {read.Error.Message}; nothing was written");
        _prices = read.Value;
        return null;
    }

    private async Task<Error?> BrokersAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return Missing(path);
        var text = await File.ReadAllTextAsync(path, cancellationToken);
        var read = BrokerFile.Read(text);
        if (!read.IsOk) return new Error(read.Error.Code, $"{path}, {read.Error.Message}; nothing was written");
        _brokers = read.Value;
        _settings["form-1099-da"] = Hash(text);
        return null;
    }

    private async Task<Error?> RestrictedAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return Missing(path);
        var text = await File.ReadAllTextAsync(path, cancellationToken);
        var read = RestrictedFile.Read(text);
        if (!read.IsOk) return new Error(read.Error.Code, $"{path}, {read.Error.Message}; nothing was written");
        _restricted = read.Value;
        _settings["restricted"] = Hash(text);
        return null;
    }

    private async Task<Error?> AllocationAsync(string path, TaxOptions options, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return Missing(path);
        var text = await File.ReadAllTextAsync(path, cancellationToken);
        var read = AllocationFile.Read(text, options.Jurisdiction.Calendar);
        if (!read.IsOk) return new Error(read.Error.Code, $"{path}, {read.Error.Message}; nothing was written");
        _allocated = read.Value;
        _settings["allocation-lots"] = Hash(text);
        return null;
    }

    private async Task<Error?> ClosedAsync(string folder, TaxOptions options, CancellationToken cancellationToken)
    {
        if (ReportSeal.Read(folder) is not { } seal) return new Error("TAX_CLOSED", $"{folder} holds no {ReportSeal.FileName}");
        if (seal.Seal.Settings["jurisdiction"] != options.Jurisdiction.Name) return new Error("TAX_CLOSED", $"{folder} is a report of jurisdiction {seal.Seal.Settings["jurisdiction"]}");
        _closedEnd = options.Jurisdiction.Calendar.Start(int.Parse(seal.Seal.Settings["year"], System.Globalization.CultureInfo.InvariantCulture) + 1);
        if (_closedEnd > options.YearStart) return new Error("TAX_CLOSED", $"{folder} is a report of {seal.Seal.Settings["year"]}: only an earlier year can be closed");
        _settings["closed"] = seal.Fingerprint;
        _filed = new TradeFile();
        await using var stream = File.OpenRead(Path.Combine(folder, "events.csv"));
        await _filed.ReadAsync(stream, (in row) => _filedRows.Add(row), _ => { }, cancellationToken);
        return null;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static Error Missing(string path) => new("TAX_USAGE", $"there is no file {path}");
}
