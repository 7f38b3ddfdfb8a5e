using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Positions;

/// <summary>Average-cost pools are kept by account and asset.</summary>
/// <param name="Account">Where.</param>
/// <param name="Asset">Of what.</param>
public readonly record struct PoolKey(AccountId Account, AssetId Asset) : IComparable<PoolKey>
{
    /// <inheritdoc/>
    public int CompareTo(PoolKey other)
    {
        var byAccount = Account.Value.CompareTo(other.Account.Value);
        return byAccount != 0 ? byAccount : Asset.CompareTo(other.Asset);
    }
}

/// <summary>One signed amount on its way into a pool.</summary>
/// <param name="Place">When it is applied.</param>
/// <param name="Pool">Where.</param>
/// <param name="Amount">Signed.</param>
/// <param name="Value">Its value without sign in the currency of the books, or null when unknown.</param>
/// <param name="Effect">What it does besides.</param>
/// <param name="Carry">For <see cref="MovementEffect.Carry"/>: which basis moves.</param>
public sealed record Movement(MovementPlace Place, PoolKey Pool, Quantity Amount, Quantity? Value, MovementEffect Effect, CarryTag? Carry = null);

/// <summary>Names a basis that moves.</summary>
/// <param name="Id">The transaction it left with.</param>
/// <param name="Arriving">For the receiving side: all that is still to arrive, the movement included.</param>
public readonly record struct CarryTag(EntryKey Id, Quantity Arriving);

/// <summary>Place of a movement in the order of accounting. The in-side of a transfer never comes before its out-side: it is anchored behind it.</summary>
/// <param name="Anchor">The transaction it goes with.</param>
/// <param name="Behind">0 the anchor's own, 1 anchored behind it.</param>
/// <param name="Own">Its own transaction.</param>
/// <param name="Leg">Order within the transaction.</param>
public readonly record struct MovementPlace(AccountingOrder Anchor, int Behind, AccountingOrder Own, int Leg) : IComparable<MovementPlace>
{
    /// <inheritdoc/>
    public int CompareTo(MovementPlace other)
    {
        var byAnchor = Anchor.CompareTo(other.Anchor);
        if (byAnchor != 0) return byAnchor;
        if (Behind != other.Behind) return Behind.CompareTo(other.Behind);
        var byOwn = Own.CompareTo(other.Own);
        return byOwn != 0 ? byOwn : Leg.CompareTo(other.Leg);
    }
}
