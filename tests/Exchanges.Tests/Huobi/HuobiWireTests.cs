using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Huobi;

namespace PortfolioPlatform.Exchanges.Tests.Huobi;

public sealed class HuobiWireTests
{
    [Theory]
    [InlineData("matchresults")]
    [InlineData("deposit-withdraw")]
    [InlineData("history")]
    [InlineData("accounts")]
    [InlineData("balance")]
    [InlineData("ledger")]
    [InlineData("api-key")]
    [InlineData("tickers")]
    [InlineData("kline")]
    [InlineData("stream_clearing")]
    [InlineData("stream_account")]
    [InlineData("stream_ticker")]
    public void Every_documented_member_is_read(string name)
    {
        var fixture = WireFixture.Load("huobi", name);
        var data = fixture.Body.GetProperty(name == "stream_ticker" ? "tick" : "data");
        var wire = data.ValueKind == JsonValueKind.Array ? data[0] : data;
        var type = TypeOf(name);

        fixture.AssertReads(wire, wire.Deserialize(type), type);
    }

    private static JsonTypeInfo TypeOf(string name) => name switch
    {
        "matchresults" => HuobiJson.Default.HuobiMatch,
        "deposit-withdraw" => HuobiJson.Default.HuobiMovement,
        "history" => HuobiJson.Default.HuobiRecord,
        "accounts" => HuobiJson.Default.HuobiAccount,
        "balance" => HuobiJson.Default.HuobiBalances,
        "ledger" => HuobiJsonV2.Default.HuobiTransfer,
        "api-key" => HuobiJsonV2.Default.HuobiKey,
        "tickers" => HuobiJson.Default.HuobiTicker,
        "kline" => HuobiJson.Default.HuobiCandle,
        "stream_clearing" => HuobiJsonV2.Default.HuobiClearing,
        "stream_account" => HuobiJsonV2.Default.HuobiAccountUpdate,
        _ => HuobiJson.Default.HuobiStreamTick,
    };
}
