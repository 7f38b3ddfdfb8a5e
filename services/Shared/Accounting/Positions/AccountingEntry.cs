using System.Collections.Immutable;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Positions;

/// <summary>One version of a transaction, its codes resolved to assets and its legs priced as far as prices are known.</summary>
/// <param name="Key">Which transaction.</param>
/// <param name="Rank">Which version.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Sequence">The venue's order within one instant.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Counts">Whether it changes balances: completed ones do; pending, failed and reversed ones do not.</param>
/// <param name="Legs">Signed amounts.</param>
public sealed record AccountingEntry(EntryKey Key, EntryRank Rank, DateTimeOffset Time, long Sequence, TransactionKind Kind, bool Counts, ImmutableArray<AccountingLeg> Legs)
{
    /// <summary>Its place in the order of accounting.</summary>
    public AccountingOrder Order => new(Time, Sequence, Key);

    /// <summary>Whether both say the same of the same version.</summary>
    public bool Equals(AccountingEntry? other) =>
        other is not null && Key == other.Key && Rank == other.Rank && Time == other.Time && Sequence == other.Sequence && Kind == other.Kind
        && Counts == other.Counts && Legs.AsSpan().SequenceEqual(other.Legs.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Rank);
}

/// <summary>One signed amount.</summary>
/// <param name="Asset">Of what.</param>
/// <param name="Amount">Signed, exact.</param>
/// <param name="Role">What it is in the transaction.</param>
/// <param name="Price">What a unit was worth then in the currency of the books; null when nobody knows.</param>
public readonly record struct AccountingLeg(AssetId Asset, Quantity Amount, LegRole Role, LegPrice? Price = null)
{
    /// <summary>The amount at its price, without sign, rounded to <see cref="Share.Scale"/>; null when unpriced or beyond decimal.</summary>
    public Quantity? Value => Price is { } price && Amount.TryToDecimal(out _) ? (Amount.Abs() * price.PerUnit).Round(Share.Scale) : null;
}

/// <summary>A price fact in the currency of the books.</summary>
/// <param name="PerUnit">Currency per unit.</param>
/// <param name="Rank">How near to money the asset is: 0 the currency itself, 1 another fiat currency, 2 a stablecoin, 3 the rest. The lower side of a trade names its value.</param>
public readonly record struct LegPrice(Quantity PerUnit, int Rank);
