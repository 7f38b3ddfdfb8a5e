using System.Collections.Immutable;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Bitfinex;

/// <summary>
/// Deposits and withdrawals with their fee. The ledger's rows of the same movement (amount, fee, and both back when it was cancelled) are left out:
/// a movement that is not completed moves nothing in the end.
/// </summary>
internal static class BitfinexMovementMapper
{
    /// <summary>Source of movements.</summary>
    public const string Source = "movements";

    /// <summary>The transaction of a movement, at the time it was started.</summary>
    public static VenueTransaction Map(BitfinexMovement movement, BitfinexMeta meta)
    {
        var symbol = new BitfinexCodes(meta.Symbols).Symbol(movement.Currency);
        var principal = new VenueLeg(movement.Currency, symbol, movement.Amount, LegRole.Principal);
        ImmutableArray<VenueLeg> legs = movement.Fees.IsZero ? [principal] : [principal, new VenueLeg(movement.Currency, symbol, -movement.Fees.Abs(), LegRole.Fee)];
        return new VenueTransaction(movement.Id, Source, movement.MtsStarted.ToMicroseconds(), movement.Amount.IsNegative ? TransactionKind.Withdrawal : TransactionKind.Deposit, legs)
        {
            Status = StatusOf(movement.Status),
            TxHash = movement.TransactionId,
            Address = movement.Address,
            Network = movement.Method,
        };
    }

    private static TransactionStatus StatusOf(string status)
    {
        if (status.StartsWith("COMPLETED", StringComparison.OrdinalIgnoreCase)) return TransactionStatus.Completed;
        return status.Contains("CANCEL", StringComparison.OrdinalIgnoreCase) || status.Contains("FAIL", StringComparison.OrdinalIgnoreCase) || status.Contains("REJECT", StringComparison.OrdinalIgnoreCase)
            ? TransactionStatus.Failed
            : TransactionStatus.Pending;
    }
}
