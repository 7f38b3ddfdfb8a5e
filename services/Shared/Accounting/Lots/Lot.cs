using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>Units of one asset acquired together, with what they cost. Consumed in parts; the parts always sum to the whole.</summary>
public sealed class Lot
{
    /// <summary>Fractional digits at which a share of a total is cut; the rest stays in the lot, so nothing is lost.</summary>
    internal const int ShareScale = 24;

    private readonly bool _exactUnitCost;
    private readonly Quantity _cost;
    private readonly Quantity _fee;
    private Quantity _costTaken;
    private Quantity _feeTaken;

    private Lot(long id, DateTimeOffset acquired, Quantity units, Quantity cost, Quantity unitCost, bool exact, Quantity fee, BasisState basis)
    {
        if (units.Sign <= 0) throw new ArgumentOutOfRangeException(nameof(units), "A lot holds more than nothing.");
        (Id, Acquired, Units, Remaining, UnitCost, Basis) = (id, acquired, units, units, unitCost, basis);
        (_cost, _fee, _exactUnitCost) = (cost, fee, exact);
    }

    /// <summary>The event that acquired it.</summary>
    public long Id { get; }

    /// <summary>When it was first acquired.</summary>
    public DateTimeOffset Acquired { get; }

    /// <summary>Units acquired.</summary>
    public Quantity Units { get; }

    /// <summary>Units not yet consumed.</summary>
    public Quantity Remaining { get; private set; }

    /// <summary>Whether the cost is known.</summary>
    public BasisState Basis { get; }

    /// <summary>Cost of one unit, fees excluded: what HIFO and LOFO rank by.</summary>
    public Quantity UnitCost { get; }

    /// <summary>Cost of what remains, fees excluded.</summary>
    public Quantity RemainingCost => _cost - _costTaken;

    /// <summary>Acquisition fees of what remains.</summary>
    public Quantity RemainingFee => _fee - _feeTaken;

    /// <summary>For a gift worth less than the donor paid: what losses are measured from. Null for all other lots.</summary>
    public Quantity? LossUnitCost { get; private init; }

    /// <summary>Opens a lot bought at a unit price.</summary>
    /// <param name="id">The event that acquired it.</param>
    /// <param name="acquired">When it was first acquired: travels with transfers.</param>
    /// <param name="units">How many, above zero.</param>
    /// <param name="unitCost">Cost of one unit in the book currency, fees excluded.</param>
    /// <param name="fee">Fees of the acquisition, whole lot.</param>
    /// <param name="basis">Whether the cost is known.</param>
    public static Lot AtUnitCost(long id, DateTimeOffset acquired, Quantity units, Quantity unitCost, Quantity fee, BasisState basis = BasisState.Confirmed) =>
        new(id, acquired, units, units * unitCost, unitCost, exact: true, fee, basis);

    /// <summary>Opens a lot of which only the whole cost is known; parts of it are shares.</summary>
    public static Lot AtCost(long id, DateTimeOffset acquired, Quantity units, Quantity cost, Quantity fee, BasisState basis = BasisState.Confirmed) =>
        new(id, acquired, units, cost, cost.Divide(units, ShareScale), exact: false, fee, basis);

    /// <summary>Takes units off as a lot of their own, with the date, the basis and their share of cost and fee.</summary>
    internal Lot Split(Quantity units)
    {
        var (cost, fee) = Take(units);
        return new Lot(Id, Acquired, units, cost, UnitCost, _exactUnitCost, fee, Basis) { LossUnitCost = LossUnitCost };
    }

    /// <summary>The same lot, losses measured from another basis.</summary>
    internal Lot WithLossBasis(Quantity? unitCost) => new(Id, Acquired, Units, _cost, UnitCost, _exactUnitCost, _fee, Basis) { LossUnitCost = unitCost };

    /// <summary>What remains, as units of another asset: date and basis stay.</summary>
    internal Lot As(Quantity units) => new(Id, Acquired, units, RemainingCost, RemainingCost.Divide(units, ShareScale), exact: units == Remaining && _exactUnitCost, RemainingFee, Basis);

    /// <summary>Consumes units, at most <see cref="Remaining"/>.</summary>
    /// <returns>Their cost without fees, and their share of the acquisition fees.</returns>
    internal (Quantity Cost, Quantity Fee) Take(Quantity units)
    {
        Remaining -= units;
        return (TakeCost(units), TakeFee());
    }

    private Quantity TakeCost(Quantity units)
    {
        var share = Remaining.IsZero ? _cost - _costTaken
            : _exactUnitCost ? units * UnitCost
            : (_cost * (Units - Remaining)).Divide(Units, ShareScale) - _costTaken;
        _costTaken += share;
        return share;
    }

    // The share is cumulative (fee × consumed ÷ units, less what was taken before), so its error never grows with the number of parts.
    private Quantity TakeFee()
    {
        if (_fee.IsZero) return _fee;
        var due = Remaining.IsZero ? _fee : (_fee * (Units - Remaining)).Divide(Units, ShareScale);
        var share = due - _feeTaken;
        _feeTaken = due;
        return share;
    }
}

/// <summary>How sure a cost is.</summary>
public enum BasisState
{
    /// <summary>From a record.</summary>
    Confirmed = 0,

    /// <summary>No acquisition is known: taken as zero until somebody supplies it, and marked wherever it is used.</summary>
    Unknown,
}
