using System.Globalization;
using System.Text.Json;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>Pieces of JSON that occur all over Coinbase's answers.</summary>
internal static class CoinbaseJson
{
    /// <summary>v3 amount: <c>{"value":"1.5","currency":"ETH"}</c>.</summary>
    public static void Value(this Utf8JsonWriter json, string name, decimal amount, string currency)
    {
        json.WriteStartObject(name);
        json.WriteString("value", amount.Plain());
        json.WriteString("currency", currency);
        json.WriteEndObject();
    }

    /// <summary>v2 amount: <c>{"amount":"1.5","currency":"ETH"}</c>.</summary>
    public static void Amount(this Utf8JsonWriter json, string name, decimal amount, string currency)
    {
        json.WriteStartObject(name);
        json.WriteString("amount", amount.Plain());
        json.WriteString("currency", currency);
        json.WriteEndObject();
    }

    /// <summary>RFC 3339 with microseconds (v3).</summary>
    public static string Precise(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>RFC 3339 to the second (v2).</summary>
    public static string ToSecond(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
