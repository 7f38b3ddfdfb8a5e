using System.Collections.Immutable;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Events;

namespace PortfolioPlatform.Tax.Ledger;

/// <summary>
/// Turns the transactions of one legal entity into rows of the tax engine. Pure. Money that is not the currency of the books counts at its rate and is no asset of its own:
/// gains on foreign currency are not computed.
/// </summary>
internal sealed class LedgerTranslation
{
    private readonly RowWriter _write;
    private readonly RateBook _rates;
    private readonly IReadOnlyDictionary<Guid, MovementDecision> _decisions;

    private LedgerTranslation(RateBook rates, RowWriter write, IReadOnlyDictionary<Guid, MovementDecision> decisions) => (_rates, _write, _decisions) = (rates, write, decisions);

    /// <summary>The rows of an entity.</summary>
    /// <param name="view">The tenant's ledger.</param>
    /// <param name="entity">Whose rows.</param>
    /// <param name="rates">The currency of the books.</param>
    /// <param name="decisions">What people said about movements, by transaction.</param>
    public static LedgerRows Of(LedgerView view, LegalEntityId entity, RateBook rates, IReadOnlyDictionary<Guid, MovementDecision> decisions)
    {
        var wallets = view.Accounts.Where(a => a.Entity == entity).ToDictionary(a => a.Id, a => a.Wallet);
        var own = view.Entries.Where(e => wallets.ContainsKey(e.Account)).ToArray();
        var pairs = TransferPairs.Of(own, view.Links);
        var write = new RowWriter(rates, wallets);
        var translation = new LedgerTranslation(rates, write, decisions);
        foreach (var entry in own)
            if (pairs.ArrivedOf(entry) is { } arrived) translation.Transfer(entry, arrived);
            else if (!pairs.IsArrival(entry)) translation.Add(entry);
        return write.Finish();
    }

    private void Add(LedgerEntry e)
    {
        var legs = Principals(e);
        switch (e.Kind)
        {
            case TransactionKind.InternalTransfer:
                Single(e, []);
                break;
            case TransactionKind.Trade or TransactionKind.Conversion or TransactionKind.DustConversion when TwoSided(legs):
                new ExchangeRows(e, legs, _rates, _write).Add();
                break;
            case TransactionKind.Migration when TwoSided(legs):
                Rename(e, legs);
                break;
            default:
                Single(e, legs);
                break;
        }
    }

    private void Single(LedgerEntry e, ImmutableArray<LedgerLeg> legs)
    {
        var fees = _write.FeesOf(e);
        var carried = false;
        foreach (var leg in legs)
        {
            if (Row(e, leg) is not { } row) continue;
            _write.Add(e, carried ? row : fees.On(row), leg);
            carried = true;
        }

        fees.Rest(e, _write, carried ? 1 : 0);
    }

    private TaxEvent? Row(LedgerEntry e, LedgerLeg leg)
    {
        var worth = _rates.WorthOf(leg, e.Time);
        var leaves = leg.Amount.IsNegative;
        var result = e.Kind is TransactionKind.Funding or TransactionKind.MarginResult;
        if (RateBook.IsMoney(leg.Asset)) return MoneyRow(e, leg, worth, leaves, result);
        if (worth is null && e.Kind is not (TransactionKind.Rounding or TransactionKind.Deposit or TransactionKind.Withdrawal)) _write.Problem("no-value", e, leg);
        var row = _write.Row(e, leg.Asset, result ? leg.Amount : leg.Amount.Abs(), worth?.PerUnit ?? Quantity.Zero);
        if (IncomeOf(e.Kind) is { } income) return row with { Class = leaves ? EventClass.Payment : income };
        return e.Kind switch
        {
            TransactionKind.Funding => row with { Class = EventClass.Funding },
            TransactionKind.MarginResult => row with { Class = EventClass.Margin },
            TransactionKind.Rounding => row with { Class = leaves ? EventClass.Loss : EventClass.Buy, Price = leaves ? row.Price : Quantity.Zero },
            TransactionKind.Fee or TransactionKind.InterestPaid => row with { Class = leaves ? EventClass.Payment : EventClass.Rebate },
            _ => Movement(e, leg, row),
        };
    }

    private TaxEvent? MoneyRow(LedgerEntry e, LedgerLeg leg, LegWorth? worth, bool leaves, bool result)
    {
        var income = IncomeOf(e.Kind);
        if (!result && (income is null || leaves)) return null;
        if (worth is null)
        {
            _write.Problem("no-value", e, leg);
            return null;
        }

        var value = (leg.Amount * worth.PerUnit).Round(RowWriter.Scale);
        if (value.IsZero) return null;
        return _write.Row(e, new AssetId(_rates.Word), value, Quantity.One) with { Class = income ?? (e.Kind == TransactionKind.Funding ? EventClass.Funding : EventClass.Margin) };
    }

    private TaxEvent Movement(LedgerEntry e, LedgerLeg leg, TaxEvent row)
    {
        var decided = _decisions.GetValueOrDefault(e.EntryId) ?? new MovementDecision(MovementMeaning.Open, null, null);
        if (!(leg.Amount.IsNegative ? MovementRows.Leaving : MovementRows.Arriving).Contains(decided.Meaning)) _write.Problem(leg.Amount.IsNegative ? "unmatched-withdrawal" : "unmatched-deposit", e, leg);
        return leg.Amount.IsNegative ? MovementRows.Left(row, decided) : MovementRows.Arrived(row, decided);
    }

    private void Transfer(LedgerEntry left, LedgerEntry arrived)
    {
        var (from, to) = (Principals(left)[0], Principals(arrived)[0]);
        if (RateBook.IsMoney(from.Asset)) return;
        var moved = from.Amount.Abs() < to.Amount ? from.Amount.Abs() : to.Amount;
        var worth = _rates.WorthOf(from, left.Time)?.PerUnit ?? Quantity.Zero;
        var row = _write.Row(left, from.Asset, moved, worth) with { Class = EventClass.Transfer, More = new TaxEventColumns { ToVenue = _write.Wallet(arrived) } };
        var lost = from.Amount.Abs() - moved;
        var fees = _write.FeesOf(left).With(from.Asset, lost, worth);
        _write.Add(left, fees.On(row with { Time = left.Time < arrived.Time ? left.Time : arrived.Time }), from);
        fees.Rest(left, _write);
        _write.FeesOf(arrived).Alone(arrived, _write);
        if (to.Amount > moved) _write.Add(arrived, Movement(arrived, to with { Amount = to.Amount - moved }, _write.Row(arrived, to.Asset, to.Amount - moved, worth)), to);
    }

    private void Rename(LedgerEntry e, ImmutableArray<LedgerLeg> legs)
    {
        var (from, to) = (legs.First(l => l.Amount.IsNegative), legs.First(l => !l.Amount.IsNegative));
        var row = _write.Row(e, from.Asset, from.Amount.Abs(), _rates.WorthOf(from, e.Time)?.PerUnit ?? Quantity.Zero);
        var fees = _write.FeesOf(e);
        _write.Add(e, fees.On(row with { Class = EventClass.Rename, More = new TaxEventColumns { ToAsset = to.Asset, ToUnits = to.Amount } }), from);
        fees.Rest(e, _write);
    }

    private static EventClass? IncomeOf(TransactionKind kind) => kind switch
    {
        TransactionKind.StakingReward => EventClass.Staking,
        TransactionKind.Interest => EventClass.Interest,
        TransactionKind.Airdrop => EventClass.Airdrop,
        TransactionKind.Fork => EventClass.Fork,
        TransactionKind.Rebate => EventClass.Rebate,
        _ => null,
    };

    private static ImmutableArray<LedgerLeg> Principals(LedgerEntry e) => [.. e.Legs.Where(l => l.Role == LegRole.Principal && !l.Amount.IsZero)];

    private static bool TwoSided(ImmutableArray<LedgerLeg> legs) => legs.Any(l => l.Amount.IsNegative) && legs.Any(l => !l.Amount.IsNegative);
}
