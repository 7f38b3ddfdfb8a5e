using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Risk.Returns;

namespace PortfolioPlatform.Portfolio.Risk.CommandLine;

/// <summary>What the figures cover: part of the answer.</summary>
internal static class RiskJsonCoverage
{
    public static void Write(Utf8JsonWriter json, AlignedReturns returns)
    {
        json.WriteStartObject("coverage");
        json.WriteNumber("periods", returns.Periods);
        json.WriteNumber("complete", returns.Observations);
        RiskJson.Number(json, "share", returns.Periods == 0 ? 0 : (double)returns.Observations / returns.Periods);
        if (returns.Times is { Count: > 0 } times)
        {
            json.WriteString("first", Text(times[0]));
            json.WriteString("last", Text(times[^1]));
        }

        json.WriteStartArray("byAsset");
        foreach (var asset in returns.Coverage) Write(json, asset);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AssetCoverage asset)
    {
        json.WriteStartObject();
        json.WriteString("asset", asset.Asset);
        json.WriteNumber("observations", asset.Observations);
        json.WriteNumber("missing", asset.Missing);
        json.WriteNumber("longestGap", asset.LongestGap);
        json.WriteStartArray("flags");
        foreach (var flag in Enum.GetValues<QualityFlags>().Where(f => f != QualityFlags.None && asset.Flags.HasFlag(f))) json.WriteStringValue(JsonNamingPolicy.CamelCase.ConvertName(flag.ToString()));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
