using System.Globalization;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Deribit;

/// <summary>Wallets and positions.</summary>
internal static class DeribitAccount
{
    public static string Grant(DemoKey key) => $$"""
        {"access_token":"{{DeribitAuth.Token(key)}}","expires_in":900,"refresh_token":"{{DeribitAuth.Token(key)}}","scope":"{{DeribitAuth.Scope(key)}}","sid":"s1","token_type":"bearer","enabled_features":[]}
        """;

    public static string Summaries(VenueSite site, AccountBook book)
    {
        var now = site.Clock.GetUtcNow();
        return $$"""{"id":{{book.UserId}},"email":"demo@example.com","system_name":"demo","username":"demo","type":"main","summaries":[{{string.Join(',', OptionMarket.Assets.Select(a => Summary(site, book, a, now)))}}]}""";
    }

    /// <summary>One wallet, as lists and the channel <c>user.portfolio</c> tell it.</summary>
    public static string Summary(VenueSite site, AccountBook book, string asset, DateTimeOffset now)
    {
        OptionQuote Quote(OptionContract c) => site.World.Options.Quote(c, now);
        var (balance, value, maintenance) = (book.Balance(asset), book.Options.Value(asset, Quote), book.Options.Maintenance(asset, Quote));
        var delta = book.Options.Open.Where(p => p.Contract.Asset == asset).Sum(p => (double)p.Quantity * Quote(p.Contract).Delta);
        return $$"""
            {"currency":"{{asset}}","balance":{{balance.Plain()}},"equity":{{(balance + value).Plain()}},"margin_balance":{{balance.Plain()}},"maintenance_margin":{{maintenance.Plain()}},"initial_margin":{{(maintenance * 2).Plain()}},
            "available_funds":{{Math.Max(0, balance + value - (maintenance * 2)).Plain()}},"available_withdrawal_funds":{{Math.Max(0, balance - (maintenance * 2)).Plain()}},"options_value":{{value.Plain()}},"options_session_upl":0,"futures_pl":0,
            "options_delta":{{delta.ToString("0.#####", CultureInfo.InvariantCulture)}},"delta_total":{{delta.ToString("0.#####", CultureInfo.InvariantCulture)}},"total_pl":0,"fee_balance":0,"margin_model":"segregated_sm","portfolio_margining_enabled":false}
            """;
    }

    public static string Positions(VenueSite site, AccountBook book, DeribitCall call)
    {
        var now = site.Clock.GetUtcNow();
        return "[" + string.Join(',', book.Options.Open.Where(p => call["currency"] is null or "any" || call["currency"] == p.Contract.Asset).Select(p => Position(site, p, now))) + "]";
    }

    private static string Position(VenueSite site, OptionPosition p, DateTimeOffset now)
    {
        var quote = site.World.Options.Quote(p.Contract, now);
        var profit = p.Quantity * (quote.Mark - p.Average);
        var maintenance = p.Quantity < 0 ? -p.Quantity * (quote.Mark + (p.Contract.IsCall ? 0.075m : Math.Max(0.075m, 0.075m * quote.Mark))) : 0;
        return $$"""
            {"instrument_name":"{{p.Contract.Name}}","kind":"option","direction":"{{(p.Quantity > 0 ? "buy" : "sell")}}","size":{{p.Quantity.Plain()}},"average_price":{{p.Average.Plain()}},"average_price_usd":{{decimal.Round(p.Average * quote.Forward, 2).Plain()}},
            "mark_price":{{quote.Mark.Plain()}},"index_price":{{quote.Forward.Plain()}},"settlement_price":{{quote.Mark.Plain()}},"floating_profit_loss":{{profit.Plain()}},"floating_profit_loss_usd":{{decimal.Round(profit * quote.Forward, 2).Plain()}},
            "total_profit_loss":{{profit.Plain()}},"realized_profit_loss":0,"initial_margin":{{(maintenance * 2).Plain()}},"maintenance_margin":{{maintenance.Plain()}},
            "delta":{{((double)p.Quantity * quote.Delta).ToString("0.#####", CultureInfo.InvariantCulture)}},"gamma":{{((double)p.Quantity * quote.Gamma).ToString("0.#######", CultureInfo.InvariantCulture)}},"vega":{{((double)p.Quantity * quote.Vega).ToString("0.#####", CultureInfo.InvariantCulture)}},"theta":0}
            """;
    }
}
