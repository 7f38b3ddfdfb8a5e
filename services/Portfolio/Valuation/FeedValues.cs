using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>Key <c>total</c> of topic <c>portfolio</c>; amounts in the portfolio's currency, null when unknown.</summary>
/// <param name="Value">Null while nothing that is held has a price, or nothing was heard of any account: nobody knows it then, and it is not zero.</param>
/// <param name="Complete">False while history is still being imported: then results are not told.</param>
/// <param name="BalanceAge">Seconds since the venue that was silent longest said what its account holds; null before any was read.</param>
/// <param name="OldBalances">Accounts in it whose last balance is kept although their venue has been silent for longer than polls are apart.</param>
internal sealed record TotalValue(
    string Key, long Epoch, long Version, Quantity? Value, string Currency, Quantity? DayChange, Quantity? DayChangePercent, Quantity? Realised, Quantity? Unrealised,
    Quantity? Income, Quantity? Fees, int UnpricedCount, int StaleCount, DateTimeOffset AsOf, bool Complete, int? BalanceAge, ImmutableArray<AccountId> OldBalances)
{
    /// <summary>What open positions in derivatives are worth beside the wallets: unrealised profit, and the price of options. Null without any, and while nobody knows.</summary>
    public Quantity? Derivatives { get; init; }

    /// <summary>The value and what derivatives are worth; null while nobody knows one of them.</summary>
    public Quantity? Equity { get; init; }

    /// <summary>Whether a reader who has the other one learns nothing from this: stamps say nothing, and the age of balances only once they are old.</summary>
    public bool SaysTheSameAs(TotalValue other) => Bare() == other.Bare() && OldBalances.SequenceEqual(other.OldBalances);

    private TotalValue Bare() => this with { Epoch = 0, Version = 0, AsOf = default, OldBalances = [], BalanceAge = OldBalances.IsEmpty ? null : BalanceAge / 60 };
}

/// <summary>Key <c>position:{asset}</c>.</summary>
/// <param name="BalanceAge">Seconds since the venue of one of its accounts, the one that was silent longest, said what the account holds.</param>
internal sealed record PositionValue(
    string Key, long Epoch, long Version, AssetId Asset, string Symbol, string Name, Quantity Quantity, Quantity? Price, string PriceState, int? PriceAge, Quantity? Value,
    Quantity? Cost, Quantity? Realised, Quantity? Unrealised, Quantity? DayChange, Quantity? Share, ImmutableArray<AccountId> Accounts, Quantity UnknownBasis, bool Short, int? BalanceAge)
{
    /// <inheritdoc cref="TotalValue.SaysTheSameAs"/>
    public bool SaysTheSameAs(PositionValue other) => Bare() == other.Bare() && Accounts.SequenceEqual(other.Accounts);

    private PositionValue Bare() => this with
    {
        Epoch = 0, Version = 0, Accounts = [],
        PriceAge = PriceState == "ok" ? null : PriceAge / 60,
        BalanceAge = BalanceAge < PortfolioValues.Old.TotalSeconds ? null : BalanceAge / 60,
    };
}

/// <summary>A key that is gone.</summary>
internal sealed record GoneValue(string Key, long Epoch, long Version, bool Removed);

/// <summary>Key <c>history</c>: the total over the last day, oldest first.</summary>
internal sealed record HistoryValue(string Key, long Epoch, long Version, ImmutableArray<HistoryPoint> Points);

/// <summary>One point of the history.</summary>
internal sealed record HistoryPoint(DateTimeOffset At, Quantity Value);

/// <summary>A node of topic <c>portfolios</c>.</summary>
internal sealed record PortfolioValue(string Key, long Epoch, long Version, PortfolioId Id, string Name, PortfolioId? Parent, string Currency, string Zone, ImmutableArray<AccountId> Accounts);

/// <summary>A difference of topic <c>reconciliation</c>.</summary>
internal sealed record ReconciliationValue(
    string Key, long Epoch, long Version, AccountId Account, string Venue, AssetId Asset, string Symbol, Quantity Ledger, Quantity Balance, Quantity Difference, string? FirstBadEntry,
    DateTimeOffset Since, string State, string? Detail);

/// <summary>How this module's values are written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TotalValue))]
[JsonSerializable(typeof(PositionValue))]
[JsonSerializable(typeof(GoneValue))]
[JsonSerializable(typeof(HistoryValue))]
[JsonSerializable(typeof(PortfolioValue))]
[JsonSerializable(typeof(ReconciliationValue))]
internal sealed partial class FeedJson : JsonSerializerContext;
