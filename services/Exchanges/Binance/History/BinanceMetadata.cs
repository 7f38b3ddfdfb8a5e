using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioPlatform.Binance.Wire;

namespace PortfolioPlatform.Binance.History;

/// <summary>What the mapper reads besides the page: base and quote of its markets, archived with it.</summary>
internal sealed record BinanceMetadata
{
    /// <summary>Base and quote by market.</summary>
    [JsonPropertyName("symbols")]
    public Dictionary<string, string[]> Symbols { get; init; } = [];

    /// <summary>Codes of the page that the venue's table does not hold.</summary>
    [JsonPropertyName("unknown")]
    public List<string> Unknown { get; init; } = [];

    /// <summary>Reads archived metadata; the built-in rules when there is none.</summary>
    public static BinanceMetadata Parse(string? metadata) =>
        metadata is null ? new BinanceMetadata() : JsonSerializer.Deserialize(metadata, BinanceJson.Default.BinanceMetadata) ?? new BinanceMetadata();

    /// <summary>The canonical text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, BinanceJson.Default.BinanceMetadata);

    /// <summary>Base and quote of a market.</summary>
    /// <exception cref="FormatException">Neither the table nor the quotes tell.</exception>
    public (string Base, string Quote) Split(string market) =>
        Symbols.TryGetValue(market, out var pair) && pair.Length == 2 ? (pair[0], pair[1])
        : BinanceSymbols.Split(market) ?? throw new FormatException($"The market '{market}' cannot be split.");
}
