using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PortfolioPlatform.Coinbase;
using PortfolioPlatform.Exchanges.Tests.Kit;

namespace PortfolioPlatform.Exchanges.Tests.Coinbase;

public sealed class CoinbaseWireTests
{
    public static TheoryData<string, string?> Fixtures => new()
    {
        { "fills", "fills" }, { "accounts", "accounts" }, { "wallets", "data" }, { "transactions", "data" }, { "key_permissions", null },
        { "products", "products" }, { "candles", "candles" }, { "stream_user", null }, { "stream_ticker", null },
    };

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Every_documented_member_is_read(string name, string? list)
    {
        var fixture = WireFixture.Load("coinbase", name);
        var wire = list is null ? fixture.Body : fixture.Body.GetProperty(list)[0];
        var type = TypeOf(name);

        fixture.AssertReads(wire, wire.Deserialize(type), type);
    }

    private static JsonTypeInfo TypeOf(string name) => name switch
    {
        "fills" => CoinbaseJson.Default.CoinbaseFill,
        "accounts" => CoinbaseJson.Default.CoinbaseAccount,
        "wallets" => CoinbaseJson.Default.CoinbaseWallet,
        "transactions" => CoinbaseJson.Default.CoinbaseTransaction,
        "key_permissions" => CoinbaseJson.Default.CoinbasePermissions,
        "products" => CoinbaseJson.Default.CoinbaseProduct,
        "candles" => CoinbaseJson.Default.CoinbaseCandle,
        _ => CoinbaseJson.Default.CoinbaseStreamMessage,
    };
}
