using System.Globalization;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Formats;
using PortfolioPlatform.Tax.Jurisdictions;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>The words after <c>Host tax</c>, checked.</summary>
internal sealed record TaxOptions(string Trades, IJurisdiction Jurisdiction, string Method, string Scope, string Currency, int? Year, ReportFormats Formats, string Out, EngineChoice Choice)
{
    /// <summary>What the report has beside its method.</summary>
    public ReportChoices Choices { get; init; } = new(null, null, null, false, false, false, [], null, false);

    /// <summary>The file that allocates lots to wallets one by one; null when there is none.</summary>
    public string? AllocationLots { get; init; }

    /// <summary>Whether the events of a year are hashed: what is only looked at needs no seal.</summary>
    public bool IsSealed { get; init; } = true;

    /// <summary>Whether wallets are watched where lots are kept over all of them: for reports and lists of problems.</summary>
    public bool WatchesWallets { get; init; }

    /// <summary>Other days than a tax year's that are looked at: from the first on, before the second.</summary>
    public (DateOnly From, DateOnly Until)? Days { get; init; }

    /// <summary>The first day of the reported year; the first of all days without one.</summary>
    public DateOnly YearStart => Year is { } year ? Jurisdiction.Calendar.Start(year) : DateOnly.MinValue;

    /// <summary>What was chosen, by name: with the events and prices it decides every number.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new SortedDictionary<string, string>();

    public static readonly string Usage =
        $"tax --trades FILE.csv --out DIR [--jurisdiction {AllJurisdictions.Names}] [--method NAME[,NAME@2024-01-01[..2024-12-31][/WALLET[/ASSET]]][,transfers:ORDER]] [--scope universal|wallet|statutory|wallet@2022-01-01 [--allocation RULE --allocation-decided DAY --allocation-by NAME [--allocation-lots FILE.csv]]] [--currency USD] [--year 2024 [--formats {ReportFormatWords.All}] [--prices FILE.csv] [--closed FOLDER] [--form-1099-da FILE.csv] [--wash-sales yes] [--asc-350-60 yes [--significant ASSET[,ASSET]] [--restricted FILE.csv]] [--carf yes] [--replace yes]]";

    private static readonly string[] Deciding = ["year", "formats", "allocation", "allocation-decided", "allocation-by", "wash-sales", "asc-350-60", "carf", "significant"];
    private static readonly string[] Known = ["trades", "jurisdiction", "method", "scope", "currency", "year", "formats", "out", "allocation", "allocation-decided", "allocation-by", "allocation-lots", .. ReportChoices.Names];

    public static Result<TaxOptions> Parse(IReadOnlyList<string> words)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i += 2)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == words.Count) return Wrong($"expected --option value, found '{words[i]}'");
            given[words[i][2..]] = words[i + 1];
        }

        if (given.Keys.Except(Known, StringComparer.Ordinal).FirstOrDefault() is { } stranger) return Wrong($"unknown option --{stranger}");
        if (!given.TryGetValue("trades", out var trades)) return Wrong("--trades is missing");
        if (!given.TryGetValue("out", out var folder)) return Wrong("--out is missing");
        if (AllJurisdictions.Find(given.GetValueOrDefault("jurisdiction", "none")) is not { } jurisdiction) return Wrong($"--jurisdiction must be one of {AllJurisdictions.Names}");
        return Chosen(given, trades, folder, jurisdiction);
    }

    private static Result<TaxOptions> Chosen(Dictionary<string, string> given, string trades, string folder, IJurisdiction jurisdiction)
    {
        var method = given.GetValueOrDefault("method", jurisdiction.Methods[0]);
        var methods = MethodWords.Parse(method, jurisdiction);
        if (!methods.IsOk) return Wrong(methods.Error.Message);
        var scopeText = given.GetValueOrDefault("scope", jurisdiction.DefaultScope.ToString().ToLowerInvariant());
        if (scopeText == "universal" && methods.Value.Methods.Any(m => m.Wallet is not null)) return Wrong("--method names a wallet, and --scope universal knows none");
        if (!ScopeWords.IsKnown(scopeText)) return Wrong("--scope must be universal or wallet, statutory where the law changed by date, or wallet@DAY");
        var change = ScopeWords.Parse(scopeText, given, jurisdiction);
        if (!change.IsOk) return Wrong(change.Error.Message);
        if (change.Value.Length > 0 && methods.Value.Methods.Any(m => !EngineChoice.LotMethods.ContainsKey(m.Name))) return Wrong($"--scope {scopeText} needs a method that keeps lots");
        int? year = null;
        if (given.TryGetValue("year", out var yearText))
        {
            if (!int.TryParse(yearText, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 2009 or > 2100) return Wrong("--year must be a year such as 2024");
            year = number;
        }

        var choices = ReportChoices.Parse(given, jurisdiction, year);
        if (!choices.IsOk) return Wrong(choices.Error.Message);
        var formats = ReportFormatWords.Parse(given.GetValueOrDefault("formats", ReportFormatWords.All));
        if (!formats.IsOk) return Wrong(formats.Error.Message);
        DateOnly? until = year is { } y ? jurisdiction.Calendar.Start(y + 1) : null;
        var choice = new EngineChoice(methods.Value.Methods, scopeText == "wallet" ? LotScope.Wallet : LotScope.Universal, jurisdiction.Calendar, until, change.Value.FirstOrDefault()) { LooksAhead = choices.Value.WashSales, AverageKeepsDates = jurisdiction.AverageKeepsDates, Transfers = methods.Value.Transfers };
        return new TaxOptions(trades, jurisdiction, method, scopeText, given.GetValueOrDefault("currency", "USD"), year, formats.Value, folder, choice)
        { Choices = choices.Value, AllocationLots = given.GetValueOrDefault("allocation-lots"), WatchesWallets = year is not null, Settings = Named(given, jurisdiction, method, scopeText) };
    }

    private static SortedDictionary<string, string> Named(Dictionary<string, string> given, IJurisdiction jurisdiction, string method, string scope)
    {
        var chosen = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["jurisdiction"] = jurisdiction.Name, ["method"] = method, ["scope"] = scope, ["currency"] = given.GetValueOrDefault("currency", "USD") };
        foreach (var name in Deciding.Where(given.ContainsKey)) chosen[name] = given[name];
        return chosen;
    }

    private static Error Wrong(string what) => new("TAX_USAGE", $"{what}. Usage: {Usage}");
}
