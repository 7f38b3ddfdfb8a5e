using PortfolioPlatform.Platform;
using PortfolioPlatform.Risk.Reports;
using PortfolioPlatform.Risk.Returns;

namespace PortfolioPlatform.Portfolio.Risk.CommandLine;

/// <summary><c>Host risk</c>: the figures of a file of returns or prices, without a server.</summary>
internal static class RiskCommand
{
    /// <summary>The command.</summary>
    public static HostCommand Command { get; } = new("risk", RiskOptions.Usage, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var parsed = RiskOptions.Parse(context.Arguments);
        if (!parsed.IsOk) return await FailAsync(context, parsed.Error.Message);
        var options = parsed.Value;
        if (!File.Exists(options.File)) return await FailAsync(context, $"there is no file {options.File}");
        try
        {
            var table = await SeriesFile.ReadAsync(options.File, options.Prices, cancellationToken);
            return await AnswerAsync(context, options, table);
        }
        catch (BadSeriesException bad)
        {
            return await FailAsync(context, $"{options.File}, {bad.Message}");
        }
    }

    private static async Task<int> AnswerAsync(CommandContext context, RiskOptions options, SeriesTable table)
    {
        if (options.Weights is { } given && given.Length != table.Assets.Count) return await FailAsync(context, $"{given.Length} weights for {table.Assets.Count} assets ({string.Join(", ", table.Assets)})");
        var weights = options.Weights ?? [.. table.Assets.Select(_ => 1.0 / table.Assets.Count)];
        var returns = options.Prices ? Alignment.FromPrices(table, options.Kind, options.Gaps) : Alignment.FromReturns(table);
        var report = RiskReporting.Of(returns, weights, options.Settings);
        if (!report.IsOk) return await FailAsync(context, report.Error.Message);
        await context.Output.WriteLineAsync(RiskJson.Of(report.Value, options, weights));
        return 0;
    }

    private static async Task<int> FailAsync(CommandContext context, string message)
    {
        await context.Error.WriteLineAsync($"risk: {message}");
        return 2;
    }
}
