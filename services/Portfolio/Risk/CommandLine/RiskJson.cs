using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using PortfolioPlatform.Risk.Reports;

namespace PortfolioPlatform.Portfolio.Risk.CommandLine;

/// <summary>The report as JSON: doubles that read back to the same bits; null where a figure is undefined.</summary>
internal static class RiskJson
{
    public static string Of(RiskReport report, RiskOptions options, double[] weights)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            WriteQuestion(json, report, options, weights);
            WriteLevels(json, report, options.Settings.Components);
            WriteFigures(json, report);
            RiskJsonCoverage.Write(json, report.Returns);
            RiskJsonConventions.Write(json, report, options);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>A number, or null when it is none.</summary>
    public static void Number(Utf8JsonWriter json, string name, double number)
    {
        json.WritePropertyName(name);
        Number(json, number);
    }

    private static void Number(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number)) json.WriteNumberValue(number);
        else json.WriteNullValue();
    }

    private static void Numbers(Utf8JsonWriter json, ReadOnlySpan<double> numbers)
    {
        json.WriteStartArray();
        foreach (var number in numbers) Number(json, number);
        json.WriteEndArray();
    }

    private static void WriteQuestion(Utf8JsonWriter json, RiskReport report, RiskOptions options, double[] weights)
    {
        json.WriteString("method", Array.Find(RiskOptions.MethodNames, m => m.Meaning == options.Settings.Method).Word);
        Number(json, "horizon", options.Settings.Horizon);
        json.WriteNumber("observations", report.Returns.Observations);
        json.WriteStartArray("assets");
        foreach (var asset in report.Returns.Assets) json.WriteStringValue(asset);
        json.WriteEndArray();
        json.WritePropertyName("weights");
        Numbers(json, weights);
    }

    private static void WriteLevels(Utf8JsonWriter json, RiskReport report, bool components)
    {
        ByLevel(json, "var", report, l => Number(json, l.Tail.ValueAtRisk));
        ByLevel(json, "es", report, l => Number(json, l.Tail.ExpectedShortfall));
        if (components) ByLevel(json, "components", report, l => Numbers(json, l.Components));
        if (components && report.Levels[0].Marginal is not null)
        {
            ByLevel(json, "marginal", report, l => Numbers(json, l.Marginal));
            ByLevel(json, "incremental", report, l => Numbers(json, l.Incremental));
        }

        if (report.Levels[0].Bounds is null) return;
        ByLevel(json, "varBounds", report, l => Numbers(json, [l.Bounds!.Value.Low, l.Bounds.Value.High]));
    }

    private static void ByLevel(Utf8JsonWriter json, string name, RiskReport report, Action<LevelFigures> write)
    {
        json.WriteStartObject(name);
        foreach (var level in report.Levels.DistinctBy(l => l.Level))
        {
            json.WritePropertyName(level.Level.ToString("R", CultureInfo.InvariantCulture));
            write(level);
        }

        json.WriteEndObject();
    }

    private static void WriteFigures(Utf8JsonWriter json, RiskReport report)
    {
        Number(json, "volatility", report.Volatility);
        json.WriteStartArray("correlation");
        for (var i = 0; i < report.Correlation.Size; i++) Numbers(json, report.Correlation.Row(i));
        json.WriteEndArray();
        json.WriteStartObject("moments");
        Number(json, "mean", report.Moments.Mean);
        Number(json, "sd", report.Moments.StandardDeviation);
        Number(json, "skewness", report.Moments.Skewness);
        Number(json, "excessKurtosis", report.Moments.ExcessKurtosis);
        json.WriteEndObject();
        Number(json, "maxDrawdown", report.Drawdown.Depth);
        Number(json, "sharpe", report.Sharpe);
        Number(json, "sortino", report.Sortino);
        Number(json, "calmar", report.Calmar);
        Number(json, "omega", report.Omega);
        if (report.DegreesOfFreedom is { } freedom) Number(json, "degreesOfFreedom", freedom);
    }
}
