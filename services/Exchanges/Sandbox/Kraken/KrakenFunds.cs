using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>Kraken's private endpoints about what is held and what the key may do.</summary>
internal static class KrakenFunds
{
    /// <summary>Totals per code, held parts included.</summary>
    public static string? Balance(KrakenCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (code, asset, amount, _) in call.Read(Held)) json.WriteString(code, KrakenCodes.Amount(asset, amount));
        json.WriteEndObject();
        return null;
    }

    /// <summary>Totals and what open orders hold.</summary>
    public static string? BalanceEx(KrakenCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (code, asset, amount, held) in call.Read(Held))
        {
            json.WriteStartObject(code);
            json.WriteString("balance", KrakenCodes.Amount(asset, amount));
            json.WriteString("hold_trade", KrakenCodes.Amount(asset, held));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        return null;
    }

    /// <summary>Everything in one currency; no margin in this world.</summary>
    public static string? TradeBalance(KrakenCall call, Utf8JsonWriter json)
    {
        var now = call.Site.Clock.GetUtcNow();
        var worth = call.Read(book => book.Balances.Sum(b => (double)b.Value * call.Site.Prices.UsdAt(b.Key.Asset, now))).ToString("F4", CultureInfo.InvariantCulture);
        json.WriteRawValue($$"""{"eb":"{{worth}}","tb":"{{worth}}","m":"0.0000","uv":"0.0000","n":"0.0000","c":"0.0000","v":"0.0000","e":"{{worth}}","mf":"{{worth}}"}""");
        return null;
    }

    /// <summary>Earn allocations; their balances also stand in the balance endpoints under their suffixed codes.</summary>
    public static string? Allocations(KrakenCall call, Utf8JsonWriter json)
    {
        var rows = call.Read(book => book.Balances.Where(b => b.Key.Wallet == Wallets.Earn && b.Value > 0).Select(b => (b.Key.Asset, b.Value, Rewards: Rewards(book, b.Key.Asset))).ToList());
        json.WriteStartObject();
        json.WriteString("converted_asset", "USD");
        json.WriteString("total_allocated", "0.0000");
        json.WriteString("total_rewarded", "0.0000");
        json.WriteNull("next_cursor");
        json.WriteStartArray("items");
        foreach (var (asset, amount, rewards) in rows) WriteAllocation(json, call, asset, amount, rewards);
        json.WriteEndArray();
        json.WriteEndObject();
        return null;
    }

    /// <summary>What the key may do, in Kraken's words.</summary>
    public static string? ApiKeyInfo(KrakenCall call, Utf8JsonWriter json)
    {
        var (key, rights) = (call.Key, call.Key.Rights);
        json.WriteStartObject();
        json.WriteString("api_key_name", key.Name);
        json.WriteString("api_key", key.Key);
        json.WriteString("nonce", call["nonce"]);
        json.WriteNumber("nonce_window", 0);
        json.WriteStartArray("permissions");
        foreach (var (right, words) in Permissions.Where(p => rights.HasFlag(p.Right)))
            foreach (var word in words) json.WriteStringValue(word);
        json.WriteEndArray();
        json.WriteString("iban", "AA" + key.Key.Length);
        json.WriteString("valid_until", "0");
        json.WriteString("query_from", "0");
        json.WriteString("query_to", "0");
        json.WriteString("created_time", call.Site.World.Origin.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        json.WriteStartArray("ip_allowlist");
        json.WriteEndArray();
        json.WriteString("last_used", call.Site.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
        return null;
    }

    private static (KeyRights Right, string[] Words)[] Permissions { get; } =
    [
        (KeyRights.Balances, ["query-funds"]),
        (KeyRights.History, ["query-open-trades", "query-closed-trades", "query-ledger", "export-data", "create-ws-token"]),
        (KeyRights.Trade, ["modify-trades", "close-trades"]),
        (KeyRights.Withdraw, ["withdraw-funds"]),
    ];

    private static List<(string Code, string Asset, decimal Amount, decimal Held)> Held(AccountBook book) =>
    [
        .. book.Balances.OrderBy(b => b.Key.Asset, StringComparer.Ordinal).Select(b =>
            (KrakenCodes.Id(b.Key.Asset, b.Key.Wallet), b.Key.Asset, b.Value, b.Key.Wallet == Wallets.Spot ? book.Held(b.Key.Asset) : 0)),
    ];

    private static decimal Rewards(AccountBook book, string asset) => book.Events
        .Where(e => e.Kind is EconomicKind.StakingReward or EconomicKind.Interest && e.Legs[0].Asset == asset).Sum(e => e.Legs[0].Amount);

    private static void WriteAllocation(Utf8JsonWriter json, KrakenCall call, string asset, decimal amount, decimal rewards)
    {
        var (native, usd) = (KrakenCodes.Amount(asset, amount), call.Site.Prices.UsdAt(asset, call.Site.Clock.GetUtcNow()));
        var (converted, rewarded) = (((double)amount * usd).ToString("F4", CultureInfo.InvariantCulture), ((double)rewards * usd).ToString("F4", CultureInfo.InvariantCulture));
        json.WriteRawValue($$$"""
            {"strategy_id":"{{{KrakenCodes.TextId('E', Noise.Of(1, asset))}}}","native_asset":"{{{KrakenCodes.Alt(asset)}}}",
            "amount_allocated":{"total":{"native":"{{{native}}}","converted":"{{{converted}}}","allocation_count":1,"allocations":[]}},
            "total_rewarded":{"native":"{{{KrakenCodes.Amount(asset, rewards)}}}","converted":"{{{rewarded}}}"}}
            """);
    }
}
