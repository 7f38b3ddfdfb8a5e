using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>A lot whose units may replace units sold at a loss.</summary>
internal sealed class Replacement(AssetId asset, long lot, DateTimeOffset acquired, Quantity units)
{
    private Quantity _used;

    public AssetId Asset => asset;

    public long Lot => lot;

    public DateTimeOffset Acquired => acquired;

    /// <summary>Units sold so far.</summary>
    public Quantity Sold { get; set; }

    /// <summary>Units that are still held and have replaced nothing yet.</summary>
    public Quantity Free => units - Sold - _used;

    /// <summary>Denied losses that its units carry, in order.</summary>
    public Queue<Addition> Additions { get; private set; } = new();

    public void Add(Addition addition)
    {
        _used += addition.Units;
        Additions.Enqueue(addition);
    }

    /// <summary>Units of the first addition are sold, with their part of its basis.</summary>
    public void Consume(Quantity sold, Quantity basis)
    {
        var first = Additions.Dequeue();
        _used -= sold;
        if (first.Units > sold) Additions = new([first with { Units = first.Units - sold, Basis = first.Basis - basis }, .. Additions]);
    }
}

/// <summary>A denied loss on units that replace others.</summary>
/// <param name="Units">How many.</param>
/// <param name="Basis">What is added to their basis.</param>
/// <param name="Held">How long the units sold had been held.</param>
internal sealed record Addition(Quantity Units, Quantity Basis, TimeSpan Held);
