using System.Text.Json;
using PortfolioPlatform.Risk.Reports;

namespace PortfolioPlatform.Portfolio.Risk.CommandLine;

/// <summary>By which conventions the figures were made, so that nobody has to guess.</summary>
internal static class RiskJsonConventions
{
    public static void Write(Utf8JsonWriter json, RiskReport report, RiskOptions options)
    {
        var settings = options.Settings;
        json.WriteStartObject("conventions");
        Word(json, "returns", options.Kind);
        Word(json, "gaps", options.Gaps);
        Word(json, "moments", settings.Moments);
        json.WriteNumber("quantileType", settings.Quantile.Type);
        Word(json, "expectedShortfall", settings.Shortfall);
        Word(json, "scaling", settings.Scaling);
        Word(json, "covariance", settings.Method == VarMethod.Ewma ? CovarianceEstimator.Ewma : settings.Covariance);
        Word(json, "correlation", settings.Correlation);
        RiskJson.Number(json, "periodsPerYear", report.PeriodsPerYear);
        RiskJson.Number(json, "riskFree", settings.RiskFree);
        if (settings.Method is VarMethod.Ewma) RiskJson.Number(json, "lambda", settings.Decay);
        if (settings.Method is VarMethod.Historical) Word(json, "weighting", settings.Weighting);
        if (settings.Method is VarMethod.MonteCarlo)
        {
            json.WriteNumber("paths", settings.Paths);
            json.WriteNumber("seed", settings.Seed);
            Word(json, "copula", settings.Copula);
            Word(json, "marginal", settings.Marginal);
        }

        json.WriteEndObject();
    }

    private static void Word<T>(Utf8JsonWriter json, string name, T word)
        where T : struct, Enum => json.WriteString(name, JsonNamingPolicy.CamelCase.ConvertName(word.ToString()));
}
