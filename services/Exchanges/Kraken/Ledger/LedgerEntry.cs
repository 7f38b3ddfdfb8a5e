using PortfolioPlatform.Kernel;
using PortfolioPlatform.Kraken.Wire;

namespace PortfolioPlatform.Kraken.Ledger;

/// <summary>A ledger row with its id.</summary>
internal sealed record LedgerEntry(string Id, KrakenLedgerRow Row)
{
    /// <summary>What the rows of one event share; the row's own id where the venue gives no reference.</summary>
    public string Group => Row.Refid.Length > 0 ? Row.Refid : Id;

    /// <summary>Amount without the fee.</summary>
    public Quantity Amount => Row.Amount;

    /// <summary>A movement that came back: money in on a withdrawal, or out on a deposit.</summary>
    public bool IsReturn => (Row.Type == "withdrawal" && Amount.Sign > 0) || (Row.Type == "deposit" && Amount.IsNegative);

    /// <summary>In or out of the account.</summary>
    public bool IsMovement => Row.Type is "deposit" or "withdrawal";
}
