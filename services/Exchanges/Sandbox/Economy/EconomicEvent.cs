using System.Collections.Immutable;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>What economically happened in a simulated account.</summary>
public enum EconomicKind
{
    /// <summary>A fill on a market.</summary>
    Trade,

    /// <summary>Assets came in from outside.</summary>
    Deposit,

    /// <summary>Assets left; see <see cref="Movement.Outcome"/> for whether they arrived.</summary>
    Withdrawal,

    /// <summary>A withdrawal that failed or was cancelled came back, fee included.</summary>
    WithdrawalReversal,

    /// <summary>Reward for staking.</summary>
    StakingReward,

    /// <summary>Interest on a lent or saved amount.</summary>
    Interest,

    /// <summary>Units handed out for nothing.</summary>
    Airdrop,

    /// <summary>Commission for an invited user.</summary>
    Referral,

    /// <summary>Credits that can pay fees.</summary>
    FeeCredit,

    /// <summary>One asset exchanged for another off the book.</summary>
    Conversion,

    /// <summary>A coin bought with money off the book, fee in money.</summary>
    InstantBuy,

    /// <summary>Several small remainders swept into one asset.</summary>
    DustSweep,

    /// <summary>A move between wallets of the same account; nets to zero.</summary>
    WalletTransfer,

    /// <summary>A coin replaced by its successor one to one.</summary>
    Migration,

    /// <summary>What trading a perpetual cost.</summary>
    PerpetualFee,

    /// <summary>Profit or loss of a perpetual position that was closed, in part or whole.</summary>
    PerpetualResult,

    /// <summary>What longs and shorts of a perpetual exchange every eight hours.</summary>
    Funding,

    /// <summary>What the venue keeps when it takes positions over.</summary>
    Liquidation,

    /// <summary>An option bought or sold: its premium and fee.</summary>
    OptionTrade,

    /// <summary>What an option brought, or cost its seller, at its end.</summary>
    OptionDelivery,
}

/// <summary>What an amount is in its event.</summary>
public enum EconomicRole
{
    /// <summary>What moved.</summary>
    Principal,

    /// <summary>What it cost; negative.</summary>
    Fee,

    /// <summary>What the venue paid for adding liquidity; positive.</summary>
    Rebate,
}

/// <summary>A signed exact amount of an asset in a wallet.</summary>
/// <param name="Asset">Common symbol.</param>
/// <param name="Wallet">One of <see cref="Wallets"/>.</param>
/// <param name="Amount">Signed change of balance.</param>
/// <param name="Role">What it is.</param>
/// <param name="After">The balance of that asset and wallet right after.</param>
public readonly record struct EconomicLeg(string Asset, string Wallet, decimal Amount, EconomicRole Role, decimal After = 0);

/// <summary>Names of the wallets inside an account.</summary>
public static class Wallets
{
    /// <summary>Where orders are paid from.</summary>
    public const string Spot = "spot";

    /// <summary>Flexible savings and staking.</summary>
    public const string Earn = "earn";

    /// <summary>A second plain wallet (Binance funding, Bitfinex funding).</summary>
    public const string Funding = "funding";

    /// <summary>Margin of perpetuals.</summary>
    public const string Futures = "futures";
}

/// <summary>One event of an account: the truth that every wire shape is made of.</summary>
/// <param name="Sequence">Its place in the account, from 1, without gaps.</param>
/// <param name="Time">UTC, whole milliseconds.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Legs">What it did to balances, in the order it did it.</param>
public sealed record EconomicEvent(long Sequence, DateTimeOffset Time, EconomicKind Kind, ImmutableArray<EconomicLeg> Legs)
{
    /// <summary>A reproducible hash of (world, account, sequence): what venue ids are made of.</summary>
    public ulong Hash { get; init; }

    /// <summary>Of a trade.</summary>
    public Fill? Fill { get; init; }

    /// <summary>Of what happens with perpetuals.</summary>
    public PerpetualIncome? Perpetual { get; init; }

    /// <summary>Of what happens with options.</summary>
    public OptionIncome? Option { get; init; }

    /// <summary>Of a deposit, withdrawal or reversal.</summary>
    public Movement? Movement { get; init; }

    /// <summary>For a reversal: the sequence of the withdrawal that came back.</summary>
    public long? Reverses { get; init; }

    /// <summary>A few words, such as the name of an airdrop.</summary>
    public string? Note { get; init; }

    /// <summary>The first leg of a role, if any.</summary>
    public EconomicLeg? First(EconomicRole role)
    {
        foreach (var leg in Legs)
            if (leg.Role == role) return leg;
        return null;
    }
}
