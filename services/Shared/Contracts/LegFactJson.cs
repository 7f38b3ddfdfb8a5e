using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Contracts;

/// <summary>A leg as JSON; see <see cref="TransactionFactJsonConverter"/>.</summary>
public sealed class LegFactJsonConverter : JsonConverter<LegFact>
{
    private static readonly QuantityJsonConverter Amounts = new();

    /// <inheritdoc/>
    public override LegFact Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadOne(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, LegFact value, JsonSerializerOptions options) => Write(writer, value);

    /// <summary>Writes one leg.</summary>
    internal static void Write(Utf8JsonWriter writer, LegFact leg)
    {
        writer.WriteStartObject();
        writer.WriteString("code"u8, leg.Code);
        writer.WriteString("symbol"u8, leg.Symbol);
        writer.WritePropertyName("amount"u8);
        Amounts.Write(writer, leg.Amount, JsonSerializerOptions.Web);
        writer.WriteString("role"u8, EnumWord<LegRole>.Of(leg.Role));
        writer.WriteEndObject();
    }

    /// <summary>Reads the array the reader stands on.</summary>
    internal static ImmutableArray<LegFact> ReadAll(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("Legs are an array.");
        var legs = ImmutableArray.CreateBuilder<LegFact>(3);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) legs.Add(ReadOne(ref reader));
        return legs.DrainToImmutable();
    }

    private static LegFact ReadOne(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A leg is an object.");
        string? code = null, symbol = null;
        var (amount, role) = (default(Quantity), default(LegRole));
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("code"u8) && reader.Read()) code = RepeatedText.Read(ref reader);
            else if (reader.ValueTextEquals("symbol"u8) && reader.Read()) symbol = RepeatedText.Read(ref reader);
            else if (reader.ValueTextEquals("amount"u8) && reader.Read()) amount = Amounts.Read(ref reader, typeof(Quantity), JsonSerializerOptions.Web);
            else if (reader.ValueTextEquals("role"u8) && reader.Read()) role = EnumWord<LegRole>.Read(ref reader);
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return code is null || symbol is null ? throw new JsonException("A leg has a code and a symbol.") : new(code, symbol, amount, role);
    }
}
