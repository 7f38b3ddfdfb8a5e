using System.Runtime.CompilerServices;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Events;

/// <summary>Turns rows into what a law sees: events on lots, and results in money. Stateless but for the lists it fills.</summary>
/// <param name="table">Treatments of the jurisdiction.</param>
/// <param name="day">The local day of an instant.</param>
/// <param name="currency">The book currency: units of it are money, not lots.</param>
/// <param name="take">Called for each event on lots, in order.</param>
internal sealed class EventTranslation(TreatmentTable table, Func<DateTimeOffset, DateOnly> day, string currency, LotEventTaker take)
{
    private readonly List<CashResult> _cash = [];

    /// <summary>Results in money so far, in order.</summary>
    public IReadOnlyList<CashResult> Cash => _cash;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in TaxEvent e)
    {
        if (e.More is null && e.Class is EventClass.Buy or EventClass.Sell)
        {
            take(Plain(e, e.Class == EventClass.Sell ? LotEventKind.Sell : LotEventKind.Buy));
            return;
        }

        var treatment = Treated(e, e.Class);
        Main(e with { Fee = e.Fee + FeeValue(e) }, treatment);
        if (e.More is { FeeAsset: { } asset, FeeUnits.IsZero: false } more) FeeLeg(e, asset, more);
    }

    private Treatment Treated(in TaxEvent e, EventClass @class) => table[@class, day(e.Time)];

    // A fee in an asset counts at its value; one that was received is income of its own and does not lower the trade's fee again.
    private static Quantity FeeValue(in TaxEvent e) => e.More is { FeeAsset: not null, FeeUnits.Sign: > 0 } m && e.Class != EventClass.Transfer ? m.FeeUnits * m.FeePrice : Quantity.Zero;

    private void Main(in TaxEvent e, Treatment treatment)
    {
        switch (treatment)
        {
            case Treatment.Acquire or Treatment.AcquireAtZero or Treatment.AcquireCarried or Treatment.AcquireUnknown or Treatment.Income:
                Acquire(e, treatment);
                break;
            case Treatment.Dispose:
                take(Plain(e, LotEventKind.Sell));
                break;
            case Treatment.DisposeAtZero:
                take(Plain(e, LotEventKind.Sell) with { UnitPrice = Quantity.Zero });
                break;
            case Treatment.Remove:
                take(Plain(e, LotEventKind.Remove));
                break;
            case Treatment.Move:
                take(Plain(e, LotEventKind.Transfer) with { ToWallet = e.More!.ToVenue, UnitPrice = Quantity.Zero });
                break;
            case Treatment.Exchange:
                Exchange(e);
                break;
            case Treatment.Carry:
                take(Plain(e, LotEventKind.Convert));
                break;
            default:
                Gain(e);
                break;
        }
    }

    private void Acquire(in TaxEvent e, Treatment treatment)
    {
        if (treatment == Treatment.Income) _cash.Add(new CashResult(e.Id, e.Time, e.Venue, e.Asset, e.Class, e.Units, e.Units * e.Price, IsIncome: true));
        if (IsCurrency(e.Asset)) return;
        var plain = Plain(e, treatment == Treatment.Income ? LotEventKind.Income : LotEventKind.Buy);
        if (treatment is Treatment.AcquireAtZero or Treatment.AcquireUnknown) plain = plain with { UnitPrice = Quantity.Zero };
        if (treatment == Treatment.AcquireUnknown) plain = plain with { Detail = plain.Detail! with { IsUnknown = true } };
        if (treatment == Treatment.AcquireCarried && e.More?.Basis is { } basis)
            plain = plain with { UnitPrice = basis, Detail = plain.Detail! with { Acquired = e.More.Acquired, LossUnitCost = e.Price < basis && e.Price.Sign > 0 ? e.Price : null } };
        take(plain);
    }

    // Proceeds are what was received, the cost of what came is what was given; a leg without a value of its own takes the other's.
    // Fees lower the proceeds, unless the swap is a purchase: then they are part of the cost.
    private void Exchange(in TaxEvent e)
    {
        var more = e.More!;
        var received = more.ToPrice is { } toPrice ? more.ToUnits * toPrice : e.Units * e.Price;
        var given = e.Price.IsZero ? received : e.Units * e.Price;
        var unit = more.ToPrice is null ? e.Price : received.Divide(e.Units, 24);
        var (onSale, onPurchase) = more.IsPurchase ? (Quantity.Zero, e.Fee) : (e.Fee, Quantity.Zero);
        take(Plain(e, LotEventKind.Sell) with { UnitPrice = unit, Fee = onSale });
        var to = new LotEventDetail { Value = given, Reason = Word(e.Class) };
        take(new LotEvent(e.Id, e.Time, more.ToVenue ?? e.Venue, more.ToAsset!.Value, LotEventKind.Buy, more.ToUnits, given.Divide(more.ToUnits, 24), onPurchase, null, to));
    }

    private void Gain(in TaxEvent e)
    {
        _cash.Add(new CashResult(e.Id, e.Time, e.Venue, e.Asset, e.Class, e.Units, (e.Units * e.Price) - e.Fee, IsIncome: false));
        if (IsCurrency(e.Asset) || e.Units.IsZero) return;
        take(Plain(e with { Units = e.Units.Abs(), Fee = Quantity.Zero }, e.Units.Sign > 0 ? LotEventKind.Buy : LotEventKind.Sell));
    }

    private void FeeLeg(in TaxEvent e, AssetId asset, TaxEventColumns more)
    {
        if (IsCurrency(asset)) return;
        var @class = more.FeeUnits.Sign < 0 ? EventClass.Rebate : e.Class == EventClass.Transfer ? EventClass.NetworkFee : EventClass.TradeFee;
        var leg = new TaxEvent(e.Id, e.Time, e.Venue, asset, @class, more.FeeUnits.Abs(), more.FeePrice, Quantity.Zero, new TaxEventColumns { PortfolioValue = more.PortfolioValue });
        Main(leg, Treated(leg, @class));
    }

    private bool IsCurrency(AssetId asset) => string.Equals(asset.Value, currency, StringComparison.OrdinalIgnoreCase);

    private static LotEvent Plain(in TaxEvent e, LotEventKind kind) =>
        new(e.Id, e.Time, e.Venue, e.Asset, kind, e.Units, e.Price, e.Fee, e.More?.ToVenue, e.More is null && e.Class is EventClass.Buy or EventClass.Sell or EventClass.Income ? null : Detail(e.Class, e.More));

    private static LotEventDetail Detail(EventClass @class, TaxEventColumns? more) =>
        new() { ToAsset = more?.ToAsset, ToUnits = more?.ToUnits ?? Quantity.Zero, PortfolioValue = more?.PortfolioValue, Reason = Word(@class) };

    /// <summary>The class as the file writes it.</summary>
    public static string Word(EventClass @class) => string.Concat(@class.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}

/// <summary>Takes an event on lots.</summary>
internal delegate void LotEventTaker(in LotEvent e);
