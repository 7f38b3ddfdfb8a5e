using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>The wallet API, <c>/v2</c>: wallets, their transactions, fiat transfers, currencies and prices.</summary>
internal sealed class CoinbaseWalletApi(VenueSite site, CoinbaseGate gate)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2/time", gate.Public(TimeAsync));
        routes.MapGet("/v2/currencies", gate.Public(context => CurrenciesAsync(context, AssetClass.Fiat)));
        routes.MapGet("/v2/currencies/crypto", gate.Public(context => CurrenciesAsync(context, null)));
        routes.MapGet("/v2/exchange-rates", gate.Public(RatesAsync));
        foreach (var side in (string[])["spot", "buy", "sell"]) routes.MapGet("/v2/prices/{pair}/" + side, gate.Public(context => PriceAsync(context, side)));
        routes.MapGet("/v2/user", gate.Private(KeyRights.Balances, UserAsync));
        routes.MapGet("/v2/accounts", gate.Private(KeyRights.Balances, AccountsAsync));
        routes.MapGet("/v2/accounts/{id}", gate.Private(KeyRights.Balances, (context, key) => OfWallet(context, key, (json, wallet) => Data(json, () => wallet.WriteV2(json)))));
        routes.MapGet("/v2/accounts/{id}/transactions", gate.Private(KeyRights.History, TransactionsAsync));
        foreach (var list in (string[])["deposits", "withdrawals", "buys", "sells"])
            routes.MapGet("/v2/accounts/{id}/" + list, gate.Private(KeyRights.History, (context, key) => TransfersAsync(context, key, list)));
    }

    private Task TransactionsAsync(HttpContext context, DemoKey key) => OfWallet(context, key, (json, wallet) =>
    {
        var row = new CoinbaseTransactionRow(wallet, site.Prices, site.Clock.Milliseconds());
        new CoinbaseTransactions(wallet, CoinbaseTransactions.Kind(wallet, "transactions"), site.Knobs).WritePage(json, context.Request.Path, context.Request.Query, _ => true, row.Write);
    });

    private Task TransfersAsync(HttpContext context, DemoKey key, string list) => OfWallet(context, key, (json, wallet) =>
    {
        var transfers = new CoinbaseTransfers(wallet, new CoinbaseTransactionRow(wallet, site.Prices, site.Clock.Milliseconds()));
        new CoinbaseTransactions(wallet, CoinbaseTransactions.Kind(wallet, list), site.Knobs)
            .WritePage(json, context.Request.Path, context.Request.Query, entry => CoinbaseTransfers.Belongs(entry, list), transfers.Write);
    });

    private Task AccountsAsync(HttpContext context, DemoKey key) => Read(context, key, (json, book) =>
    {
        var query = context.Request.Query;
        var limit = Math.Clamp(int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : 25, 1, 300);
        var wallets = CoinbaseWallet.All(book);
        var after = query["starting_after"].ToString();
        var page = wallets.Skip(after.Length == 0 ? 0 : wallets.FindIndex(w => w.Id.ToString("D", CultureInfo.InvariantCulture) == after) + 1).Take(limit + 1).ToList();
        var next = page.Count > limit ? page[limit - 1].Id.ToString("D", CultureInfo.InvariantCulture) : null;
        json.WriteStartObject();
        CoinbaseTransactions.WritePagination(json, "/v2/accounts", limit, "desc", next);
        json.WriteStartArray("data");
        foreach (var wallet in page.Take(limit)) wallet.WriteV2(json);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private Task UserAsync(HttpContext context, DemoKey key) => Read(context, key, (json, book) => Data(json, () =>
    {
        json.WriteStartObject();
        json.WriteString("id", CoinbaseId.Of(book.Seed, "user", book.UserId));
        json.WriteString("name", "Demo");
        json.WriteString("native_currency", book.Profile.HomeCurrency);
        json.WriteString("resource", "user");
        json.WriteEndObject();
    }));

    private Task TimeAsync(HttpContext context) => Send(context, json => Data(json, () =>
    {
        json.WriteStartObject();
        json.WriteString("iso", CoinbaseJson.ToSecond(site.VenueNow()));
        json.WriteNumber("epoch", site.VenueNow().ToUnixTimeSeconds());
        json.WriteEndObject();
    }));

    private Task CurrenciesAsync(HttpContext context, AssetClass? only) => Send(context, json => Data(json, () =>
    {
        json.WriteStartArray();
        foreach (var asset in Assets().Where(a => (a.Class == AssetClass.Fiat) == (only == AssetClass.Fiat)))
        {
            json.WriteStartObject();
            json.WriteString(only is null ? "code" : "id", asset.Symbol);
            json.WriteString("name", asset.Symbol);
            if (only is null) json.WriteString("asset_id", CoinbaseId.Of(1, "asset-" + asset.Symbol, 1));
            else json.WriteString("min_size", "0.01");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }));

    private Task RatesAsync(HttpContext context) => Send(context, json => Data(json, () =>
    {
        var currency = context.Request.Query["currency"].ToString() is { Length: > 0 } asked ? asked : "USD";
        var (now, unit) = (site.Clock.Milliseconds(), site.Prices.UsdAt(currency, site.Clock.Milliseconds()));
        json.WriteStartObject();
        json.WriteString("currency", currency);
        json.WriteStartObject("rates");
        foreach (var asset in Assets()) json.WriteString(asset.Symbol, ((decimal)(unit / site.Prices.UsdAt(asset.Symbol, now))).Plain());
        json.WriteEndObject();
        json.WriteEndObject();
    }));

    private Task PriceAsync(HttpContext context, string side)
    {
        var pair = (string)context.Request.RouteValues["pair"]!;
        if (site.Profile.Market(pair.Replace('-', '/')) is not { } market) return CoinbaseErrors.NotFoundAsync(context, "Currency pair");
        var at = DateTimeOffset.TryParse(context.Request.Query["date"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : site.Clock.Milliseconds();
        var (bid, ask) = site.Prices.Book(market, at);
        var price = side switch { "buy" => ask, "sell" => bid, _ => site.Prices.Last(market, at) };
        return Send(context, json => Data(json, () =>
        {
            json.WriteStartObject();
            json.WriteString("base", market.Base);
            json.WriteString("currency", market.Quote);
            json.WriteString("amount", price.Plain());
            json.WriteEndObject();
        }));
    }

    private IEnumerable<SimulatedAsset> Assets() =>
        site.Profile.Markets.SelectMany(m => new[] { m.Base, m.Quote }).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(s => AssetCatalog.All[s]);

    private Task OfWallet(HttpContext context, DemoKey key, Action<Utf8JsonWriter, CoinbaseWallet> write)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        var body = site.Read(key, book => CoinbaseWallet.Find(book, id) is { } wallet ? WireAnswer.Json(json => write(json, wallet)) : (ReadOnlyMemory<byte>?)null);
        return body is { } found ? context.SendAsync(found) : CoinbaseErrors.NotFoundAsync(context, "account");
    }

    private Task Read(HttpContext context, DemoKey key, Action<Utf8JsonWriter, AccountBook> write) =>
        context.SendAsync(site.Read(key, book => WireAnswer.Json(json => write(json, book))));

    private static Task Send(HttpContext context, Action<Utf8JsonWriter> write) => context.SendAsync(WireAnswer.Json(write));

    private static void Data(Utf8JsonWriter json, Action write)
    {
        json.WriteStartObject();
        json.WritePropertyName("data");
        write();
        json.WriteEndObject();
    }
}
