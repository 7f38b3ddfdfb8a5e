using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary><c>auth/r/positions</c> and the position messages of channel 0: derivatives, each with its own collateral.</summary>
internal static class BitfinexPositions
{
    private const int Derivative = 1;
    private const long FirstId = 140_000_000;

    /// <summary>The message of a change: <c>pu</c>, or <c>pc</c> when it ends.</summary>
    public static string Change(EconomicEvent entry) => entry.Kind == EconomicKind.Liquidation ? "pc" : "pu";

    public static void Write(Utf8JsonWriter json, AccountBook book, VenueSite site)
    {
        json.WriteStartArray();
        foreach (var position in book.Perpetuals.Open) WriteRow(json, book, position, site);
        json.WriteEndArray();
    }

    public static void WriteRow(Utf8JsonWriter json, AccountBook book, PerpetualPosition position, VenueSite site)
    {
        var now = site.Clock.GetUtcNow();
        var (mark, isOpen) = (Mark(position.Contract), position.Quantity != 0);
        var (profit, notional) = (position.Profit(mark), position.Notional(position.Entry));
        json.WriteStartArray();
        json.WriteStringValue(BitfinexCodes.Contract(position.Contract));
        json.WriteStringValue(isOpen ? "ACTIVE" : "CLOSED");
        json.Number(position.Quantity);
        json.Number(position.Entry);
        json.WriteNumberValue(0);
        json.WriteNumberValue(0);
        json.Number(profit);
        json.Number(notional == 0 ? 0 : decimal.Round(profit / notional * 100, 8));
        Optional(json, isOpen ? book.Perpetuals.GroupOf(position, Mark).LiquidationPrice(position) : 0);
        json.WriteNumberValue(position.Leverage);
        json.WriteNullValue();
        json.WriteNumberValue(FirstId + book.Profile.Perpetuals.TakeWhile(c => c != position.Contract).Count());
        json.WriteNumberValue(position.Updated.ToUnixTimeMilliseconds());
        json.WriteNumberValue(position.Updated.ToUnixTimeMilliseconds());
        json.WriteNullValue();
        json.WriteNumberValue(Derivative);
        json.WriteNullValue();
        json.Number(position.IsolatedWallet);
        json.Number(decimal.Round(position.Contract.Maintenance(position.Notional(mark)), 8));
        json.WriteNullValue();
        json.WriteEndArray();

        decimal Mark(PerpetualContract contract) => site.Prices.Mark(contract.Market, now);
    }

    private static void Optional(Utf8JsonWriter json, decimal value)
    {
        if (value == 0) json.WriteNullValue();
        else json.Number(value);
    }
}
