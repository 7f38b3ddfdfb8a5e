using System.Text.Json.Serialization;

namespace PortfolioPlatform.Kernel;

/// <summary>What economically happened. Venue words are mapped to these; what fits none is <see cref="Unknown"/>, kept and flagged.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TransactionKind>))]
public enum TransactionKind
{
    /// <summary>No rule knows it; kept, flagged, put to review.</summary>
    Unknown = 0,

    /// <summary>A fill on a market: one asset out, one in, perhaps fees or rebates in any asset.</summary>
    Trade,

    /// <summary>An exchange of assets off the order book (convert, instant buy).</summary>
    Conversion,

    /// <summary>Small remainders swept into another asset.</summary>
    DustConversion,

    /// <summary>Assets came in from outside the account.</summary>
    Deposit,

    /// <summary>Assets left the account.</summary>
    Withdrawal,

    /// <summary>A move between wallets of the same account (spot to earn, spot to margin): nets to zero.</summary>
    InternalTransfer,

    /// <summary>Reward for staking.</summary>
    StakingReward,

    /// <summary>Interest earned on lending or savings.</summary>
    Interest,

    /// <summary>Coins given without consideration.</summary>
    Airdrop,

    /// <summary>Coins that came into being by a chain split.</summary>
    Fork,

    /// <summary>A rebate of fees or a referral reward, booked on its own.</summary>
    Rebate,

    /// <summary>A fee booked on its own.</summary>
    Fee,

    /// <summary>Interest paid on borrowed assets.</summary>
    InterestPaid,

    /// <summary>Periodic payment between longs and shorts of a perpetual, signed.</summary>
    Funding,

    /// <summary>Profit or loss of a margin or derivative position, signed.</summary>
    MarginResult,

    /// <summary>One asset replaced by another at a fixed ratio (rename, migration, wrap): basis moves, nothing is disposed of.</summary>
    Migration,

    /// <summary>A correction by the venue.</summary>
    Adjustment,

    /// <summary>A difference below the asset's step, booked by reconciliation and visible as such.</summary>
    Rounding,
}

/// <summary>What a leg is in its transaction.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LegRole>))]
public enum LegRole
{
    /// <summary>What the transaction is about: both sides of a trade, the moved amount, the income.</summary>
    Principal = 0,

    /// <summary>A fee, negative.</summary>
    Fee,

    /// <summary>A negative fee: positive.</summary>
    Rebate,
}

/// <summary>How far a movement has come. What of it counts in balances says <see cref="TransactionStatuses.Counts"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TransactionStatus>))]
public enum TransactionStatus
{
    /// <summary>Final.</summary>
    Completed = 0,

    /// <summary>Announced, not final: shown; what goes out counts, what comes in does not yet.</summary>
    Pending,

    /// <summary>Did not happen: kept, not counted.</summary>
    Failed,

    /// <summary>Happened and was undone: the pair nets to zero.</summary>
    Reversed,
}
