using System.Text.Json;
using System.Text.Json.Serialization;

namespace PortfolioPlatform.Kernel;

/// <summary>
/// The platform's own name of an asset: never a ticker, because tickers are reused (LUNA) and differ by venue (XBT). Lower case, stable for ever,
/// such as <c>btc</c>, <c>luna-classic</c>, <c>fiat:usd</c>; an unknown venue code becomes <c>unknown:{venue}:{code}</c>.
/// </summary>
[JsonConverter(typeof(AssetIdJsonConverter))]
public readonly record struct AssetId : IComparable<AssetId>
{
    private readonly string? _value;

    /// <summary>Makes an id of its text.</summary>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public AssetId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>The text of the id.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether no registry row names this asset yet: it is kept and shown, but not priced.</summary>
    public bool IsUnknown => Value.StartsWith("unknown:", StringComparison.Ordinal);

    /// <summary>The placeholder for a code the registry does not know.</summary>
    public static AssetId Unknown(string venue, string code) => new($"unknown:{venue}:{code}");

    /// <inheritdoc/>
    public int CompareTo(AssetId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Writes asset ids as plain strings.</summary>
public sealed class AssetIdJsonConverter : JsonConverter<AssetId>
{
    /// <inheritdoc/>
    public override AssetId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { Length: > 0 } text ? new AssetId(text) : throw new JsonException("An asset id is a text that is not empty.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, AssetId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
