using System.Collections.Immutable;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Positions;

/// <summary>What an entry does to the pools: a pure function of the entry and of the transfer it is part of.</summary>
internal static class EntryMovements
{
    public static ImmutableArray<Movement> Of(AccountingEntry entry, AccountingEntry? partner)
    {
        if (!entry.Counts) return [];
        var draft = new MovementDraft(entry);
        var principals = entry.Legs.Where(l => l.Role == LegRole.Principal && !l.Amount.IsZero).ToImmutableArray();
        if (partner is not null) TransferMovements.Add(draft, entry, partner, principals);
        else AddPrincipals(draft, entry.Kind, principals);
        foreach (var leg in entry.Legs.Where(l => l.Role != LegRole.Principal && !l.Amount.IsZero))
            draft.Add(leg.Asset, leg.Amount, leg.Value ?? Implied(leg, draft), leg.Amount.IsNegative ? MovementEffect.Fee : MovementEffect.Income);
        return draft.Finish();
    }

    private static void AddPrincipals(MovementDraft draft, TransactionKind kind, ImmutableArray<AccountingLeg> legs)
    {
        var twoSided = legs.Any(l => l.Amount.IsNegative) && legs.Any(l => !l.Amount.IsNegative);
        if (twoSided && kind is (TransactionKind.Trade or TransactionKind.Conversion or TransactionKind.DustConversion)) ExchangeValue.Add(draft, legs);
        else if (twoSided && kind == TransactionKind.Migration) AddMigration(draft, legs);
        else
            foreach (var leg in legs)
                draft.Add(leg.Asset, leg.Amount, leg.Value, EffectOf(kind, leg.Amount.IsNegative));
    }

    private static MovementEffect EffectOf(TransactionKind kind, bool leaves) => kind switch
    {
        TransactionKind.InternalTransfer => MovementEffect.Internal,
        TransactionKind.StakingReward or TransactionKind.Interest or TransactionKind.Airdrop or TransactionKind.Fork or TransactionKind.Rebate => MovementEffect.Income,
        TransactionKind.Fee or TransactionKind.InterestPaid => leaves ? MovementEffect.Fee : MovementEffect.Income,
        TransactionKind.Funding or TransactionKind.MarginResult => MovementEffect.Result,
        TransactionKind.Rounding => MovementEffect.Rounding,
        _ => MovementEffect.Flow,
    };

    private static void AddMigration(MovementDraft draft, ImmutableArray<AccountingLeg> legs)
    {
        foreach (var leg in legs.Where(l => l.Amount.IsNegative)) draft.AddCarry(leg.Asset, leg.Amount, value: null, draft.Key, Quantity.Zero);
        var arriving = legs.Where(l => !l.Amount.IsNegative).ToArray();
        for (var i = 0; i < arriving.Length; i++)
            draft.AddCarry(arriving[i].Asset, arriving[i].Amount, value: null, draft.Key, arriving.Skip(i).Aggregate(Quantity.Zero, (sum, l) => sum + l.Amount));
    }

    /// <summary>A fee without a price of its own, in an asset the transaction itself puts a value on.</summary>
    private static Quantity? Implied(AccountingLeg leg, MovementDraft draft) =>
        draft.ValueOf(leg.Asset) is var (amount, value) && leg.Amount.TryToDecimal(out _) ? Share.Of(value, leg.Amount.Abs(), amount) : null;
}
