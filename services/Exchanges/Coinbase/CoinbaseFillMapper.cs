using System.Collections.Immutable;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Coinbase;

/// <summary>One v3 fill as one trade. The v2 rows of the same fill are left out: this record alone has price, commission and order in one place.</summary>
internal static class CoinbaseFillMapper
{
    /// <summary>Source of fills.</summary>
    public const string Source = "fills";

    // The finest base increment of the venue's markets; a size given in quote is divided by the price to this many digits.
    private const int BaseDigits = 8;

    /// <summary>The trade of a fill.</summary>
    public static VenueTransaction Map(CoinbaseFill fill, PageBuilder page)
    {
        var (baseCode, quoteCode) = CoinbaseCodes.Split(fill.ProductId);
        var size = fill.SizeInQuote ? fill.Size.Divide(fill.Price, BaseDigits) : fill.Size;
        var cost = fill.SizeInQuote ? fill.Size : fill.Size * fill.Price;
        var sign = Sign(fill);
        var legs = ImmutableArray.CreateBuilder<VenueLeg>(3);
        legs.Add(Leg(baseCode, sign * size, LegRole.Principal, fill));
        legs.Add(Leg(quoteCode, -(sign * cost), LegRole.Principal, fill));
        if (!fill.Commission.IsZero) legs.Add(Fee(quoteCode, fill));
        if (!IsKnown(fill.TradeType)) page.Problem("unknown-type", fill.EntryId, $"Fill type '{fill.TradeType}' is not known; booked like a fill.");
        return new VenueTransaction(fill.EntryId, Source, fill.TradeTime.ToMicroseconds(), TransactionKind.Trade, legs.DrainToImmutable())
        {
            Reference = fill.OrderId,
            Market = fill.ProductId,
            Flags = Flags(fill),
        };
    }

    private static VenueLeg Fee(string quoteCode, CoinbaseFill fill)
    {
        var amount = IsReversal(fill) ? fill.Commission : -fill.Commission;
        return Leg(quoteCode, amount, amount.IsNegative ? LegRole.Fee : LegRole.Rebate, fill);
    }

    private static VenueLeg Leg(string code, Quantity amount, LegRole role, CoinbaseFill fill) => new(code, CoinbaseCodes.Symbol(code, fill.TradeTime), amount, role);

    private static Quantity Sign(CoinbaseFill fill)
    {
        var buys = fill.Side switch
        {
            "BUY" => true,
            "SELL" => false,
            _ => throw new FormatException($"Side '{fill.Side}' is neither BUY nor SELL."),
        };
        return buys != IsReversal(fill) ? 1 : -1;
    }

    private static bool IsReversal(CoinbaseFill fill) => fill.TradeType == "REVERSAL";

    private static bool IsKnown(string type) => type is "FILL" or "REVERSAL" or "CORRECTION" or "SYNTHETIC";

    private static ImmutableArray<string> Flags(CoinbaseFill fill)
    {
        var flags = ImmutableArray.CreateBuilder<string>(2);
        if (fill.LiquidityIndicator is "MAKER" or "TAKER") flags.Add(fill.LiquidityIndicator.ToLowerInvariant());
        if (fill.TradeType != "FILL") flags.Add(fill.TradeType.ToLowerInvariant());
        return flags.DrainToImmutable();
    }
}
