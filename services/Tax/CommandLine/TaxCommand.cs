using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary><c>Host tax</c>: lots, disposals and gains of a trade file, without a server.</summary>
internal static class TaxCommand
{
    public static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var parsed = TaxOptions.Parse(context.Arguments);
        if (!parsed.IsOk) return await FailAsync(context, parsed.Error.Message);
        var options = parsed.Value;
        if (!File.Exists(options.Trades)) return await FailAsync(context, $"there is no file {options.Trades}");
        try
        {
            var file = new TradeFile();
            var computation = await ComputeAsync(options, file, context.Error, cancellationToken);
            await new TaxReport(options, file.Ids).WriteAsync(computation.Result(), cancellationToken);
            await context.Output.WriteLineAsync($"wrote disposals.csv, lots.csv and summary.json to {options.Out}");
            return 0;
        }
        catch (BadRowException bad)
        {
            return await FailAsync(context, $"{options.Trades}, {bad.Message}; nothing was written");
        }
    }

    private static async Task<TaxComputation> ComputeAsync(TaxOptions options, TradeFile file, TextWriter error, CancellationToken cancellationToken)
    {
        var computation = new TaxComputation(options);
        var progress = Progress(error);
        await using var stream = new FileStream(options.Trades, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan | FileOptions.Asynchronous);
        var rows = await file.ReadAsync(stream, computation.Add, progress, cancellationToken);
        if (computation.InOrder) return computation;
        var events = new List<LotEvent>((int)rows);
        stream.Position = 0;
        await new TradeFile().ReadAsync(stream, events.Add, progress, cancellationToken);
        var sorted = new TaxComputation(options);
        sorted.AddAllSorted(events);
        return sorted;
    }

    private static Action<long> Progress(TextWriter error)
    {
        if (Console.IsErrorRedirected || !ReferenceEquals(error, Console.Error)) return _ => { };
        return lines => error.Write($"\r{lines:N0} rows");
    }

    private static async Task<int> FailAsync(CommandContext context, string message)
    {
        await context.Error.WriteLineAsync($"tax: {message}");
        return 2;
    }
}
