namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>A position in a perpetual; one per contract (one-way mode).</summary>
public sealed class PerpetualPosition
{
    internal PerpetualPosition(PerpetualContract contract) => Contract = contract;

    /// <summary>In what.</summary>
    public PerpetualContract Contract { get; }

    /// <summary>Base quantity; negative is short, zero is none.</summary>
    public decimal Quantity { get; internal set; }

    /// <summary>Average price it was entered at; zero when there is none.</summary>
    public decimal Entry { get; internal set; }

    /// <summary>How many times its margin it may be at the start.</summary>
    public int Leverage { get; internal set; } = 20;

    /// <summary>Whether it has margin of its own; else all of the wallet stands behind it.</summary>
    public bool IsIsolated { get; internal set; }

    /// <summary>Margin of its own, without profit; zero when it is not isolated.</summary>
    public decimal IsolatedWallet { get; internal set; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset Updated { get; internal set; }

    /// <summary>Worth of the position without its sign.</summary>
    public decimal Notional(decimal mark) => Math.Abs(Quantity) * mark;

    /// <summary>What closing at a mark would bring.</summary>
    public decimal Profit(decimal mark) => Quantity * (mark - Entry);

    /// <summary>Margin it takes at its leverage.</summary>
    public decimal InitialMargin(decimal mark) => decimal.Round(Notional(mark) / Leverage, 8);
}
