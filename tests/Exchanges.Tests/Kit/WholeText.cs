using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Exchanges.Tests.Kit;

/// <summary>A transaction as one line that holds all of it, for comparing.</summary>
public static class WholeText
{
    public static string Of(VenueTransaction row) =>
        $"{row.Time:O} {row.Source} {row.NativeId} {row.Kind} {row.Status} {row.Sequence} {row.Reference} {row.Market} {row.TxHash} {row.Address} {row.Network} [{string.Join(',', row.Flags)}] " +
        string.Join("; ", row.Legs.Select(leg => $"{leg.Code}={leg.Symbol} {leg.Amount} {leg.Role}"));
}
