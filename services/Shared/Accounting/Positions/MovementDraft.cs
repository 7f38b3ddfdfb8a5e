using System.Collections.Immutable;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Positions;

/// <summary>Collects the movements of one entry in the order of its legs.</summary>
internal sealed class MovementDraft(AccountingEntry entry, AccountingOrder? anchor = null)
{
    private readonly ImmutableArray<Movement>.Builder movements = ImmutableArray.CreateBuilder<Movement>(entry.Legs.Length);

    public EntryKey Key => entry.Key;

    /// <summary>Where the movements stand: with their own entry, or behind the other side of a transfer.</summary>
    public AccountingOrder? Anchor { get; set; } = anchor;

    public void Add(AssetId asset, Quantity amount, Quantity? value, MovementEffect effect) => Add(asset, amount, value, effect, carry: null);

    public void AddCarry(AssetId asset, Quantity amount, Quantity? value, EntryKey carry, Quantity arriving) =>
        Add(asset, amount, value, MovementEffect.Carry, new CarryTag(carry, arriving));

    /// <summary>Amount and value, both without sign, of an exchange movement in this asset.</summary>
    public (Quantity Amount, Quantity Value)? ValueOf(AssetId asset)
    {
        foreach (var movement in movements)
            if (movement.Effect == MovementEffect.Exchange && movement.Pool.Asset == asset && movement.Value is { } value)
                return (movement.Amount.Abs(), value);
        return null;
    }

    public ImmutableArray<Movement> Finish() => movements.ToImmutable();

    private void Add(AssetId asset, Quantity amount, Quantity? value, MovementEffect effect, CarryTag? carry)
    {
        if (amount.IsZero) return;
        var place = new MovementPlace(Anchor ?? entry.Order, Anchor is null ? 0 : 1, entry.Order, movements.Count);
        movements.Add(new Movement(place, new PoolKey(entry.Key.Account, asset), amount, value, effect, carry));
    }
}
