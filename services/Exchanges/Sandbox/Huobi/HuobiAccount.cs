using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Huobi;

/// <summary>Accounts, balances, histories, movements, the key itself.</summary>
internal sealed class HuobiAccount(VenueSite site, HuobiGate gate)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        Get(routes, "/v1/account/accounts", 100, KeyRights.Balances, (context, key) => Read(context, key, book => HuobiAnswer.V1(json => WriteAccounts(json, book))));
        Get(routes, "/v1/account/accounts/{id}/balance", 100, KeyRights.Balances, BalanceAsync);
        Get(routes, "/v1/account/history", 5, KeyRights.History, HistoryAsync);
        Get(routes, "/v2/account/ledger", 20, KeyRights.History, LedgerAsync);
        Get(routes, "/v2/account/asset-valuation", 100, KeyRights.Balances, ValuationAsync);
        Get(routes, "/v2/point/account", 4, KeyRights.Balances, (context, key) => Read(context, key, book => HuobiAnswer.V2(WritePoints)));
        Get(routes, "/v1/query/deposit-withdraw", 20, KeyRights.History, MovementsAsync);
        Get(routes, "/v2/user/uid", 20, KeyRights.None, (context, key) => Read(context, key, book => HuobiAnswer.V2(json => json.WriteNumberValue(book.UserId))));
        Get(routes, "/v2/user/api-key", 20, KeyRights.None, (context, key) => Read(context, key, book => HuobiAnswer.V2(json => WriteKey(json, book, key))));
    }

    private void Get(IEndpointRouteBuilder routes, string path, int limit, KeyRights right, Func<HttpContext, DemoKey, Task> serve) =>
        routes.MapGet(path, gate.Private(path, limit, right, serve));

    private static void WriteAccounts(Utf8JsonWriter json, AccountBook book)
    {
        json.WriteStartArray();
        foreach (var wallet in (string[])[Wallets.Spot, Wallets.Funding])
        {
            json.WriteStartObject();
            json.WriteNumber("id", HuobiCodes.AccountId(book, wallet));
            json.WriteString("type", HuobiCodes.Type(wallet));
            json.WriteString("subtype", "");
            json.WriteString("state", "working");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private Task BalanceAsync(HttpContext context, DemoKey key)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        return Read(context, key, book => HuobiCodes.Wallet(book, id) is { } wallet ? HuobiAnswer.V1(json => WriteBalance(json, book, wallet)) : (ReadOnlyMemory<byte>?)null, HuobiError.BadAccount);
    }

    // A line for every coin of the venue and state, zeros too.
    private static void WriteBalance(Utf8JsonWriter json, AccountBook book, string wallet)
    {
        json.WriteStartObject();
        json.WriteNumber("id", HuobiCodes.AccountId(book, wallet));
        json.WriteString("type", HuobiCodes.Type(wallet));
        json.WriteString("state", "working");
        json.WriteStartArray("list");
        var assets = book.Profile.Markets.SelectMany(m => new[] { m.Base, m.Quote }).Concat(book.Balances.Keys.Select(k => k.Asset)).Distinct(StringComparer.Ordinal);
        foreach (var asset in assets)
        {
            var held = wallet == Wallets.Spot ? book.Held(asset) : 0;
            WriteLine(json, book, asset, "trade", book.Balance(asset, wallet) - held);
            WriteLine(json, book, asset, "frozen", held);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLine(Utf8JsonWriter json, AccountBook book, string asset, string type, decimal amount)
    {
        json.WriteStartObject();
        json.WriteString("currency", HuobiCodes.Currency(asset));
        json.WriteString("type", type);
        json.WriteString("balance", amount.Plain());
        json.WriteString("debt", "0");
        json.WriteString("available", type == "trade" ? amount.Plain() : "0");
        json.WriteString("seq-num", book.Events.Count.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private Task HistoryAsync(HttpContext context, DemoKey key)
    {
        var query = context.Request.Query;
        var (window, error) = HuobiWindow.Read(query, "start-time", "end-time", site.VenueNow(), HuobiHistory.Longest, HuobiHistory.Memory);
        if (error is not null) return context.SendAsync(error);
        if (Size(query, "size") is not { } size) return context.SendAsync(HuobiError.Parameter("size"));
        return Read(context, key, book =>
        {
            if (HuobiCodes.Wallet(book, query["account-id"]) is not { } wallet) return null;
            var history = new HuobiHistory(book, wallet);
            var (rows, next) = history.Page(query, window!.Value, size, "transact-types", "from-id");
            return WireAnswer.Json(json =>
            {
                json.WriteStartObject();
                json.WriteString("status", "ok");
                json.WritePropertyName("data");
                history.Write(json, rows);
                if (next is { } id) json.WriteNumber("next-id", id);
                json.WriteEndObject();
            });
        }, HuobiError.BadAccount);
    }

    private Task LedgerAsync(HttpContext context, DemoKey key)
    {
        var query = context.Request.Query;
        var (window, error) = HuobiWindow.Read(query, "startTime", "endTime", site.VenueNow(), HuobiHistory.LongestLedger, HuobiHistory.LedgerMemory);
        if (error is not null) return context.SendAsync(error == HuobiError.TooOld ? HuobiError.Range("startTime") : error);
        if (Size(query, "limit") is not { } size) return context.SendAsync(HuobiError.Parameter("limit"));
        return Read(context, key, book =>
        {
            if (HuobiCodes.Wallet(book, query["accountId"]) is not { } wallet) return null;
            var history = new HuobiHistory(book, wallet);
            var transfers = new QueryCollection(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>(query) { ["transactTypes"] = "transfer" });
            var (rows, next) = history.Page(transfers, window!.Value, size, "transactTypes", "fromId");
            return HuobiAnswer.V2(json => history.WriteLedger(json, rows), () => next);
        }, HuobiError.BadAccount);
    }

    private Task MovementsAsync(HttpContext context, DemoKey key)
    {
        var query = context.Request.Query;
        if (query["type"].ToString() is not ("deposit" or "withdraw") || query.Long("size", 100) is not (>= 1 and <= HuobiMovements.Most and { } size)) return context.SendAsync(HuobiError.Parameter("type"));
        return Read(context, key, book =>
        {
            var movements = new HuobiMovements(book, site.Clock.Milliseconds());
            var rows = movements.Page(query, query["type"].ToString() == "deposit" ? EconomicKind.Deposit : EconomicKind.Withdrawal, site.Knobs.PageSize((int)size));
            return HuobiAnswer.V1(json => movements.Write(json, rows));
        });
    }

    private Task ValuationAsync(HttpContext context, DemoKey key) => Read(context, key, book =>
    {
        var (type, now) = (context.Request.Query["accountType"].ToString(), site.Clock.Milliseconds());
        var usd = book.Balances.Where(b => type.Length == 0 || HuobiCodes.Type(b.Key.Wallet) == type).Sum(b => (double)b.Value * site.Prices.UsdAt(b.Key.Asset, now));
        return HuobiAnswer.V2(json =>
        {
            json.WriteStartObject();
            json.WriteString("balance", ((decimal)Math.Round(usd, 2)).Plain());
            json.WriteNumber("timestamp", now.ToUnixTimeMilliseconds());
            json.WriteEndObject();
        });
    });

    private static void WritePoints(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("acctBalance", "0");
        json.WriteString("accountStatus", "working");
        json.WriteEndObject();
    }

    private void WriteKey(Utf8JsonWriter json, AccountBook book, DemoKey key)
    {
        var rights = new[] { (KeyRights.History, "readOnly"), (KeyRights.Trade, "trade"), (KeyRights.Withdraw, "withdraw") };
        var created = book.Events.Count == 0 ? site.VenueNow() : book.Events[0].Time;
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("accessKey", key.Key);
        json.WriteString("note", key.Name);
        json.WriteString("permission", string.Join(',', rights.Where(r => key.Rights.HasFlag(r.Item1)).Select(r => r.Item2)));
        json.WriteString("ipAddresses", "");
        json.WriteNumber("validDays", 60);
        json.WriteString("status", "normal");
        json.WriteNumber("createTime", created.ToUnixTimeMilliseconds());
        json.WriteNumber("updateTime", created.ToUnixTimeMilliseconds());
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private int? Size(IQueryCollection query, string name) => query.Long(name, 100) is >= 1 and <= 500 and { } size ? site.Knobs.PageSize((int)size) : null;

    private Task Read(HttpContext context, DemoKey key, Func<AccountBook, ReadOnlyMemory<byte>?> read, HuobiError? missing = null) =>
        site.Read(key, read) is { } body ? context.SendAsync(body) : context.SendAsync(missing ?? HuobiError.NoOrder);
}
