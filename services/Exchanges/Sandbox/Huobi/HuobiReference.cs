using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Huobi;

/// <summary>Time, status, symbols with their filters, currencies with their chains.</summary>
internal sealed class HuobiReference(VenueSite site, HuobiGate gate)
{
    private const int Limit = 100;

    public void Map(IEndpointRouteBuilder routes)
    {
        Get(routes, "/v1/common/timestamp", () => HuobiAnswer.V1(json => json.WriteNumberValue(site.VenueNow().ToUnixTimeMilliseconds())));
        Get(routes, "/v2/market-status", () => HuobiAnswer.V2(WriteStatus));
        Get(routes, "/v1/common/symbols", () => HuobiAnswer.V1(json => WriteMarkets(json, WriteOldSymbol)));
        Get(routes, "/v1/common/currencys", () => HuobiAnswer.V1(json => WriteAssets(json, (writer, asset) => writer.WriteStringValue(HuobiCodes.Currency(asset)))));
        Get(routes, "/v2/settings/common/symbols", () => HuobiAnswer.V1(json => WriteMarkets(json, WriteSymbol)));
        Get(routes, "/v1/settings/common/market-symbols", () => HuobiAnswer.V1(json => WriteMarkets(json, WriteLimits)));
        Get(routes, "/v2/reference/currencies", () => HuobiAnswer.V2(json => WriteAssets(json, WriteCurrency)));
    }

    private void Get(IEndpointRouteBuilder routes, string path, Func<ReadOnlyMemory<byte>> answer) =>
        routes.MapGet(path, gate.Public(path, Limit, context => context.SendAsync(answer())));

    private static void WriteStatus(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("marketStatus", 1);
        json.WriteEndObject();
    }

    private void WriteMarkets(Utf8JsonWriter json, Action<Utf8JsonWriter, VenueMarket> write)
    {
        json.WriteStartArray();
        foreach (var market in site.Profile.Markets) write(json, market);
        json.WriteEndArray();
    }

    private void WriteAssets(Utf8JsonWriter json, Action<Utf8JsonWriter, string> write)
    {
        json.WriteStartArray();
        foreach (var asset in site.Profile.Markets.SelectMany(m => new[] { m.Base, m.Quote }).Distinct(StringComparer.Ordinal)) write(json, asset);
        json.WriteEndArray();
    }

    private static void WriteOldSymbol(Utf8JsonWriter json, VenueMarket market)
    {
        json.WriteStartObject();
        json.WriteString("base-currency", HuobiCodes.Currency(market.Base));
        json.WriteString("quote-currency", HuobiCodes.Currency(market.Quote));
        json.WriteNumber("price-precision", market.PriceDecimals);
        json.WriteNumber("amount-precision", market.LotDecimals);
        json.WriteString("symbol-partition", "main");
        json.WriteString("symbol", HuobiCodes.Symbol(market));
        json.WriteString("state", "online");
        json.WriteNumber("value-precision", 8);
        json.WriteNumber("min-order-amt", market.MinQuantity);
        json.WriteNumber("max-order-amt", market.Lot * 1_000_000_000);
        json.WriteNumber("min-order-value", market.MinCost);
        json.WriteNumber("limit-order-min-order-amt", market.MinQuantity);
        json.WriteNumber("sell-market-min-order-amt", market.MinQuantity);
        json.WriteString("api-trading", "enabled");
        json.WriteEndObject();
    }

    private static void WriteSymbol(Utf8JsonWriter json, VenueMarket market)
    {
        json.WriteStartObject();
        json.WriteString("symbol", HuobiCodes.Symbol(market));
        json.WriteString("sc", HuobiCodes.Symbol(market));
        json.WriteString("bc", HuobiCodes.Currency(market.Base));
        json.WriteString("bcdn", market.Base);
        json.WriteString("qc", HuobiCodes.Currency(market.Quote));
        json.WriteString("qcdn", market.Quote);
        json.WriteString("dn", market.Name);
        json.WriteString("state", "online");
        json.WriteNumber("tpp", market.PriceDecimals);
        json.WriteNumber("tap", market.LotDecimals);
        json.WriteNumber("fp", 8);
        json.WriteBoolean("te", true);
        json.WriteString("at", "enabled");
        json.WriteEndObject();
    }

    private static void WriteLimits(Utf8JsonWriter json, VenueMarket market)
    {
        json.WriteStartObject();
        json.WriteString("symbol", HuobiCodes.Symbol(market));
        json.WriteString("bc", HuobiCodes.Currency(market.Base));
        json.WriteString("qc", HuobiCodes.Currency(market.Quote));
        json.WriteString("state", "online");
        json.WriteNumber("pp", market.PriceDecimals);
        json.WriteNumber("ap", market.LotDecimals);
        json.WriteNumber("vp", 8);
        json.WriteNumber("minoa", market.MinQuantity);
        json.WriteNumber("maxoa", market.Lot * 1_000_000_000);
        json.WriteNumber("minov", market.MinCost);
        json.WriteNumber("lominoa", market.MinQuantity);
        json.WriteNumber("lomaxoa", market.Lot * 1_000_000_000);
        json.WriteNumber("smminoa", market.MinQuantity);
        json.WriteNumber("bmmaxov", 1_000_000);
        json.WriteString("at", "enabled");
        json.WriteEndObject();
    }

    private static void WriteCurrency(Utf8JsonWriter json, string asset)
    {
        json.WriteStartObject();
        json.WriteString("currency", HuobiCodes.Currency(asset));
        json.WriteNumber("assetType", 1);
        json.WriteString("instStatus", "normal");
        json.WriteStartArray("chains");
        json.WriteStartObject();
        json.WriteString("chain", HuobiCodes.Chain(asset));
        json.WriteString("displayName", asset == "USDT" ? "ERC20" : asset);
        if (asset == "USDT") json.WriteString("baseChain", "ETH");
        json.WriteNumber("numOfConfirmations", 12);
        json.WriteString("depositStatus", "allowed");
        json.WriteString("withdrawStatus", "allowed");
        json.WriteString("minDepositAmt", "0.001");
        json.WriteString("minWithdrawAmt", "0.002");
        json.WriteString("maxWithdrawAmt", "100000000");
        json.WriteNumber("withdrawPrecision", 6);
        json.WriteString("withdrawFeeType", "fixed");
        json.WriteString("transactFeeWithdraw", "0.001");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
