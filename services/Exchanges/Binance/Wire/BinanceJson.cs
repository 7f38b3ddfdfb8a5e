using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioPlatform.Binance.History;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Binance.Wire;

/// <summary>Source-generated readers of every wire record, cursor and archived metadata.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(BinanceTrade))]
[JsonSerializable(typeof(BinanceAllocation))]
[JsonSerializable(typeof(BinanceRouting))]
[JsonSerializable(typeof(BinanceDeposit))]
[JsonSerializable(typeof(BinanceWithdrawal))]
[JsonSerializable(typeof(BinanceFiatOrder))]
[JsonSerializable(typeof(BinanceFiatPayment))]
[JsonSerializable(typeof(BinanceConvert))]
[JsonSerializable(typeof(BinanceDribblet))]
[JsonSerializable(typeof(BinanceDividend))]
[JsonSerializable(typeof(BinanceEarnReward))]
[JsonSerializable(typeof(BinanceBalance))]
[JsonSerializable(typeof(BinanceEarnPosition))]
[JsonSerializable(typeof(BinanceRestrictions))]
[JsonSerializable(typeof(BinanceMarket))]
[JsonSerializable(typeof(BinancePrice))]
[JsonSerializable(typeof(BinanceExecution))]
[JsonSerializable(typeof(BinancePosition))]
[JsonSerializable(typeof(BinanceMiniTicker))]
[JsonSerializable(typeof(BinanceContract))]
[JsonSerializable(typeof(BinancePositionRisk))]
[JsonSerializable(typeof(BinanceSymbolConfig))]
[JsonSerializable(typeof(BinanceBrackets))]
[JsonSerializable(typeof(BinanceFuturesBalance))]
[JsonSerializable(typeof(BinanceFuturesIncomeRow))]
[JsonSerializable(typeof(BinanceListenKey))]
[JsonSerializable(typeof(BinanceMarkUpdate))]
[JsonSerializable(typeof(BinanceMetadata))]
[JsonSerializable(typeof(TradeCursor))]
internal sealed partial class BinanceJson : JsonSerializerContext;

/// <summary>Where the rows of an answer are.</summary>
internal static class BinanceAnswer
{
    private static readonly string[] Containers = ["rows", "data", "list", "userAssetDribblets", "balances", "symbols", "assets"];

    /// <summary>The rows of an answer: the array itself, or the member that holds it; null when there is none. A missing <c>data</c> of an empty success is no row.</summary>
    public static IReadOnlyList<JsonElement>? Rows(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array) return [.. root.EnumerateArray().Select(row => row.Clone())];
            if (root.ValueKind != JsonValueKind.Object) return null;
            foreach (var name in Containers)
            {
                if (root.TryGetProperty(name, out var rows) && rows.ValueKind == JsonValueKind.Array) return [.. rows.EnumerateArray().Select(row => row.Clone())];
            }

            return root.TryGetProperty("total", out _) || root.TryGetProperty("success", out _) || root.TryGetProperty("moreData", out _) ? [] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The rows of a named list; none when it is absent.</summary>
    public static IReadOnlyList<JsonElement> Named(ReadOnlyMemory<byte> body, string name)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var rows) && rows.ValueKind == JsonValueKind.Array
            ? [.. rows.EnumerateArray().Select(row => row.Clone())] : [];
    }

    /// <summary>What a page tells about its range.</summary>
    public static WindowPage Page(ReadOnlyMemory<byte> body, int rows)
    {
        using var document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Object) return new WindowPage(rows);
        long? total = document.RootElement.TryGetProperty("total", out var told) && told.ValueKind == JsonValueKind.Number ? told.GetInt64() : null;
        bool? more = document.RootElement.TryGetProperty("moreData", out var flag) && flag.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.GetBoolean() : null;
        return new WindowPage(rows, total, more);
    }
}
