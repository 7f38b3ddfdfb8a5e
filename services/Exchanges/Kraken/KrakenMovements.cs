using System.Collections.Immutable;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Kraken.Ledger;
using PortfolioPlatform.Kraken.Wire;

namespace PortfolioPlatform.Kraken;

/// <summary>Rows of the status endpoints as transactions.</summary>
internal static class KrakenMovements
{
    /// <summary>A deposit (sign 1) or withdrawal (sign −1).</summary>
    public static VenueTransaction Map(KrakenMovementRow row, int sign, LedgerContext context)
    {
        var symbol = context.Assets?.GetValueOrDefault(row.Asset) ?? KrakenSymbols.Symbol(row.Asset);
        var legs = ImmutableArray.Create(new VenueLeg(row.Asset, symbol, sign * row.Amount, LegRole.Principal));
        if (row.Fee is { IsZero: false } fee) legs = legs.Add(new VenueLeg(row.Asset, symbol, -fee, LegRole.Fee));
        return new VenueTransaction(row.Refid, sign > 0 ? "deposits" : "withdrawals", Instants.FromUnixSeconds(row.Time), sign > 0 ? TransactionKind.Deposit : TransactionKind.Withdrawal, legs)
        {
            Status = Status(row),
            TxHash = NotEmpty(row.TxId),
            Address = NotEmpty(row.Info),
            Network = NotEmpty(row.Network ?? row.Method),
        };
    }

    private static TransactionStatus Status(KrakenMovementRow row) => (row.StatusProperty, row.Status) switch
    {
        ("returned" or "canceled", _) or (_, "Failure") => TransactionStatus.Failed,
        ("onhold" or "on-hold" or "cancel-pending", _) => TransactionStatus.Pending,
        (_, "Success") => TransactionStatus.Completed,
        _ => TransactionStatus.Pending,
    };

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
