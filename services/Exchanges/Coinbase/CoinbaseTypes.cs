using System.Collections.Frozen;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Coinbase;

/// <summary>How rows of a type find the other half of their event.</summary>
internal enum CoinbasePairing
{
    /// <summary>The row is the whole event.</summary>
    Alone = 0,

    /// <summary>The other half names the same purchase, sale or conversion.</summary>
    ById,

    /// <summary>The other half is the nearest row of the same type with the opposite sign, in another currency or (moves between own wallets) in the same.</summary>
    ByTime,
}

/// <summary>What a row type of the v2 wallet history means.</summary>
/// <param name="In">Kind when the amount is positive.</param>
/// <param name="Out">Kind when the amount is negative.</param>
/// <param name="Pairing">How the other half is found.</param>
/// <param name="Flag">A remark, if any.</param>
internal sealed record CoinbaseType(TransactionKind In, TransactionKind Out, CoinbasePairing Pairing = CoinbasePairing.Alone, string? Flag = null)
{
    private static readonly FrozenDictionary<string, CoinbaseType> Table = Build().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The meaning of a type, or null.</summary>
    public static CoinbaseType? Find(string type) =>
        Table.GetValueOrDefault(type) ?? (type.StartsWith("fcm_futures_", StringComparison.Ordinal) ? Same(TransactionKind.MarginResult) : null);

    /// <summary>The kind of an amount.</summary>
    public TransactionKind KindOf(Quantity amount) => amount.IsNegative ? Out : In;

    private static CoinbaseType Same(TransactionKind kind, CoinbasePairing pairing = CoinbasePairing.Alone, string? flag = null) => new(kind, kind, pairing, flag);

    private static Dictionary<string, CoinbaseType> Build()
    {
        var table = new Dictionary<string, CoinbaseType>(StringComparer.Ordinal);
        Put(table, new CoinbaseType(TransactionKind.Deposit, TransactionKind.Withdrawal), "send", "request", "fiat_deposit", "fiat_withdrawal");
        Put(table, Same(TransactionKind.Conversion, CoinbasePairing.ById), "buy", "sell", "trade");
        Put(table, Same(TransactionKind.Migration, CoinbasePairing.ByTime), "wrap_asset", "unwrap_asset", "asset_migration", "retail_eth2_deprecation");
        Put(table, Same(TransactionKind.InternalTransfer, CoinbasePairing.ByTime), "staking_transfer", "unstaking_transfer", "retail_instant_unstaking", "transfer", "vault_withdrawal");
        Put(table, Same(TransactionKind.DustConversion, CoinbasePairing.ByTime), "retail_simple_dust");
        Put(table, Same(TransactionKind.InternalTransfer, flag: "other-product"), "exchange_deposit", "exchange_withdrawal", "pro_deposit", "pro_withdrawal", "intx_deposit", "intx_withdrawal");
        Put(table, Same(TransactionKind.StakingReward), "staking_reward", "inflation_reward");
        Put(table, Same(TransactionKind.Interest), "interest");
        Put(table, Same(TransactionKind.Airdrop), "earn_payout");
        Put(table, Same(TransactionKind.Rebate), "incentives_rewards_payout", "subscription_rebate", "retail_simple_price_improvement", "cardbuyback");
        Put(table, Same(TransactionKind.Fee), "subscription");
        Put(table, new CoinbaseType(TransactionKind.Deposit, TransactionKind.Withdrawal, Flag: "card"), "cardspend");
        Put(table, Same(TransactionKind.Adjustment), "clawback", "incentives_shared_clawback");
        Put(table, Same(TransactionKind.MarginResult), "derivatives_settlement");
        Put(table, new CoinbaseType(TransactionKind.StakingReward, TransactionKind.Unknown, Flag: "assumed"), "tx");
        return table;
    }

    private static void Put(Dictionary<string, CoinbaseType> table, CoinbaseType meaning, params ReadOnlySpan<string> types)
    {
        foreach (var type in types) table.Add(type, meaning);
    }
}
