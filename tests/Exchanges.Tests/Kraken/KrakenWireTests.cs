using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Kraken.Wire;

namespace PortfolioPlatform.Exchanges.Tests.Kraken;

/// <summary>Every member of every documented answer and message arrives in its wire record.</summary>
public sealed class KrakenWireTests
{
    private static readonly KrakenJson Json = KrakenJson.Default;

    public static TheoryData<string, string> Shapes => new()
    {
        { "Ledgers", "result.ledger.*" }, { "TradesHistory", "result.trades.*" }, { "BalanceEx", "result.*" }, { "DepositStatus", "result.#" }, { "WithdrawStatus", "result.#" },
        { "GetApiKeyInfo", "result" }, { "EarnAllocations", "result" }, { "GetWebSocketsToken", "result" }, { "Assets", "result.*" }, { "AssetPairs", "result.*" }, { "Ticker", "result.*" },
        { "stream_executions", "data.#" }, { "stream_balances", "data.#" }, { "stream_ticker", "data.#" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_wire_record_reads_every_member(string name, string path)
    {
        var fixture = WireFixture.Load("kraken", name);
        var type = Type(name);
        var records = WirePath.Find(fixture.Body, path).ToList();

        Assert.NotEmpty(records);
        foreach (var record in records) fixture.AssertReads(record, record.Deserialize(type), type);
    }

    private static JsonTypeInfo Type(string name) => name switch
    {
        "Ledgers" => Json.KrakenLedgerRow,
        "TradesHistory" => Json.KrakenTradeRow,
        "BalanceEx" => Json.KrakenBalanceRow,
        "DepositStatus" or "WithdrawStatus" => Json.KrakenMovementRow,
        "GetApiKeyInfo" => Json.KrakenKeyInfo,
        "EarnAllocations" => Json.KrakenAllocations,
        "GetWebSocketsToken" => Json.KrakenToken,
        "Assets" => Json.KrakenAsset,
        "AssetPairs" => Json.KrakenPair,
        "Ticker" => Json.KrakenTicker,
        "stream_executions" => Json.KrakenExecution,
        "stream_balances" => Json.KrakenBalanceUpdate,
        _ => Json.KrakenTick,
    };
}
