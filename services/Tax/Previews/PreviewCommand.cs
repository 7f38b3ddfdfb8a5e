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
        var rows = new List<TaxEvent>();
        var file = new TradeFile();
        try
        {
            await using var stream = File.OpenRead(options.Value.Trades);
            await file.ReadAsync(stream, rows.Add, _ => { }, cancellationToken);
        }
        catch (BadRowException bad)
        {
            return await FailAsync(context, $"{options.Value.Trades}, {bad.Message}");
        }

        var preview = new SalePreview(parsed.Value, rows, file.Ids);
        var without = preview.Without(parsed.Value.Jurisdiction.Methods[0]);
        if (!without.IsOk) return await FailAsync(context, without.Error.Message);
        var day = parsed.Value.Jurisdiction.Calendar.Day(parsed.Value.At);
        var year = parsed.Value.Jurisdiction.Calendar.YearOf(day);
        var input = new ReturnInput(year, parsed.Value.Jurisdiction.Calendar.Start(year), without.Value.Forms, without.Value.Cash, without.Value.Result.Sales, "", id => without.Value.Outcome.Ids[id]);
        await context.Output.WriteLineAsync(PreviewJson.Text(parsed.Value, preview.Methods(), LotOutlook.Of(without.Value, parsed.Value), parsed.Value.Jurisdiction.Allowance(input)));
        return 0;
    }

    private static async Task<int> FailAsync(CommandContext context, string message)
    {
        await context.Error.WriteLineAsync($"tax-preview: {message}");
        return 2;
    }
}
