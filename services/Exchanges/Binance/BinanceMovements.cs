using System.Collections.Immutable;
using System.Globalization;
using PortfolioPlatform.Binance.Wire;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance;

/// <summary>Assets in and out.</summary>
internal static class BinanceMovements
{
    /// <summary>A deposit; its key is chain id, coin, amount and time, for want of an id.</summary>
    public static VenueTransaction Map(BinanceDeposit row) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{row.TxId}:{row.Coin}:{row.Amount}:{row.InsertTime}"), "deposits", BinanceTime.Of(row.InsertTime), TransactionKind.Deposit, [BinanceLegs.Of(row.Coin, row.Amount)])
        {
            Status = row.Status switch { 1 or 6 => TransactionStatus.Completed, 2 or 7 => TransactionStatus.Failed, _ => TransactionStatus.Pending },
            TxHash = Hash(row.TxId),
            Address = NotEmpty(row.Address),
            Network = NotEmpty(row.Network),
            Flags = row.TransferType == 1 ? ["internal"] : [],
        };

    /// <summary>A withdrawal: amount and fee both leave.</summary>
    public static VenueTransaction Map(BinanceWithdrawal row) =>
        new(row.Id, "withdrawals", BinanceTime.Of(row.ApplyTime), TransactionKind.Withdrawal, Outgoing(row.Coin, row.Amount, row.Fee))
        {
            Status = row.Status switch { 6 => TransactionStatus.Completed, 1 or 3 or 5 => TransactionStatus.Failed, _ => TransactionStatus.Pending },
            TxHash = Hash(row.TxId),
            Address = NotEmpty(row.Address),
            Network = NotEmpty(row.Network),
            Flags = row.TransferType == 1 ? ["internal"] : [],
        };

    /// <summary>A fiat order: the amount is what arrives (in) or is sent (out), the fee comes on top.</summary>
    public static VenueTransaction Map(BinanceFiatOrder row, bool isDeposit) =>
        new(row.OrderNo, isDeposit ? "fiatDeposits" : "fiatWithdrawals", BinanceTime.Of(row.CreateTime), isDeposit ? TransactionKind.Deposit : TransactionKind.Withdrawal, FiatLegs(row, isDeposit))
        {
            Status = row.Status switch
            {
                "Successful" or "Finished" or "Completed" => TransactionStatus.Completed,
                "Failed" or "Refunded" or "Refund Failed" or "Order Partial Credit Stopped" or "Expired" or "Rejected" or "Cancelled" or "Canceled" => TransactionStatus.Failed,
                _ => TransactionStatus.Pending,
            },
            Network = NotEmpty(row.Method),
        };

    private static ImmutableArray<VenueLeg> FiatLegs(BinanceFiatOrder row, bool isDeposit)
    {
        if (!isDeposit) return Outgoing(row.Currency, row.Amount, row.Fee);
        var gross = row.IndicatedAmount is { } indicated && indicated == row.Amount + row.Fee;
        if (!gross || row.Fee.IsZero) return [BinanceLegs.Of(row.Currency, row.Amount)];
        return [BinanceLegs.Of(row.Currency, row.Amount + row.Fee), BinanceLegs.Fee(row.Currency, row.Fee)];
    }

    private static ImmutableArray<VenueLeg> Outgoing(string code, Quantity amount, Quantity fee) =>
        fee.IsZero ? [BinanceLegs.Of(code, -amount)] : [BinanceLegs.Of(code, -amount), BinanceLegs.Fee(code, fee)];

    /// <summary>Internal transfers carry a sentence where the hash would be.</summary>
    private static string? Hash(string? text) => string.IsNullOrEmpty(text) || text.Contains(' ', StringComparison.Ordinal) ? null : text;

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
