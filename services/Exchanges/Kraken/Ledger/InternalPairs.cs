using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Kraken.Ledger;

/// <summary>
/// Moves between own sub-wallets: two rows with different refids, the same coin and opposite amounts. Both halves together change nothing,
/// so a found pair is left out; a half without its partner is told, because then the venue's balance did change.
/// </summary>
internal static class InternalPairs
{
    private static readonly Quantity Window = 3600;

    /// <summary>Takes pairs away; returns the ordinary rows and the halves that are left.</summary>
    public static (List<LedgerEntry> Others, List<LedgerEntry> Halves) Split(IEnumerable<LedgerEntry> rows, Func<string, string> symbol)
    {
        var (rest, halves) = (new List<LedgerEntry>(), new List<LedgerEntry>());
        foreach (var row in rows)
        {
            if (!LedgerKinds.IsInternal(row)) rest.Add(row);
            else if (halves.Find(other => IsPartner(other, row, symbol)) is { } partner) halves.Remove(partner);
            else halves.Add(row);
        }

        return (rest, halves);
    }

    private static bool IsPartner(LedgerEntry a, LedgerEntry b, Func<string, string> symbol) =>
        (a.Amount + b.Amount).IsZero && a.Row.Fee.IsZero && b.Row.Fee.IsZero && !a.Amount.IsZero
        && (b.Row.Time - a.Row.Time).Abs() <= Window && symbol(a.Row.Asset) == symbol(b.Row.Asset);
}
