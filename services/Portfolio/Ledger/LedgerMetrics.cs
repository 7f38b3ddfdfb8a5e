using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PortfolioPlatform.Portfolio.Ledger;

/// <summary>Where the time of appending goes, under meter <c>PortfolioPlatform.Ledger</c>.</summary>
internal static class LedgerMetrics
{
    public const string MeterName = "PortfolioPlatform.Ledger";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> Stages = Meter.CreateHistogram<double>("portfolio.ledger.append", "s", "Time of one stage of appending a page to the ledger.");

    /// <summary>Records a stage and begins the next.</summary>
    /// <param name="stage">What was done since.</param>
    /// <param name="began">Timestamp of the stage's beginning.</param>
    /// <returns>Timestamp of now.</returns>
    public static long Done(string stage, long began)
    {
        var now = Stopwatch.GetTimestamp();
        Stages.Record(Stopwatch.GetElapsedTime(began, now).TotalSeconds, new KeyValuePair<string, object?>("stage", stage));
        return now;
    }
}
