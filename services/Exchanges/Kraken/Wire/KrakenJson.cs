using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioPlatform.Kraken.Ledger;

namespace PortfolioPlatform.Kraken.Wire;

/// <summary>Source-generated readers of every wire record, cursor and archived metadata.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(KrakenLedgerRow))]
[JsonSerializable(typeof(KrakenTradeRow))]
[JsonSerializable(typeof(KrakenMovementRow))]
[JsonSerializable(typeof(KrakenBalanceRow))]
[JsonSerializable(typeof(KrakenKeyInfo))]
[JsonSerializable(typeof(KrakenKeyLimits))]
[JsonSerializable(typeof(KrakenAllocations))]
[JsonSerializable(typeof(KrakenToken))]
[JsonSerializable(typeof(KrakenAsset))]
[JsonSerializable(typeof(KrakenPair))]
[JsonSerializable(typeof(KrakenTicker))]
[JsonSerializable(typeof(KrakenExecution))]
[JsonSerializable(typeof(KrakenBalanceUpdate))]
[JsonSerializable(typeof(KrakenTick))]
[JsonSerializable(typeof(LedgerContext))]
[JsonSerializable(typeof(LedgerCursor))]
internal sealed partial class KrakenJson : JsonSerializerContext;

/// <summary>The <c>{"error":[],"result":…}</c> around every REST answer.</summary>
internal static class KrakenEnvelope
{
    /// <summary>The result, or null when the answer is not in the documented shape.</summary>
    public static JsonElement? Result(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
            return document.RootElement.TryGetProperty("result", out var result) ? result.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member of the result that is an object, or null.</summary>
    public static JsonElement? Member(ReadOnlyMemory<byte> body, string name) =>
        Result(body) is { ValueKind: JsonValueKind.Object } result && result.TryGetProperty(name, out var member) ? member : null;
}
