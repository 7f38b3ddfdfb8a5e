namespace PortfolioPlatform.Tax.Events;

/// <summary>What happened, before any law: the words of the column <c>type</c> (in kebab case).</summary>
internal enum EventClass
{
    /// <summary>Bought for the book currency.</summary>
    Buy,

    /// <summary>Sold for the book currency.</summary>
    Sell,

    /// <summary>One asset for another.</summary>
    Swap,

    /// <summary>To another own wallet.</summary>
    Transfer,

    /// <summary>A trade's fee paid in some asset.</summary>
    TradeFee,

    /// <summary>A transfer's network fee paid in some asset.</summary>
    NetworkFee,

    /// <summary>Income not named more closely.</summary>
    Income,

    /// <summary>Staking reward.</summary>
    Staking,

    /// <summary>Mining reward.</summary>
    Mining,

    /// <summary>Airdrop.</summary>
    Airdrop,

    /// <summary>Interest of lending.</summary>
    Interest,

    /// <summary>New units of a hard fork.</summary>
    Fork,

    /// <summary>Gift received.</summary>
    GiftIn,

    /// <summary>Gift made.</summary>
    GiftOut,

    /// <summary>Gift to a charity.</summary>
    Donation,

    /// <summary>Lost: keys, a failed venue.</summary>
    Loss,

    /// <summary>Stolen.</summary>
    Theft,

    /// <summary>Spent on goods or services.</summary>
    Payment,

    /// <summary>Wrapped, unwrapped, bridged.</summary>
    Wrap,

    /// <summary>The same asset under another name or denomination.</summary>
    Rename,

    /// <summary>Given to a pool for a share in it.</summary>
    LiquidityAdd,

    /// <summary>A share of a pool given back.</summary>
    LiquidityRemove,

    /// <summary>Result of a margin or futures position.</summary>
    Margin,

    /// <summary>Funding paid or received.</summary>
    Funding,

    /// <summary>A fee paid back.</summary>
    Rebate,

    /// <summary>Came from outside and nobody said from where: what it cost is not known.</summary>
    Deposit,
}
