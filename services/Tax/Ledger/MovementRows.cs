using PortfolioPlatform.Tax.Events;

namespace PortfolioPlatform.Tax.Ledger;

/// <summary>What a withdrawal or deposit without a transfer is to the tax engine.</summary>
internal static class MovementRows
{
    /// <summary>What a withdrawal can have been.</summary>
    public static IReadOnlyList<MovementMeaning> Leaving { get; } = [MovementMeaning.Own, MovementMeaning.Payment, MovementMeaning.Gift, MovementMeaning.Donation, MovementMeaning.Lost, MovementMeaning.Stolen];

    /// <summary>What a deposit can have been.</summary>
    public static IReadOnlyList<MovementMeaning> Arriving { get; } = [MovementMeaning.Own, MovementMeaning.Bought, MovementMeaning.Gift, MovementMeaning.Income, MovementMeaning.Airdrop, MovementMeaning.Staking];

    public static TaxEvent Left(TaxEvent row, MovementDecision decided) => decided.Meaning switch
    {
        MovementMeaning.Payment => row with { Class = EventClass.Payment },
        MovementMeaning.Gift => row with { Class = EventClass.GiftOut },
        MovementMeaning.Donation => row with { Class = EventClass.Donation },
        MovementMeaning.Lost => row with { Class = EventClass.Loss },
        MovementMeaning.Stolen => row with { Class = EventClass.Theft },
        MovementMeaning.Own => To(row, LedgerRows.OwnElsewhere),
        _ => To(row, LedgerRows.Unresolved),
    };

    public static TaxEvent Arrived(TaxEvent row, MovementDecision decided) => decided.Meaning switch
    {
        MovementMeaning.Own => row with { Class = EventClass.Transfer, Venue = LedgerRows.OwnElsewhere, More = new TaxEventColumns { ToVenue = row.Venue } },
        MovementMeaning.Gift => row with { Class = EventClass.GiftIn, More = Given(decided) },
        MovementMeaning.Bought when decided.Basis is { } basis => row with { Class = EventClass.Buy, Price = basis, Time = decided.Acquired is { } acquired && acquired < row.Time ? acquired : row.Time },
        MovementMeaning.Income => row with { Class = EventClass.Income },
        MovementMeaning.Airdrop => row with { Class = EventClass.Airdrop },
        MovementMeaning.Staking => row with { Class = EventClass.Staking },
        _ => row with { Class = EventClass.Deposit },
    };

    private static TaxEvent To(TaxEvent row, string wallet) => row with { Class = EventClass.Transfer, More = new TaxEventColumns { ToVenue = wallet } };

    private static TaxEventColumns? Given(MovementDecision decided) =>
        decided.Basis is null && decided.Acquired is null ? null : new TaxEventColumns { Basis = decided.Basis, Acquired = decided.Acquired };
}
