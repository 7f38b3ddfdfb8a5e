using System.Globalization;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Deribit;

/// <summary>What everybody may ask.</summary>
internal static class DeribitPublic
{
    private const int Levels = 30;

    public static string Currencies() => "[" + string.Join(',', OptionMarket.Assets.Select(a =>
        $$"""{"currency":"{{a}}","currency_long":"{{a}}","coin_type":"{{a}}","min_confirmations":1,"min_withdrawal_fee":0.0001,"withdrawal_fee":0.0001,"withdrawal_priorities":[],"fee_precision":4,"in_cross_collateral_pool":false}""")) + "]";

    public static string Instruments(VenueSite site, DeribitCall call, DateTimeOffset now) => "[" + string.Join(',', site.World.Options.Listed(now)
        .Where(c => (call["currency"] is null or "any" || call["currency"] == c.Asset) && call["kind"] is null or "option").Select(Instrument)) + "]";

    public static string Ticker(VenueSite site, OptionContract c, DateTimeOffset now)
    {
        var (quote, (bid, ask)) = (site.World.Options.Quote(c, now), site.World.Options.Book(c, now));
        return $$$"""
            {"instrument_name":"{{{c.Name}}}","timestamp":{{{now.ToUnixTimeMilliseconds()}}},"state":"open","mark_price":{{{quote.Mark.Plain()}}},"mark_iv":{{{quote.Volatility.Plain()}}},"bid_iv":{{{quote.Volatility.Plain()}}},"ask_iv":{{{quote.Volatility.Plain()}}},
            "underlying_price":{{{quote.Forward.Plain()}}},"underlying_index":"index_price","index_price":{{{quote.Forward.Plain()}}},"interest_rate":0,"best_bid_price":{{{bid.Plain()}}},"best_bid_amount":5,"best_ask_price":{{{ask.Plain()}}},"best_ask_amount":5,
            "last_price":{{{quote.Mark.Plain()}}},"open_interest":100,"settlement_price":{{{quote.Mark.Plain()}}},"min_price":0.0001,"max_price":1,"stats":{"high":null,"low":null,"price_change":null,"volume":0,"volume_usd":0},
            "greeks":{"delta":{{{Digits(quote.Delta, 5)}}},"gamma":{{{Digits(quote.Gamma, 7)}}},"vega":{{{Digits(quote.Vega, 5)}}},"theta":0,"rho":0}}
            """;
    }

    public static string Book(VenueSite site, OptionContract c, DateTimeOffset now, int depth)
    {
        var (bids, asks) = Sides(site, c, now);
        return $$"""
            {"instrument_name":"{{c.Name}}","timestamp":{{now.ToUnixTimeMilliseconds()}},"change_id":{{ChangeId(now)}},"state":"open","bids":[{{string.Join(',', bids.Take(depth).Select(Pair))}}],"asks":[{{string.Join(',', asks.Take(depth).Select(Pair))}}],
            "mark_price":{{site.World.Options.Quote(c, now).Mark.Plain()}},"index_price":{{site.World.Options.Forward(c.Asset, now).Plain()}}}
            """;
    }

    /// <summary>Both sides of a book, the best first: thirty steps of whole ticks, amounts that change with the second.</summary>
    public static (IReadOnlyList<(decimal Price, decimal Amount)> Bids, IReadOnlyList<(decimal Price, decimal Amount)> Asks) Sides(VenueSite site, OptionContract c, DateTimeOffset now)
    {
        var (bid, ask) = site.World.Options.Book(c, now);
        return ([.. Enumerable.Range(0, Levels).Select(i => bid - (i * OptionContract.Tick)).Where(p => p > 0).Select(p => (p, Amount(c, p, now)))], [.. Enumerable.Range(0, Levels).Select(i => ask + (i * OptionContract.Tick)).Select(p => (p, Amount(c, p, now)))]);
    }

    /// <summary>The number of the change a moment shows.</summary>
    public static long ChangeId(DateTimeOffset now) => now.ToUnixTimeMilliseconds();

    private static decimal Amount(OptionContract c, decimal price, DateTimeOffset now) => OptionContract.Lot * (1 + (long)(Noise.Of(Noise.Of((ulong)now.ToUnixTimeSeconds() / 3, c.Name), (ulong)(price * 10_000)) % 200));

    private static string Pair((decimal Price, decimal Amount) level) => $"[{level.Price.Plain()},{level.Amount.Plain()}]";

    private static string Instrument(OptionContract c) => $$"""
        {"instrument_name":"{{c.Name}}","kind":"option","base_currency":"{{c.Asset}}","quote_currency":"{{c.Asset}}","counter_currency":"USD","settlement_currency":"{{c.Asset}}","settlement_period":"{{((c.Expiry - DateTimeOffset.UnixEpoch).TotalDays % 30 < 7 ? "month" : "week")}}",
        "instrument_type":"reversed","option_type":"{{(c.IsCall ? "call" : "put")}}","strike":{{c.Strike.Plain()}},"expiration_timestamp":{{c.Expiry.ToUnixTimeMilliseconds()}},"creation_timestamp":1700000000000,"is_active":true,"state":"open",
        "contract_size":1,"min_trade_amount":0.1,"tick_size":0.0001,"tick_size_steps":[],"taker_commission":0.0003,"maker_commission":0.0003,"price_index":"{{c.Asset.ToLowerInvariant()}}_usd","instrument_id":{{Noise.Of(1, c.Name) % 1_000_000}}}
        """;

    private static string Digits(double slope, int digits) => Math.Round(slope, digits).ToString("0." + new string('#', digits), CultureInfo.InvariantCulture);
}
