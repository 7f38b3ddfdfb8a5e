using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PortfolioPlatform.Binance.Wire;
using PortfolioPlatform.Exchanges.Tests.Kit;

namespace PortfolioPlatform.Exchanges.Tests.Binance;

/// <summary>Every member of every documented answer and message arrives in its wire record.</summary>
public sealed class BinanceWireTests
{
    private static readonly BinanceJson Json = BinanceJson.Default;

    public static TheoryData<string, string> Shapes => new()
    {
        { "myTrades", "#" }, { "depositHistory", "#" }, { "withdrawHistory", "#" }, { "fiatOrders", "data.#" }, { "fiatPayments", "data.#" }, { "convertTradeFlow", "list.#" },
        { "dribblet", "userAssetDribblets.#" }, { "assetDividend", "rows.#" }, { "account", "balances.#" }, { "fundingAsset", "#" }, { "apiRestrictions", "" },
        { "exchangeInfo", "symbols.#" }, { "tickerPrice", "#" }, { "stream_executionReport", "event" }, { "stream_outboundAccountPosition", "event" }, { "stream_miniTicker", "data" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_wire_record_reads_every_member(string name, string path)
    {
        var fixture = WireFixture.Load("binance", name);
        var type = Type(name);
        var records = WirePath.Find(fixture.Body, path).ToList();

        Assert.NotEmpty(records);
        foreach (var record in records) fixture.AssertReads(record, record.Deserialize(type), type, isExact: name is not ("account" or "fundingAsset"));
    }

    [Theory]
    [InlineData("flexibleRewards")]
    [InlineData("lockedRewards")]
    [InlineData("flexiblePosition")]
    [InlineData("lockedPosition")]
    public void Records_of_two_families_read_every_member_of_either(string name)
    {
        var fixture = WireFixture.Load("binance", name);
        JsonTypeInfo type = name.EndsWith("Rewards", StringComparison.Ordinal) ? Json.BinanceEarnReward : Json.BinanceEarnPosition;

        foreach (var record in WirePath.Find(fixture.Body, "rows.#")) fixture.AssertReads(record, record.Deserialize(type), type, isExact: false);
        Assert.NotEmpty(WirePath.Find(fixture.Body, "rows.#"));
    }

    private static JsonTypeInfo Type(string name) => name switch
    {
        "myTrades" => Json.BinanceTrade,
        "depositHistory" => Json.BinanceDeposit,
        "withdrawHistory" => Json.BinanceWithdrawal,
        "fiatOrders" => Json.BinanceFiatOrder,
        "fiatPayments" => Json.BinanceFiatPayment,
        "convertTradeFlow" => Json.BinanceConvert,
        "dribblet" => Json.BinanceDribblet,
        "assetDividend" => Json.BinanceDividend,
        "account" or "fundingAsset" => Json.BinanceBalance,
        "apiRestrictions" => Json.BinanceRestrictions,
        "exchangeInfo" => Json.BinanceMarket,
        "tickerPrice" => Json.BinancePrice,
        "stream_executionReport" => Json.BinanceExecution,
        "stream_outboundAccountPosition" => Json.BinancePosition,
        _ => Json.BinanceMiniTicker,
    };
}
