using System.Text.Json;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>Writes positional arrays.</summary>
internal static class BitfinexJson
{
    public static void Number(this Utf8JsonWriter json, decimal value) => json.WriteRawValue(BitfinexNumber.Format(value), skipInputValidation: true);

    public static void Nulls(this Utf8JsonWriter json, int count)
    {
        for (var i = 0; i < count; i++) json.WriteNullValue();
    }

    /// <summary>A string, or null.</summary>
    public static void Text(this Utf8JsonWriter json, string? value)
    {
        if (value is null) json.WriteNullValue();
        else json.WriteStringValue(value);
    }
}
