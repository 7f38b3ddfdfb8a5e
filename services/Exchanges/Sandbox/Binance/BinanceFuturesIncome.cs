using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>What moved the futures wallet, ascending, three months at most.</summary>
internal static class BinanceFuturesIncome
{
    private const int TellsDays = 90;

    private static readonly RowIndex<EconomicEvent> Moved = new((_, e) => e.Legs.Any(l => l.Wallet == Wallets.Futures) ? [e] : []);

    public static BinanceError? Income(BinanceCall call, Utf8JsonWriter json)
    {
        if (call["symbol"] is not null && call.Contract is null) return BinanceError.BadSymbol;
        var earliest = call.Now - (TellsDays * 86_400_000L);
        var from = Math.Max(earliest, call.Long("startTime") ?? (call.Long("endTime") is null ? call.Now - (7 * 86_400_000L) : earliest));
        var (to, limit, page) = (call.Long("endTime") ?? call.Now, (int)Math.Clamp(call.Long("limit") ?? 100, 1, 1000), (int)Math.Max(1, call.Long("page") ?? 1));
        var shown = Math.Min(limit, call.Limit(100, 1000));
        var rows = call.Read(book => Moved.Of(book).Where(e => e.Time.ToUnixTimeMilliseconds() >= from && e.Time.ToUnixTimeMilliseconds() <= to)
            .Where(e => (call["incomeType"] ?? Type(e)) == Type(e) && (call["symbol"] is null || e.Perpetual?.Contract == call.Contract)).Skip((page - 1) * limit).Take(shown).Select(Row).ToList());
        json.WriteRawValue($"[{string.Join(',', rows)}]");
        return null;
    }

    private static string Row(EconomicEvent e)
    {
        var leg = e.Legs.First(l => l.Wallet == Wallets.Futures);
        var (symbol, trade) = (e.Perpetual is { } p ? BinanceCodes.Symbol(p.Contract.Market) : "", e.Perpetual?.TradeId?.ToString(CultureInfo.InvariantCulture) ?? "");
        return $$"""{"symbol":"{{symbol}}","incomeType":"{{Type(e)}}","income":"{{BinanceCodes.Amount(leg.Amount)}}","asset":"{{leg.Asset}}","time":{{e.Time.ToUnixTimeMilliseconds()}},"info":"{{(trade.Length > 0 ? trade : Type(e))}}","tranId":{{e.Hash >> 11}},"tradeId":"{{trade}}"}""";
    }

    private static string Type(EconomicEvent e) => e.Kind switch
    {
        EconomicKind.PerpetualFee => "COMMISSION",
        EconomicKind.PerpetualResult => "REALIZED_PNL",
        EconomicKind.Funding => "FUNDING_FEE",
        EconomicKind.Liquidation => "INSURANCE_CLEAR",
        _ => "TRANSFER",
    };
}
