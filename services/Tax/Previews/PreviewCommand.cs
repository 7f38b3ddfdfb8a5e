using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Previews;

/// <summary><c>Host tax-preview</c>: what a sale would realise by each method, losses that could be taken, lots about to turn long-term, what is left of the allowance.</summary>
internal static class PreviewCommand
{
    public static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var parsed = PreviewOptions.Parse(context.Arguments);
        if (!parsed.IsOk) return await FailAsync(context, parsed.Error.Message);
        var options = parsed.Value.For(parsed.Value.Jurisdiction.Methods[0]);
        if (!options.IsOk) return await FailAsync(context, options.Error.Message);
        if (!File.Exists(options.Value.Trades)) return await FailAsync(context, $"there is no file {options.Value.Trades}");
        var inputs = await ReportInputs.LoadAsync(options.Value, cancellationToken);
        if (!inputs.IsOk) return await FailAsync(context, inputs.Error.Message);
        var rows = new List<TaxEvent>();
        var file = new TradeFile();
        try
        {
            await using var stream = File.OpenRead(options.Value.Trades);
            await file.ReadAsync(stream, (in row) => rows.Add(row), _ => { }, cancellationToken);
            return await WriteAsync(context, parsed.Value with { Allocated = inputs.Value.Applied(options.Value).Choice.Allocated }, rows, file.Ids);
        }
        catch (BadRowException bad)
        {
            return await FailAsync(context, $"{options.Value.Trades}, {bad.Message}");
        }
        catch (AllocationMismatchException mismatch)
        {
            return await FailAsync(context, mismatch.Message);
        }
    }

    private static async Task<int> WriteAsync(CommandContext context, PreviewOptions options, List<TaxEvent> rows, EventIds ids)
    {
        var preview = new SalePreview(options, rows, ids);
        var without = preview.Without(options.Jurisdiction.Methods[0]);
        if (!without.IsOk) return await FailAsync(context, without.Error.Message);
        var calendar = options.Jurisdiction.Calendar;
        var year = calendar.YearOf(calendar.Day(options.At));
        var input = new ReturnInput(year, calendar.Start(year), without.Value.Forms, without.Value.Cash, without.Value.Result.Sales, "", id => without.Value.Outcome.Ids[id]);
        var washSales = without.Value.Options.Choices.WashSales;
        var lots = LotOutlook.Of(without.Value, options, Repurchase.Recent(options, washSales, rows));
        await context.Output.WriteLineAsync(PreviewJson.Text(options, preview.Methods(), lots, options.Jurisdiction.Allowance(input), Repurchase.Of(options, washSales, rows)));
        return 0;
    }

    private static async Task<int> FailAsync(CommandContext context, string message)
    {
        await context.Error.WriteLineAsync($"tax-preview: {message}");
        return 2;
    }
}
