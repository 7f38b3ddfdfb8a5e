using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>
/// Canada, one asset over all wallets: adjusted cost base, and superficial losses (ITA s.54, 40(2)(g)(i)): a loss is denied for as many of the S units sold
/// as were also acquired within 30 days before or after (P) and are still held at the end of day 30 (B): loss × min(S, P, B) ÷ S. It is added to the cost base.
/// </summary>
public static class SuperficialLossBook
{
    private const int Days = 30;

    /// <summary>Folds the events of one asset, in order.</summary>
    /// <param name="events">Acquisitions, disposals and removals; others are ignored.</param>
    /// <param name="day">The local day of an instant.</param>
    /// <param name="until">The first day after the period whose closing balance is asked for; later events still decide what is superficial. Null: all.</param>
    public static SuperficialLossResult Fold(IReadOnlyList<LotEvent> events, Func<DateTimeOffset, DateOnly> day, DateOnly? until = null)
    {
        int[] days = [.. events.Select(e => day(e.Time).DayNumber)];
        var fold = new State(events, days);
        for (var i = 0; i < events.Count; i++)
        {
            if (days[i] >= until?.DayNumber) fold.Close();
            fold.Apply(i);
        }

        fold.Close();
        return fold.Result();
    }

    private sealed class State(IReadOnlyList<LotEvent> events, int[] days)
    {
        private readonly List<MatchedPiece> _pieces = [];
        private readonly List<LotShortfall> _shortfalls = [];
        private readonly Quantity[] _acquiredBefore = Running(events, onlyAcquired: true);
        private readonly Quantity[] _heldBefore = Running(events, onlyAcquired: false);
        private Quantity _units;
        private Quantity _cost;

        private (Quantity Units, Quantity Cost)? _closing;

        public void Close() => _closing ??= (_units, _cost);

        public SuperficialLossResult Result() => new(_pieces, _shortfalls, _closing!.Value.Units, _closing.Value.Cost);

        public void Apply(int i)
        {
            var e = events[i];
            if (IsAcquisition(e))
            {
                _units += e.Units;
                _cost += e.Value + e.Fee;
            }
            else if (e.Kind is LotEventKind.Sell or LotEventKind.Remove)
            {
                Leave(i, e);
            }
        }

        private void Leave(int i, in LotEvent e)
        {
            var units = e.Units < _units ? e.Units : _units;
            var left = e.Units - units;
            // A loss denied on the last unit waits in the empty pool for the units bought back: a sale that finds none must not take it.
            var cost = units.IsZero ? Quantity.Zero : units == _units ? _cost : (_cost * units).Divide(_units, Lot.ShareScale);
            _units -= units;
            _cost -= cost;
            if (left.Sign > 0) _shortfalls.Add(new LotShortfall(e.Id, e.Time, e.Wallet, e.Asset, e.Units, left));
            if (e.Kind == LotEventKind.Remove) return;
            var fee = left.IsZero ? e.Fee : (e.Fee * units).Divide(e.Units, Lot.ShareScale);
            if (units.Sign > 0) Add(i, new MatchedPiece(e.Asset, e.Id, e.Time, -1, null, units, units * e.UnitPrice, cost, Quantity.Zero, fee, "acb", BasisState.Confirmed) { Wallet = e.Wallet });
            if (left.Sign > 0) _pieces.Add(new MatchedPiece(e.Asset, e.Id, e.Time, e.Id, null, left, left * e.UnitPrice, Quantity.Zero, Quantity.Zero, e.Fee - fee, "acb", BasisState.Unknown) { Wallet = e.Wallet });
        }

        private void Add(int i, MatchedPiece piece)
        {
            if (piece.GainNet.IsNegative) piece = piece with { Adjustment = Denied(i, piece.Units, -piece.GainNet) };
            _cost += piece.Adjustment;
            _pieces.Add(piece.Adjustment.IsZero ? piece : piece with { Rule = "acb, superficial loss" });
        }

        private Quantity Denied(int i, Quantity sold, Quantity loss)
        {
            var from = FirstAtOrAfter(days[i] - Days);
            var to = FirstAtOrAfter(days[i] + Days + 1);
            var share = Least(sold, Least(_acquiredBefore[to] - _acquiredBefore[from], _heldBefore[to]));
            if (share.Sign <= 0) return Quantity.Zero;
            return share == sold ? loss : (loss * share).Divide(sold, Lot.ShareScale);
        }

        private int FirstAtOrAfter(int number)
        {
            var place = Array.BinarySearch(days, number);
            if (place < 0) return ~place;
            while (place > 0 && days[place - 1] == number) place--;
            return place;
        }

        private static Quantity Least(Quantity a, Quantity b) => a < b ? a : b;

        private static bool IsAcquisition(in LotEvent e) => e.Kind is LotEventKind.Buy or LotEventKind.Income;

        private static Quantity[] Running(IReadOnlyList<LotEvent> events, bool onlyAcquired)
        {
            var sums = new Quantity[events.Count + 1];
            for (var i = 0; i < events.Count; i++)
            {
                var e = events[i];
                var change = IsAcquisition(e) ? e.Units : onlyAcquired || e.Kind is not (LotEventKind.Sell or LotEventKind.Remove) ? Quantity.Zero : -e.Units;
                sums[i + 1] = sums[i] + change;
                if (!onlyAcquired && sums[i + 1].IsNegative) sums[i + 1] = Quantity.Zero;
            }

            return sums;
        }
    }
}

/// <summary>Rows, what is missing, and what is held at which adjusted cost base.</summary>
public sealed record SuperficialLossResult(IReadOnlyList<MatchedPiece> Pieces, IReadOnlyList<LotShortfall> Shortfalls, Quantity Units, Quantity Cost);
