using System.Runtime.InteropServices;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>
/// France (CGI art. 150 VH bis): a sale for money realises price × (1 − total acquisition cost ÷ value of the whole portfolio) less fees; the cost used is
/// taken off the total. Swaps between crypto-assets are no event; only what is held changes.
/// Where an event carries no portfolio value, holdings × last seen prices stand in, and the row is noted.
/// </summary>
public sealed class WholePortfolioBook
{
    private readonly Dictionary<AssetId, Held> _held = [];
    private readonly List<PortfolioSale> _sales = [];
    private readonly List<LotShortfall> _shortfalls = [];
    private readonly List<LotNote> _notes = [];

    /// <summary>Taxable sales in order.</summary>
    public IReadOnlyList<PortfolioSale> Sales => _sales;

    /// <summary>Sales of more than was held.</summary>
    public IReadOnlyList<LotShortfall> Shortfalls => _shortfalls;

    /// <summary>Portfolio values that were not given but estimated.</summary>
    public IReadOnlyList<LotNote> Notes => _notes;

    /// <summary>Everything ever paid for crypto-assets.</summary>
    public Quantity TotalCost { get; private set; }

    /// <summary>Cost already used by earlier sales.</summary>
    public Quantity UsedCost { get; private set; }

    /// <summary>Units held, by asset.</summary>
    public IEnumerable<(AssetId Asset, Quantity Units)> Open() => _held.Where(h => h.Value.Units.Sign > 0).OrderBy(h => h.Key).Select(h => (h.Key, h.Value.Units));

    /// <summary>Applies the next event.</summary>
    public void Apply(in LotEvent e)
    {
        switch (e.Kind)
        {
            case LotEventKind.Buy or LotEventKind.Income:
                TotalCost += e.Value + e.Fee;
                Hold(e.Asset, e.Units, e.UnitPrice);
                break;
            case LotEventKind.Sell:
                Sell(e);
                break;
            case LotEventKind.Remove:
                Leave(e);
                break;
            case LotEventKind.Convert:
                Leave(e);
                Hold(e.Detail!.ToAsset ?? e.Asset, e.Detail.ToUnits, Quantity.Zero);
                break;
        }
    }

    private void Sell(in LotEvent e)
    {
        var price = e.Units * e.UnitPrice;
        Value(e.Asset, e.UnitPrice);
        var value = e.Detail?.PortfolioValue ?? Estimate(e);
        Leave(e);
        var net = TotalCost - UsedCost;
        if (value < price) value = price;
        var used = price.IsZero ? Quantity.Zero : value == price ? net : (net * price).Divide(value, Lot.ShareScale);
        if (used > net) used = net; // The cut at the last digit never takes more than there is.
        _sales.Add(new PortfolioSale(e.Id, e.Time, e.Asset, e.Units, value, price, e.Fee, TotalCost, UsedCost, used));
        UsedCost += used;
    }

    private Quantity Estimate(in LotEvent e)
    {
        _notes.Add(new LotNote(e.Id, e.Time, e.Wallet, e.Asset, "estimated-portfolio-value", "No portfolio_value was given; holdings at the last prices of the file were used."));
        var sum = Quantity.Zero;
        foreach (var held in _held.Values) sum += (held.Units.IsNegative ? Quantity.Zero : held.Units) * held.Price;
        return sum;
    }

    private void Leave(in LotEvent e)
    {
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(_held, e.Asset, out _);
        var shortBy = e.Units - held.Units;
        if (shortBy.Sign > 0) _shortfalls.Add(new LotShortfall(e.Id, e.Time, e.Wallet, e.Asset, e.Units, shortBy));
        held = held with { Units = shortBy.Sign > 0 ? Quantity.Zero : held.Units - e.Units };
    }

    private void Hold(AssetId asset, Quantity units, Quantity price)
    {
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(_held, asset, out _);
        held = new Held(held.Units + units, price.IsZero ? held.Price : price);
    }

    private void Value(AssetId asset, Quantity price) => Hold(asset, Quantity.Zero, price);

    private readonly record struct Held(Quantity Units, Quantity Price);
}

/// <summary>One taxable sale, with what form 2086 asks.</summary>
/// <param name="Event">The sale.</param>
/// <param name="Time">When (line 211).</param>
/// <param name="Asset">What was sold.</param>
/// <param name="Units">How many.</param>
/// <param name="PortfolioValue">Value of all crypto-assets at that moment (212).</param>
/// <param name="Price">What it fetched (213).</param>
/// <param name="Fees">Fees of the sale (214).</param>
/// <param name="TotalCost">Total acquisition cost so far (220).</param>
/// <param name="UsedBefore">Fractions used by earlier sales (221).</param>
/// <param name="Used">The fraction this sale uses.</param>
public readonly record struct PortfolioSale(
    long Event, DateTimeOffset Time, AssetId Asset, Quantity Units, Quantity PortfolioValue, Quantity Price, Quantity Fees, Quantity TotalCost, Quantity UsedBefore, Quantity Used)
{
    /// <summary>Net total acquisition cost (223).</summary>
    public Quantity NetCost => TotalCost - UsedBefore;

    /// <summary>Gain or loss (224).</summary>
    public Quantity Gain => Price - Fees - Used;
}
