using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.VenueCommands;

/// <summary>A mapped page as JSON lines: <c>{"time","kind","legs":[{"asset","amount","role"}],"nativeId","flags"}</c>, or one line a balance.</summary>
internal static class MappedLines
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The lines, in the order of the page.</summary>
    public static IEnumerable<string> Of(MappedPage page) => page.Transactions.Select(row => Write(row, Transaction)).Concat(page.Balances.Select(row => Write(row, Balance)));

    private static void Transaction(Utf8JsonWriter json, VenueTransaction row)
    {
        json.WriteString("time", row.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));
        json.WriteString("kind", Word(row.Kind.ToString()));
        json.WriteStartArray("legs");
        foreach (var leg in row.Legs)
        {
            json.WriteStartObject();
            json.WriteString("asset", leg.Symbol);
            json.WriteString("amount", leg.Amount.ToString());
            json.WriteString("role", Word(leg.Role.ToString()));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("nativeId", row.NativeId);
        json.WriteStartArray("flags");
        if (row.Status != TransactionStatus.Completed) json.WriteStringValue(Word(row.Status.ToString()));
        foreach (var flag in row.Flags) json.WriteStringValue(flag);
        json.WriteEndArray();
    }

    private static void Balance(Utf8JsonWriter json, VenueBalance row)
    {
        json.WriteString("asset", row.Symbol);
        json.WriteString("code", row.Code);
        json.WriteString("wallet", row.Wallet);
        json.WriteString("total", row.Total.ToString());
        json.WriteString("available", row.Available.ToString());
    }

    private static string Write<T>(T row, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            write(json, row);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Word(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
