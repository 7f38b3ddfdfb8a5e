using System.Diagnostics;
using System.Globalization;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.Events;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary><c>Host tax</c>: lots, disposals, gains and returns of a trade file, without a server.</summary>
internal static class TaxCommand
{
    public static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var parsed = TaxOptions.Parse(context.Arguments);
        if (!parsed.IsOk) return await FailAsync(context, parsed.Error.Message);
        var options = parsed.Value;
        if (!File.Exists(options.Trades)) return await FailAsync(context, $"there is no file {options.Trades}");
        var progress = ProgressLine.Of(context.Error);
        try
        {
            var started = Stopwatch.GetTimestamp();
            var computed = await ComputeAsync(options, progress.Rows, cancellationToken);
            if (!computed.IsOk) return await FailAsync(context, computed.Error.Message);
            (options, var outcome) = computed.Value;
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            progress.Say("writing files");
            var files = await new TaxReport(options, outcome).WriteAsync(cancellationToken);
            if (!files.IsOk) return await FailAsync(context, files.Error.Message);
            progress.End();
            await context.Output.WriteLineAsync($"wrote {string.Join(", ", files.Value)} to {options.Out}");
            await context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{outcome.Ids.Count:N0} rows read and matched in {seconds:0.00} s"));
            return 0;
        }
        catch (BadRowException bad)
        {
            progress.End();
            return await FailAsync(context, $"{options.Trades}, {bad.Message}; nothing was written");
        }
    }

    /// <summary>Reads everything the options name and matches it.</summary>
    /// <exception cref="BadRowException">A row cannot be read.</exception>
    public static async Task<Result<(TaxOptions Options, Outcome Outcome)>> ComputeAsync(TaxOptions options, Action<long> progress, CancellationToken cancellationToken)
    {
        var inputs = await ReportInputs.LoadAsync(options, cancellationToken);
        if (!inputs.IsOk) return inputs.Error;
        var applied = inputs.Value.Applied(options);
        try
        {
            return (applied, inputs.Value.Applied(await MatchAsync(applied, inputs.Value, progress, cancellationToken), applied));
        }
        catch (AllocationMismatchException mismatch)
        {
            return new Error("TAX_ALLOCATION", $"{mismatch.Message} Nothing was written");
        }
    }

    private static async Task<Outcome> MatchAsync(TaxOptions options, ReportInputs inputs, Action<long> progress, CancellationToken cancellationToken)
    {
        var file = new TradeFile();
        var computation = new TaxComputation(options, file.Ids);
        await using var stream = new FileStream(options.Trades, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan | FileOptions.Asynchronous);
        var count = await file.ReadAsync(stream, computation.Add, progress, cancellationToken);
        if (!computation.InOrder || inputs.HasClosedYear)
        {
            var rows = new List<TaxEvent>((int)count);
            stream.Position = 0;
            file = new TradeFile();
            await file.ReadAsync(stream, (in row) => rows.Add(row), progress, cancellationToken);
            if (!inputs.HasClosedYear) return TaxComputation.OfAll(options, rows, file.Ids).Outcome();
            var merged = inputs.Merge(rows, file.Ids, options);
            return TaxComputation.OfAll(options, merged.Rows, merged.Ids).Outcome() with { Closed = merged.Problems };
        }

        return computation.Outcome();
    }

    private static async Task<int> FailAsync(CommandContext context, string message)
    {
        await context.Error.WriteLineAsync($"tax: {message}");
        return 2;
    }
}
