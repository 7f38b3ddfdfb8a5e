using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Kraken.Ledger;

/// <summary>Kraken's ledger types as data. The list is open: a new type is kept, flagged and reported.</summary>
internal static class LedgerKinds
{
    private static readonly string[] InternalSubtypes =
        ["allocation", "deallocation", "autoallocation", "migration", "spottostaking", "stakingfromspot", "stakingtospot", "spotfromstaking", "spottofutures", "spotfromfutures"];

    /// <summary>A move between the account's own sub-wallets; its two halves carry different refids.</summary>
    public static bool IsInternal(LedgerEntry entry) =>
        (entry.Row.Type is "earn" or "transfer" && InternalSubtypes.Contains(entry.Row.Subtype)) || entry.Row.Type == "custodytransfer" || IsVirtual(entry);

    /// <summary>Whether the type exchanges assets, so that a whole group has both signs.</summary>
    public static bool IsExchange(LedgerEntry entry) => entry.Row.Type is "trade" or "spend" or "receive" or "conversion" or "sale" or "nfttrade";

    /// <summary>What a group of rows means; null for a type nobody has seen.</summary>
    public static TransactionKind? Of(IReadOnlyList<LedgerEntry> group)
    {
        if (group.Any(entry => entry.Row.Type == "trade")) return TransactionKind.Trade;
        if (group.Any(entry => entry.Row.Type is "spend" or "receive")) return IsSweep(group) ? TransactionKind.DustConversion : TransactionKind.Conversion;
        return Of(group[0]);
    }

    private static TransactionKind? Of(LedgerEntry entry) => entry.Row.Type switch
    {
        "deposit" => TransactionKind.Deposit,
        "withdrawal" => TransactionKind.Withdrawal,
        "staking" or "reward" => TransactionKind.StakingReward,
        "earn" => entry.Row.Subtype is "reward" or "bonus" ? TransactionKind.StakingReward : IsInternal(entry) ? TransactionKind.InternalTransfer : null,
        "dividend" => TransactionKind.Interest,
        "conversion" or "sale" => TransactionKind.Conversion,
        "transfer" => IsInternal(entry) ? TransactionKind.InternalTransfer : entry.Amount.IsNegative ? TransactionKind.Adjustment : TransactionKind.Airdrop,
        "custodytransfer" => TransactionKind.InternalTransfer,
        "margin" or "settled" => TransactionKind.MarginResult,
        "rollover" => TransactionKind.InterestPaid,
        "adjustment" or "credit" => TransactionKind.Adjustment,
        "invite bonus" or "nftrebate" => TransactionKind.Rebate,
        "nfttrade" => TransactionKind.Trade,
        "nftcreatorfee" => TransactionKind.Fee,
        _ => null,
    };

    /// <summary>Several coins into one under one refid.</summary>
    private static bool IsSweep(IReadOnlyList<LedgerEntry> group) =>
        group.Where(entry => entry.Amount.IsNegative).Select(entry => entry.Row.Asset).Distinct(StringComparer.Ordinal).Count() > 1
        && group.Where(entry => entry.Amount.Sign > 0).Select(entry => entry.Row.Asset).Distinct(StringComparer.Ordinal).Count() == 1;

    /// <summary>ETH2 going out under type staking: staked ether became plain ether; no income, no loss.</summary>
    private static bool IsVirtual(LedgerEntry entry) => entry.Row.Type == "staking" && entry.Amount.IsNegative;
}
