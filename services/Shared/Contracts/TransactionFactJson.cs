using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Contracts;

/// <summary>
/// A transaction as JSON, written and read by hand: it is most of what travels when a history is imported. The names are those of the record's members in camel case;
/// absent remarks are left out, unknown members are passed over.
/// </summary>
public sealed class TransactionFactJsonConverter : JsonConverter<TransactionFact>
{
    /// <inheritdoc/>
    public override TransactionFact Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A transaction is an object.");
        var members = default(Members);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) members.Read(ref reader);
        return members.ToFact();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TransactionFact value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("nativeId"u8, value.NativeId);
        writer.WriteString("source"u8, value.Source);
        writer.WriteString("time"u8, value.Time);
        writer.WriteString("kind"u8, EnumWord<TransactionKind>.Of(value.Kind));
        writer.WriteString("status"u8, EnumWord<TransactionStatus>.Of(value.Status));
        writer.WriteNumber("sequence"u8, value.Sequence);
        writer.WriteStartArray("legs"u8);
        foreach (var leg in value.Legs) LegFactJsonConverter.Write(writer, leg);
        writer.WriteEndArray();
        WriteRemark(writer, "reference"u8, value.Reference);
        WriteRemark(writer, "market"u8, value.Market);
        WriteRemark(writer, "txHash"u8, value.TxHash);
        WriteRemark(writer, "address"u8, value.Address);
        WriteRemark(writer, "network"u8, value.Network);
        writer.WriteStartArray("flags"u8);
        foreach (var flag in value.Flags) writer.WriteStringValue(flag);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteRemark(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? remark)
    {
        if (remark is not null) writer.WriteString(name, remark);
    }

    /// <summary>What was read of one transaction.</summary>
    private struct Members
    {
        private string? nativeId, source, reference, market, txHash, address, network;
        private DateTimeOffset time;
        private TransactionKind kind;
        private TransactionStatus status;
        private long sequence;
        private ImmutableArray<LegFact> legs;
        private ImmutableArray<string>? flags;

        public readonly TransactionFact ToFact()
        {
            if (nativeId is null || source is null || legs.IsDefault) throw new JsonException("A transaction has an id, a source and legs.");
            return new(nativeId, source, time, kind, status, sequence, legs) { Reference = reference, Market = market, TxHash = txHash, Address = address, Network = network, Flags = flags ?? [] };
        }

        public void Read(ref Utf8JsonReader reader)
        {
            if (Is(ref reader, "nativeId"u8)) nativeId = reader.GetString();
            else if (Is(ref reader, "source"u8)) source = RepeatedText.Read(ref reader);
            else if (Is(ref reader, "time"u8)) time = reader.GetDateTimeOffset();
            else if (Is(ref reader, "kind"u8)) kind = EnumWord<TransactionKind>.Read(ref reader);
            else if (Is(ref reader, "status"u8)) status = EnumWord<TransactionStatus>.Read(ref reader);
            else if (Is(ref reader, "sequence"u8)) sequence = reader.GetInt64();
            else if (Is(ref reader, "legs"u8)) legs = LegFactJsonConverter.ReadAll(ref reader);
            else ReadRemark(ref reader);
        }

        private void ReadRemark(ref Utf8JsonReader reader)
        {
            if (Is(ref reader, "reference"u8)) reference = reader.GetString();
            else if (Is(ref reader, "market"u8)) market = RepeatedText.Read(ref reader);
            else if (Is(ref reader, "txHash"u8)) txHash = reader.GetString();
            else if (Is(ref reader, "address"u8)) address = reader.GetString();
            else if (Is(ref reader, "network"u8)) network = RepeatedText.Read(ref reader);
            else if (Is(ref reader, "flags"u8)) flags = ReadFlags(ref reader);
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        /// <summary>Whether the member has this name; if so the reader stands on its value.</summary>
        private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => reader.ValueTextEquals(name) && reader.Read();

        private static ImmutableArray<string> ReadFlags(ref Utf8JsonReader reader)
        {
            if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("Flags are an array.");
            var words = ImmutableArray.CreateBuilder<string>(1);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) words.Add(RepeatedText.Read(ref reader) ?? throw new JsonException("A flag is a text."));
            return words.DrainToImmutable();
        }
    }
}
