using System.Collections.Immutable;
using System.Globalization;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Huobi;

/// <summary>One fill as one trade. Fees are in base for a buy and in quote for a sell, unless points or a token pay them; then what was deducted is the fee.</summary>
internal static class HuobiMatchMapper
{
    /// <summary>Source of fills.</summary>
    public const string Source = "matchresults";

    /// <summary>Flag of a fill whose deduction is still under way: it is read again.</summary>
    public const string FeeOpen = "fee-open";

    /// <summary>The trade of a stored fill.</summary>
    public static VenueTransaction Map(HuobiMatch match, HuobiCodes codes)
    {
        var deducted = Quantity.TryParse(match.FilledPoints, out var points) && !points.IsZero && !string.IsNullOrEmpty(match.FeeDeductCurrency);
        var fee = deducted ? (match.FeeDeductCurrency!, points) : (match.FeeCurrency, match.FilledFees);
        var flags = ImmutableArray.CreateBuilder<string>();
        if (match.Role is "maker" or "taker") flags.Add(match.Role);
        if (match.FeeDeductState is not (null or "" or "done")) flags.Add(FeeOpen);
        return Trade(match.Symbol, match.TradeId, match.OrderId, match.CreatedAt, SideOf(match.Type), match.FilledAmount, match.Price, fee, flags, codes);
    }

    /// <summary>The same trade as the live stream tells it, under the same id.</summary>
    public static VenueTransaction Map(HuobiClearing clearing, HuobiCodes codes)
    {
        var deducted = Quantity.TryParse(clearing.FeeDeduct, out var points) && !points.IsZero && !string.IsNullOrEmpty(clearing.FeeDeductType);
        var fee = deducted ? (clearing.FeeDeductType!, points) : (clearing.FeeCurrency ?? "", Quantity.TryParse(clearing.TransactFee, out var paid) ? paid : 0);
        var flags = ImmutableArray.CreateBuilder<string>();
        flags.Add(clearing.Aggressor ? "taker" : "maker");
        return Trade(clearing.Symbol, clearing.TradeId, clearing.OrderId, clearing.TradeTime, SideOf(clearing.OrderSide ?? ""), clearing.TradeVolume, clearing.TradePrice, fee, flags, codes);
    }

    private static VenueTransaction Trade(
        string symbol, long tradeId, long orderId, long time, int sign, Quantity amount, Quantity price, (string Code, Quantity Paid) fee, ImmutableArray<string>.Builder flags, HuobiCodes codes)
    {
        var (baseCode, quoteCode) = codes.Split(symbol);
        var legs = ImmutableArray.CreateBuilder<VenueLeg>(3);
        legs.Add(Leg(baseCode, sign * amount, LegRole.Principal));
        legs.Add(Leg(quoteCode, -(sign * (amount * price)), LegRole.Principal));
        // A negative fee is a promise: the rebate is paid later, as a row of its own in the account history.
        if (fee.Paid.IsNegative) flags.Add("rebate-later");
        else if (!fee.Paid.IsZero && fee.Code.Length > 0) legs.Add(Leg(fee.Code, -fee.Paid, LegRole.Fee));
        return new VenueTransaction(string.Create(CultureInfo.InvariantCulture, $"{symbol}:{tradeId}:{orderId}"), Source, DateTimeOffset.FromUnixTimeMilliseconds(time), TransactionKind.Trade, legs.DrainToImmutable())
        {
            Reference = orderId.ToString(CultureInfo.InvariantCulture),
            Market = symbol,
            Sequence = tradeId,
            Flags = flags.DrainToImmutable(),
        };
    }

    // The side is the word before the dash: buy-market, sell-limit-maker.
    private static int SideOf(string type)
    {
        if (type.StartsWith("buy", StringComparison.Ordinal)) return 1;
        return type.StartsWith("sell", StringComparison.Ordinal) ? -1 : throw new FormatException($"'{type}' is neither a purchase nor a sale.");
    }

    private static VenueLeg Leg(string code, Quantity amount, LegRole role) => new(code, HuobiCodes.Symbol(code), amount, role);
}
