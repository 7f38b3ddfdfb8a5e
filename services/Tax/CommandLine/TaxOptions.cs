using System.Globalization;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>The words after <c>Host tax</c>, checked.</summary>
internal sealed record TaxOptions(string Trades, Jurisdiction Jurisdiction, LotMethod? Method, LotScope Scope, string Currency, int? Year, string Out)
{
    public const string Usage = "tax --trades FILE.csv --out DIR [--jurisdiction none|us|uk|de] [--method fifo|lifo|hifo|lofo|average|s104] [--scope universal|wallet] [--currency USD] [--year 2024]";

    /// <summary>Whether United Kingdom share matching is asked for instead of a lot method.</summary>
    public bool ShareMatching => Method is null;

    public static Result<TaxOptions> Parse(IReadOnlyList<string> words)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i += 2)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == words.Count) return Wrong($"expected --option value, found '{words[i]}'");
            given[words[i][2..]] = words[i + 1];
        }

        if (given.Keys.Except(["trades", "jurisdiction", "method", "scope", "currency", "year", "out"], StringComparer.Ordinal).FirstOrDefault() is { } stranger) return Wrong($"unknown option --{stranger}");
        if (!given.TryGetValue("trades", out var trades)) return Wrong("--trades is missing");
        if (!given.TryGetValue("out", out var folder)) return Wrong("--out is missing");
        if (Jurisdiction.Find(given.GetValueOrDefault("jurisdiction", "none")) is not { } jurisdiction) return Wrong($"--jurisdiction must be one of {Jurisdiction.Names}");
        return Choices(given, trades, folder, jurisdiction);
    }

    private static Result<TaxOptions> Choices(Dictionary<string, string> given, string trades, string folder, Jurisdiction jurisdiction)
    {
        var method = given.GetValueOrDefault("method", jurisdiction.DefaultMethod);
        if (!jurisdiction.Methods.Contains(method, StringComparer.Ordinal)) return Wrong($"--method in jurisdiction {jurisdiction.Name} must be one of {string.Join('|', jurisdiction.Methods)}");
        var scope = jurisdiction.DefaultScope;
        if (given.TryGetValue("scope", out var scopeText) && !Enum.TryParse(scopeText, ignoreCase: true, out scope)) return Wrong("--scope must be universal or wallet");
        int? year = null;
        if (given.TryGetValue("year", out var yearText))
        {
            if (!int.TryParse(yearText, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 2009 or > 2100) return Wrong("--year must be a year such as 2024");
            year = number;
        }

        LotMethod? lots = method == "s104" ? null : Enum.Parse<LotMethod>(method, ignoreCase: true);
        return new TaxOptions(trades, jurisdiction, lots, scope, given.GetValueOrDefault("currency", "USD"), year, folder);
    }

    private static Error Wrong(string what) => new("TAX_USAGE", $"{what}. Usage: {Usage}");
}
