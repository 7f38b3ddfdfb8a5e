using System.Globalization;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Jurisdictions;

namespace PortfolioPlatform.Tax.Previews;

/// <summary>The words after <c>Host tax-preview</c>, checked: a sale that has not happened.</summary>
internal sealed record PreviewOptions(IReadOnlyList<string> Common, IJurisdiction Jurisdiction, AssetId Asset, Quantity Units, Quantity Price, Quantity Fee, string Wallet, DateTimeOffset At, int Within)
{
    /// <summary>Lots allocated to wallets one by one at the switch of scope.</summary>
    public IReadOnlyList<NamedUnits> Allocated { get; init; } = [];

    public static readonly string Usage =
        $"tax-preview --trades FILE.csv --asset BTC --quantity 1 --price 60000 --at 2024-06-01T12:00:00Z [--fee 0] [--wallet NAME] [--within 30] [--jurisdiction {AllJurisdictions.Names}] [--scope …] [--currency USD]";

    private static readonly string[] Own = ["asset", "quantity", "price", "fee", "wallet", "at", "within"];

    public static Result<PreviewOptions> Parse(IReadOnlyList<string> words)
    {
        if (words.Count % 2 != 0) return Wrong("expected --option value");
        var pairs = words.Chunk(2).ToArray();
        var given = pairs.ToDictionary(p => p[0].TrimStart('-'), p => p[1], StringComparer.Ordinal);
        if (AllJurisdictions.Find(given.GetValueOrDefault("jurisdiction", "none")) is not { } jurisdiction) return Wrong($"--jurisdiction must be one of {AllJurisdictions.Names}");
        if (given.ContainsKey("year") || given.ContainsKey("method") || given.ContainsKey("out")) return Wrong("the year follows from --at, every method is tried, and nothing is written");
        if (!given.TryGetValue("asset", out var asset)) return Wrong("--asset is missing");
        if (!Quantity.TryParse(given.GetValueOrDefault("quantity", ""), out var units) || units.Sign <= 0) return Wrong("--quantity must be a number above zero");
        if (!Quantity.TryParse(given.GetValueOrDefault("price", ""), out var price) || price.Sign < 0) return Wrong("--price must be a number");
        if (!Quantity.TryParse(given.GetValueOrDefault("fee", "0"), out var fee)) return Wrong("--fee must be a number");
        if (!DateTimeOffset.TryParse(given.GetValueOrDefault("at", ""), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)) return Wrong("--at must be a time such as 2024-06-01T12:00:00Z");
        if (!int.TryParse(given.GetValueOrDefault("within", "30"), NumberStyles.None, CultureInfo.InvariantCulture, out var within)) return Wrong("--within must be a number of days");
        var common = pairs.Where(p => !Own.Contains(p[0].TrimStart('-'), StringComparer.Ordinal)).SelectMany(p => p).ToArray();
        return new PreviewOptions(common, jurisdiction, new AssetId(asset), units, price, fee, given.GetValueOrDefault("wallet", ""), at.ToMicroseconds(), within);
    }

    /// <summary>The options of a report of the year of <see cref="At"/> by one method.</summary>
    public Result<TaxOptions> For(string method)
    {
        var options = TaxOptions.Parse([.. Common, "--method", method, "--out", ".", "--year", Jurisdiction.Calendar.YearOf(Jurisdiction.Calendar.Day(At)).ToString(CultureInfo.InvariantCulture)]);
        return options.IsOk ? options.Value with { Choice = options.Value.Choice with { Allocated = Allocated } } : options.Error;
    }

    private static Error Wrong(string what) => new("TAX_USAGE", $"{what}. Usage: {Usage}");
}
