using System.Globalization;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Jurisdictions;
using PortfolioPlatform.Tax.Ledger;

namespace PortfolioPlatform.Tax.Settings;

/// <summary>How a legal entity is taxed.</summary>
/// <param name="Jurisdiction">As <c>Host tax</c> names it.</param>
/// <param name="Currency">Three letters: the currency of the books.</param>
/// <param name="Method">The method, with dates, wallets and assets as <c>Host tax --method</c> writes them.</param>
/// <param name="Scope"><c>universal</c>, <c>wallet</c> or <c>statutory</c>.</param>
internal sealed record TaxSettings(string Jurisdiction, string Currency, string Method, string Scope)
{
    private static readonly Dictionary<string, (string Jurisdiction, string Currency)> Countries = new(StringComparer.OrdinalIgnoreCase)
    {
        ["US"] = ("us", "USD"), ["GB"] = ("uk", "GBP"), ["DE"] = ("de", "EUR"), ["CA"] = ("ca", "CAD"), ["AU"] = ("au", "AUD"), ["FR"] = ("fr", "EUR"), ["JP"] = ("jp", "JPY"),
    };

    /// <summary>The rule, the day and the person of an allocation to wallets, where the scope changes by date.</summary>
    public TaxAllocation? Allocation { get; init; }

    /// <summary>Rises with each change; 0 when nobody set anything.</summary>
    public int Version { get; init; }

    /// <summary>The plug-in.</summary>
    public IJurisdiction Law => AllJurisdictions.Find(Jurisdiction)!;

    /// <summary>The asset of the currency.</summary>
    public AssetId Money => new($"fiat:{Currency.ToLowerInvariant()}");

    /// <summary>What holds for an entity nobody set anything for: its country's law, first method and scope.</summary>
    public static TaxSettings Default(LedgerEntity entity)
    {
        var (jurisdiction, currency) = Countries.GetValueOrDefault(entity.Country, ("none", "USD"));
        return Usual(AllJurisdictions.Find(jurisdiction)!, currency);
    }

    /// <summary>What a law starts from: the currency of its country, its first method, its own scope.</summary>
    public static TaxSettings Usual(IJurisdiction law) => Usual(law, Countries.Values.Where(c => c.Jurisdiction == law.Name).Select(c => c.Currency).FirstOrDefault("USD"));

    private static TaxSettings Usual(IJurisdiction law, string currency) => new(law.Name, currency, law.Methods[0], law.DefaultScope.ToString().ToLowerInvariant());

    /// <summary>The settings behind the words of a report.</summary>
    /// <param name="words">As <see cref="Words"/> writes them, with anything further.</param>
    /// <param name="lots">Lots allocated to wallets one by one; null for none.</param>
    public static TaxSettings Of(IReadOnlyList<string> words, string? lots)
    {
        var given = words.Chunk(2).Where(w => w.Length == 2).ToDictionary(w => w[0], w => w[1], StringComparer.Ordinal);
        return new TaxSettings(given["--jurisdiction"], given["--currency"], given["--method"], given["--scope"])
        {
            Allocation = given.TryGetValue("--allocation", out var rule)
                ? new TaxAllocation(rule, DateOnly.ParseExact(given["--allocation-decided"], "yyyy-MM-dd", CultureInfo.InvariantCulture), given["--allocation-by"]) { Lots = lots }
                : null,
        };
    }

    /// <summary>The words <c>Host tax</c> would be called with.</summary>
    /// <param name="trades">The file of events.</param>
    /// <param name="folder">Where the report goes.</param>
    /// <param name="year">Which year; null for everything.</param>
    /// <param name="more">Further words.</param>
    public IReadOnlyList<string> Words(string trades, string folder, int? year, params IReadOnlyList<string> more)
    {
        List<string> words = ["--trades", trades, "--out", folder, "--jurisdiction", Jurisdiction, "--method", Method, "--scope", Scope, "--currency", Currency];
        if (year is { } y) words.AddRange(["--year", y.ToString(CultureInfo.InvariantCulture)]);
        if (Allocation is { } a) words.AddRange(["--allocation", a.Rule, "--allocation-decided", a.Decided.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "--allocation-by", a.By]);
        words.AddRange(more);
        return words;
    }

    /// <summary>The settings as options of a computation, or why they cannot be.</summary>
    public Result<TaxOptions> Options(int? year)
    {
        var options = TaxOptions.Parse(Words("ledger", ".", year));
        if (!options.IsOk || Allocation?.Lots is not { } lots) return options;
        var named = AllocationFile.Read(lots, Law.Calendar);
        return named.IsOk ? options.Value with { Choice = options.Value.Choice with { Allocated = named.Value } } : new Error(named.Error.Code, $"the allocation of lots, {named.Error.Message}");
    }
}

/// <summary>An allocation of lots to wallets (Rev. Proc. 2024-28): the written rule, and lots named one by one.</summary>
/// <param name="Rule"><c>oldest-first</c> or <c>lowest-basis-to-largest-balance</c>.</param>
/// <param name="Decided">The day it was fixed.</param>
/// <param name="By">Who fixed it.</param>
internal sealed record TaxAllocation(string Rule, DateOnly Decided, string By)
{
    /// <summary>Lots by wallet as <c>Host tax --allocation-lots</c> reads them; null where the rule decides alone. Assets that are not named follow the rule.</summary>
    public string? Lots { get; init; }
}
