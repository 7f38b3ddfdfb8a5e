using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Tax.Jurisdictions;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>What decides how disposals are matched.</summary>
/// <param name="Methods">The methods with the day from which each holds; the first holds from the beginning.</param>
/// <param name="Scope">Which units may be matched.</param>
/// <param name="Calendar">The jurisdiction's days and years.</param>
/// <param name="Until">The first day after the reported year; null for everything.</param>
/// <param name="Switch">The switch to wallet scope, if the scope changes by date.</param>
internal sealed record EngineChoice(IReadOnlyList<DatedMethod> Methods, LotScope Scope, TaxCalendar Calendar, DateOnly? Until, WalletSwitch? Switch)
{
    /// <summary>Whether purchases after the year count although the engine is not fed them (wash sales).</summary>
    public bool LooksAhead { get; init; }

    /// <summary>Whether units at average cost keep their dates.</summary>
    public bool AverageKeepsDates { get; init; }

    /// <summary>What transfers take first; as disposals do when null.</summary>
    public LotMethod? Transfers { get; init; }

    /// <summary>Lots allocated to wallets one by one at the switch.</summary>
    public IReadOnlyList<NamedUnits> Allocated { get; init; } = [];

    // The 30-day rule, wash sales and superficial losses look beyond the year.
    private const int LaterDays = 30;

    /// <summary>Whether lots are taken in one order in one scope at all times: what <see cref="CompactBook"/> can keep.</summary>
    public bool HasOneOrder => Methods.Count == 1 && Switch is null && LotMethods.TryGetValue(Methods[0].Name, out var method) && CompactBook.Supports(method);

    /// <summary>The first day that has no say in the reported year; null when every day has.</summary>
    public DateOnly? Horizon => Methods[0].Name is "s104" or "acb" || LooksAhead ? Until?.AddDays(LaterDays) : Until;

    /// <summary>The method's engine. It is fed no event from <see cref="Horizon"/> on.</summary>
    /// <param name="ids">The ids of the events it is fed.</param>
    public IDisposalEngine Create(CommandLine.EventIds ids) => Methods[0].Name switch
    {
        "s104" => new ShareMatchingEngine(this),
        "acb" => new SuperficialLossEngine(this),
        "total-average" => new YearlyAverageEngine(Calendar),
        "whole-portfolio" => new WholePortfolioEngine(),
        _ => new LotEngine(this, ids),
    };

    /// <summary>A book of lots by the first method.</summary>
    public LotBook Book(CommandLine.EventIds ids) => new(MethodOf(Methods[0].Name), Scope, Switch is { } change && Allocated.Count > 0 ? change with { Specific = a => NamedUnits.Of(Allocated, a, ids), NameOf = lot => ids[lot] } : Switch, Transfers);

    /// <summary>The method of a name.</summary>
    public LotMethod MethodOf(string name) => LotMethods[name] is var method && method == LotMethod.Average && AverageKeepsDates ? LotMethod.DatedAverage : method;

    /// <summary>Names of all methods that keep lots or a running average, which may follow one another.</summary>
    public static IReadOnlyDictionary<string, LotMethod> LotMethods { get; } = new Dictionary<string, LotMethod>(StringComparer.Ordinal)
    {
        ["fifo"] = LotMethod.Fifo,
        ["lifo"] = LotMethod.Lifo,
        ["hifo"] = LotMethod.Hifo,
        ["lofo"] = LotMethod.Lofo,
        ["specific"] = LotMethod.Specific,
        ["average"] = LotMethod.Average,
        ["moving-average"] = LotMethod.Average,
    };
}

/// <summary>A method, the first day it holds (null from the beginning), and what it holds for (null for every wallet or asset).</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct DatedMethod(string Name, DateOnly? From, string? Wallet = null, string? Asset = null)
{
    /// <summary>The last day it holds; null when it holds until another one does.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Whether it is for some wallets or assets only.</summary>
    public bool IsPartial => Wallet is not null || Asset is not null;

    /// <summary>Whether it holds for the lots of a wallet and asset.</summary>
    public bool Applies(string wallet, Kernel.AssetId asset) => (Wallet is null || Wallet == wallet) && (Asset is null || Asset == asset.Value);
}
