using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PortfolioPlatform.Binance;
using PortfolioPlatform.Binance.History;
using PortfolioPlatform.Binance.Wire;
using PortfolioPlatform.Exchanges.Tests.Kit;

namespace PortfolioPlatform.Exchanges.Tests.Binance;

/// <summary>Every member of every documented answer and message arrives in its wire record.</summary>
public sealed class BinanceWireTests
{
    private static readonly BinanceJson Json = BinanceJson.Default;

    public static TheoryData<string, string> Shapes => new()
    {
        { "myTrades", "#" }, { "myAllocations", "#" }, { "depositHistory", "#" }, { "withdrawHistory", "#" }, { "fiatOrders", "data.#" }, { "fiatPayments", "data.#" }, { "convertTradeFlow", "list.#" },
        { "dribblet", "userAssetDribblets.#" }, { "assetDividend", "rows.#" }, { "account", "balances.#" }, { "fundingAsset", "#" }, { "apiRestrictions", "" },
        { "exchangeInfo", "symbols.#" }, { "tickerPrice", "#" }, { "stream_executionReport", "event" }, { "stream_executionReport-routed", "event" }, { "stream_outboundAccountPosition", "event" }, { "stream_miniTicker", "data" },
        { "positionRisk", "#" }, { "symbolConfig", "#" }, { "leverageBracket", "#" }, { "futuresBalance", "#" }, { "futuresIncome", "#" }, { "futuresExchangeInfo", "symbols.#" }, { "stream_markPriceUpdate", "data" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_wire_record_reads_every_member(string name, string path)
    {
        var fixture = WireFixture.Load("binance", name);
        var type = Type(name);
        var records = WirePath.Find(fixture.Body, path).ToList();

        Assert.NotEmpty(records);
        foreach (var record in records) fixture.AssertReads(record, record.Deserialize(type), type, isExact: name is not ("account" or "fundingAsset" or "stream_executionReport"));
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

    [Fact]
    public void The_markets_that_order_routing_joins_are_read_whole()
    {
        var fixture = WireFixture.Load("binance", "exchangeInfo");
        foreach (var record in WirePath.Find(fixture.Body, "sors.#")) fixture.AssertReads(record, record.Deserialize(Json.BinanceRouting), Json.BinanceRouting);
        Assert.Single(WirePath.Find(fixture.Body, "sors.#"));
    }

    [Fact]
    public void A_routed_fill_told_live_has_the_key_of_the_allocation_that_replaces_it()
    {
        var facts = new BinanceMetadata { Symbols = { ["BTCUSDT"] = ["BTC", "USDT"] } };
        var live = WirePath.Find(WireFixture.Load("binance", "stream_executionReport-routed").Body, "event").Single().Deserialize(Json.BinanceExecution)!;
        var row = WirePath.Find(WireFixture.Load("binance", "myAllocations").Body, "#").First().Deserialize(Json.BinanceAllocation)!;
        var (told, booked) = (BinanceTrades.Map(live, facts)!, BinanceTrades.Map(row, facts));
        Assert.Equal(("myAllocations:BTCUSDT", "0"), (booked.Source, booked.NativeId));
        Assert.Equal((booked.Source, booked.NativeId, booked.Time), (told.Source, told.NativeId, told.Time));
        Assert.Equal(booked.Legs.AsEnumerable(), told.Legs.AsEnumerable());
    }

    [Fact]
    public void Rows_of_the_futures_wallet_are_what_their_word_says_and_moves_between_wallets_are_left_out()
    {
        var page = new BinanceConnector().Map("futuresIncome", WireFixture.Load("binance", "futuresIncome").Bytes);

        Assert.Equal(
            ["Funding -0.375 USDT", "Fee -0.01 BNB", "MarginResult 12.5 USDT", "MarginResult -3 USDT", "Rebate 1 USDT", "Adjustment -1 USDT review", "Unknown 2 USDT review"],
            page.Transactions.Select(t => string.Join(' ', [$"{t.Kind} {t.Legs[0].Amount} {t.Legs[0].Symbol}", .. t.Flags])));
        Assert.Equal(page.Transactions.Length, page.Transactions.Select(t => t.NativeId).Distinct().Count());
        Assert.Equal(8, page.RecordCount);
        Assert.Equal(("BTCUSDT", "2059192"), (page.Transactions[1].Market, page.Transactions[1].Reference));
    }

    private static JsonTypeInfo Type(string name) => name switch
    {
        "myTrades" => Json.BinanceTrade,
        "myAllocations" => Json.BinanceAllocation,
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
        "stream_executionReport" or "stream_executionReport-routed" => Json.BinanceExecution,
        "stream_outboundAccountPosition" => Json.BinancePosition,
        "positionRisk" => Json.BinancePositionRisk,
        "symbolConfig" => Json.BinanceSymbolConfig,
        "leverageBracket" => Json.BinanceBrackets,
        "futuresBalance" => Json.BinanceFuturesBalance,
        "futuresIncome" => Json.BinanceFuturesIncomeRow,
        "futuresExchangeInfo" => Json.BinanceContract,
        "stream_markPriceUpdate" => Json.BinanceMarkUpdate,
        _ => Json.BinanceMiniTicker,
    };
}
