using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>Binance's endpoints about what is held where, and what the key may do.</summary>
internal static class BinanceAccount
{
    public static BinanceError? Account(BinanceCall call, Utf8JsonWriter json)
    {
        var omitZero = string.Equals(call["omitZeroBalances"], "true", StringComparison.OrdinalIgnoreCase);
        json.WriteStartObject();
        json.WritePropertyName("commissionRates");
        json.WriteRawValue($$"""{"maker":"{{BinanceCodes.Amount(call.Site.Profile.MakerRate)}}","taker":"{{BinanceCodes.Amount(call.Site.Profile.TakerRate)}}","buyer":"0.00000000","seller":"0.00000000"}""");
        json.WriteBoolean("canTrade", call.Key.Rights.HasFlag(KeyRights.Trade));
        json.WriteBoolean("canWithdraw", call.Key.Rights.HasFlag(KeyRights.Withdraw));
        json.WriteBoolean("canDeposit", true);
        json.WriteNumber("updateTime", call.Now);
        json.WriteString("accountType", "SPOT");
        json.WriteStartArray("balances");
        foreach (var (asset, free, locked) in call.Read(Spot))
            if (!omitZero || free + locked != 0)
                json.WriteRawValue($$"""{"asset":"{{asset}}","free":"{{BinanceCodes.Amount(free)}}","locked":"{{BinanceCodes.Amount(locked)}}"}""");
        json.WriteEndArray();
        json.WriteNumber("uid", call.Read(book => book.UserId));
        json.WriteEndObject();
        return null;
    }

    public static BinanceError? UserAssets(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var (asset, free, locked) in call.Read(Spot).Where(b => b.Free + b.Locked > 0 && (call["asset"] is null || call["asset"] == b.Asset)))
            json.WriteRawValue($$"""{"asset":"{{asset}}","free":"{{BinanceCodes.Amount(free)}}","locked":"{{BinanceCodes.Amount(locked)}}","freeze":"0","withdrawing":"0","ipoable":"0","btcValuation":"0"}""");
        json.WriteEndArray();
        return null;
    }

    public static BinanceError? Funding(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var (asset, amount) in call.Read(book => In(book, Wallets.Funding)))
            json.WriteRawValue($$"""{"asset":"{{asset}}","free":"{{BinanceCodes.Amount(amount)}}","locked":"0","freeze":"0","withdrawing":"0","btcValuation":"0"}""");
        json.WriteEndArray();
        return null;
    }

    /// <summary>The wallets, each valued in BTC.</summary>
    public static BinanceError? WalletBalances(BinanceCall call, Utf8JsonWriter json)
    {
        var now = call.Site.Clock.GetUtcNow();
        json.WriteStartArray();
        (string, string)[] futures = call.Read(book => book.Perpetuals.IsUsed) ? [("USDⓈ-M Futures", Wallets.Futures)] : [];
        foreach (var (name, wallet) in ((string, string)[])[("Spot", Wallets.Spot), ("Funding", Wallets.Funding), ("Earn", Wallets.Earn), .. futures])
        {
            var usd = call.Read(book => In(book, wallet).Sum(b => (double)b.Amount * call.Site.Prices.UsdAt(b.Asset, now)));
            json.WriteRawValue($$"""{"activate":true,"balance":"{{BinanceCodes.Amount((decimal)(usd / call.Site.Prices.UsdAt("BTC", now)))}}","walletName":"{{name}}"}""");
        }

        json.WriteEndArray();
        return null;
    }

    public static BinanceError? FlexiblePositions(BinanceCall call, Utf8JsonWriter json) => Rows(call, json, book =>
        In(book, Wallets.Earn).Where(b => b.Asset == book.Profile.InterestAsset).Select(b =>
            $$"""{"totalAmount":"{{BinanceCodes.Amount(b.Amount)}}","latestAnnualPercentageRate":"0.09","asset":"{{b.Asset}}","canRedeem":true,"collateralAmount":"0","productId":"{{b.Asset}}001","yesterdayRealTimeRewards":"0","cumulativeBonusRewards":"0","cumulativeRealTimeRewards":"0","cumulativeTotalRewards":"0","autoSubscribe":false}"""));

    public static BinanceError? LockedPositions(BinanceCall call, Utf8JsonWriter json) => Rows(call, json, book =>
        In(book, Wallets.Earn).Where(b => b.Asset != book.Profile.InterestAsset).Select((b, i) =>
            $$"""{"positionId":{{12345 + i}},"projectId":"{{b.Asset}}*90","asset":"{{b.Asset}}","amount":"{{BinanceCodes.Amount(b.Amount)}}","purchaseTime":"{{book.Origin.ToUnixTimeMilliseconds()}}","duration":"90","accrualDays":"4","rewardAsset":"{{b.Asset}}","APY":"0.06","rewardAmt":"0","nextPay":"0","status":"HOLDING"}"""));

    public static BinanceError? Restrictions(BinanceCall call, Utf8JsonWriter json)
    {
        var rights = call.Key.Rights;
        json.WriteStartObject();
        json.WriteBoolean("ipRestrict", false);
        json.WriteNumber("createTime", call.Site.World.Origin.ToUnixTimeMilliseconds());
        json.WriteBoolean("enableReading", rights.HasFlag(KeyRights.History));
        json.WriteBoolean("enableSpotAndMarginTrading", rights.HasFlag(KeyRights.Trade));
        json.WriteBoolean("enableWithdrawals", rights.HasFlag(KeyRights.Withdraw));
        json.WriteBoolean("enableInternalTransfer", rights.HasFlag(KeyRights.Withdraw));
        json.WriteBoolean("permitsUniversalTransfer", false);
        json.WriteBoolean("enableMargin", false);
        json.WriteBoolean("enableFutures", call.Read(book => book.Perpetuals.IsUsed));
        json.WriteBoolean("enableVanillaOptions", false);
        json.WriteBoolean("enablePortfolioMarginTrading", false);
        json.WriteEndObject();
        return null;
    }

    public static BinanceError? SystemStatus(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteRawValue("""{"status":0,"msg":"normal"}""");
        return null;
    }

    /// <summary>Spot balances; receipts of flexible earn stand among them with LD before their name, as at Binance.</summary>
    internal static List<(string Asset, decimal Free, decimal Locked)> Spot(AccountBook book) =>
    [
        .. book.Balances.Where(b => b.Key.Wallet == Wallets.Spot).OrderBy(b => b.Key.Asset, StringComparer.Ordinal).Select(b => (b.Key.Asset, b.Value - book.Held(b.Key.Asset), book.Held(b.Key.Asset))),
        .. In(book, Wallets.Earn).Where(b => b.Asset == book.Profile.InterestAsset).Select(b => ("LD" + b.Asset, b.Amount, 0m)),
    ];

    private static List<(string Asset, decimal Amount)> In(AccountBook book, string wallet) =>
        [.. book.Balances.Where(b => b.Key.Wallet == wallet && b.Value != 0).OrderBy(b => b.Key.Asset, StringComparer.Ordinal).Select(b => (b.Key.Asset, b.Value))];

    private static BinanceError? Rows(BinanceCall call, Utf8JsonWriter json, Func<AccountBook, IEnumerable<string>> write)
    {
        var rows = call.Read(book => write(book).ToList());
        json.WriteStartObject();
        json.WriteStartArray("rows");
        foreach (var row in rows) json.WriteRawValue(row);
        json.WriteEndArray();
        json.WriteNumber("total", rows.Count);
        json.WriteEndObject();
        return null;
    }
}
