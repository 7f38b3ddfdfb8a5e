using System.Collections.Immutable;
using System.Globalization;
using PortfolioPlatform.Binance.Wire;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance;

/// <summary>One asset into another off the order book; none of it is in <c>myTrades</c>.</summary>
internal static class BinanceSwaps
{
    /// <summary>A convert.</summary>
    public static VenueTransaction Map(BinanceConvert row) =>
        new(row.OrderId.ToString(CultureInfo.InvariantCulture), "convert", BinanceTime.Of(row.CreateTime), TransactionKind.Conversion, [BinanceLegs.Of(row.FromAsset, -row.FromAmount), BinanceLegs.Of(row.ToAsset, row.ToAmount)])
        {
            Status = row.Status switch { "SUCCESS" or "ACCEPT_SUCCESS" => TransactionStatus.Completed, "FAIL" or "FAILED" or "EXPIRED" => TransactionStatus.Failed, _ => TransactionStatus.Pending },
            Reference = row.QuoteId.Length > 0 ? row.QuoteId : null,
        };

    /// <summary>A sweep of remainders into BNB: all remainders of one operation are one transaction.</summary>
    public static VenueTransaction Map(BinanceDribblet row)
    {
        var legs = ImmutableArray.CreateBuilder<VenueLeg>();
        foreach (var detail in row.Details)
        {
            legs.Add(BinanceLegs.Of(detail.FromAsset, -detail.Amount));
            legs.Add(BinanceLegs.Of("BNB", detail.Transfered + detail.ServiceCharge));
            if (!detail.ServiceCharge.IsZero) legs.Add(BinanceLegs.Fee("BNB", detail.ServiceCharge));
        }

        return new VenueTransaction(row.TransId.ToString(CultureInfo.InvariantCulture), "dust", BinanceTime.Of(row.OperateTime), TransactionKind.DustConversion, legs.ToImmutable());
    }

    /// <summary>A purchase or sale against fiat. Paid by card, the money never was in the account: its arrival is told beside the purchase.</summary>
    public static IEnumerable<VenueTransaction> Map(BinanceFiatPayment row, bool isBuy)
    {
        var status = row.Status switch { "Completed" => TransactionStatus.Completed, "Failed" or "Refunded" or "Expired" => TransactionStatus.Failed, _ => TransactionStatus.Pending };
        var source = isBuy ? "fiatBuys" : "fiatSells";
        var (from, to) = isBuy ? (row.FiatCurrency, row.CryptoCurrency) : (row.CryptoCurrency, row.FiatCurrency);
        var legs = isBuy
            ? ImmutableArray.Create(BinanceLegs.Of(from, -(row.SourceAmount - row.Fee)), BinanceLegs.Of(to, row.ObtainAmount))
            : [BinanceLegs.Of(from, -row.SourceAmount), BinanceLegs.Of(to, row.ObtainAmount + row.Fee)];
        if (!row.Fee.IsZero) legs = legs.Add(BinanceLegs.Fee(row.FiatCurrency, row.Fee));
        yield return new VenueTransaction(row.OrderNo, source, BinanceTime.Of(row.CreateTime), TransactionKind.Conversion, legs) { Status = status, Network = row.PaymentMethod };
        if (row.PaymentMethod is not { } method || method == "Cash Balance") yield break;
        var outside = isBuy ? row.SourceAmount : -row.ObtainAmount;
        yield return new VenueTransaction(row.OrderNo + ":card", source, BinanceTime.Of(row.CreateTime), isBuy ? TransactionKind.Deposit : TransactionKind.Withdrawal, [BinanceLegs.Of(row.FiatCurrency, outside)])
        {
            Status = status,
            Network = method,
            Reference = row.OrderNo,
        };
    }
}
