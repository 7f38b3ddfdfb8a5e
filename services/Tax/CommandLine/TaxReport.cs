using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Formats;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>Writes all files of a report, or none.</summary>
internal sealed class TaxReport(TaxOptions options, Outcome outcome)
{
    private readonly TaxResult _result = outcome.Result;

    /// <summary>Writes the files and tells their names.</summary>
    public async Task<IReadOnlyList<string>> WriteAsync(CancellationToken cancellationToken)
    {
        var partial = Path.Combine(options.Out, ".partial");
        if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);
        var rows = Rows();
        var cash = outcome.Cash.Where(c => InYear(options.Jurisdiction.Calendar.Day(c.Time))).ToArray();
        var files = new ReportFiles(options, outcome);
        await files.WriteDisposalsAsync(Path.Combine(partial, "disposals.csv"), rows, cancellationToken);
        await files.WriteLotsAsync(Path.Combine(partial, "lots.csv"), cancellationToken);
        await new SummaryFile(options, outcome).WriteAsync(Path.Combine(partial, "summary.json"), rows, cash, cancellationToken);
        if (cash.Length > 0) await files.WriteIncomeAsync(Path.Combine(partial, "income.csv"), cash, cancellationToken);
        if (_result.Removals.Count > 0) await files.WriteRemovalsAsync(Path.Combine(partial, "removals.csv"), cancellationToken);
        if (_result.Allocations.Count > 0) await files.WriteAllocationsAsync(Path.Combine(partial, "allocation.csv"), cancellationToken);
        if (options.Year is { } year) await ReturnFiles.WriteAsync(partial, Return(year, rows, cash), Head(), options.Formats, cancellationToken);
        return Publish(partial);
    }

    private ReportHead Head() => new(options.Jurisdiction.Name, options.Method, options.Currency, "", options.Jurisdiction.Paper);

    private List<string> Publish(string partial)
    {
        var names = new List<string>();
        foreach (var file in Directory.EnumerateFiles(partial).Order(StringComparer.Ordinal))
        {
            names.Add(Path.GetFileName(file));
            File.Move(file, Path.Combine(options.Out, names[^1]), overwrite: true);
        }

        Directory.Delete(partial);
        return names;
    }

    private TaxReturn Return(int year, int[] rows, CashResult[] cash)
    {
        var forms = rows.Select(i => Form(_result.Rows[i])).ToArray();
        var sales = _result.Sales.Where(s => InYear(options.Jurisdiction.Calendar.Day(s.Time))).ToArray();
        return options.Jurisdiction.Return(new ReturnInput(year, options.Jurisdiction.Calendar.Start(year), forms, cash, sales, options.Method, id => outcome.Ids[id]));
    }

    private FormRow Form(in MatchedPiece piece) => new(piece, piece.Acquired is { } acquired ? Day(acquired) : null, Day(piece.Disposed));

    // With --year only that tax year's disposals are reported; the earlier ones were needed to consume their lots.
    private int[] Rows() => options.Year is null
        ? [.. Enumerable.Range(0, _result.Rows.Count)]
        : [.. Enumerable.Range(0, _result.Rows.Count).Where(i => InYear(Day(_result.Rows[i].Disposed)))];

    private bool InYear(DateOnly day) => options.Year is not { } year || options.Jurisdiction.Calendar.YearOf(day) == year;

    private DateOnly Day(DateTimeOffset time) => _result.ByDay ? DateOnly.FromDateTime(time.UtcDateTime) : options.Jurisdiction.Calendar.Day(time);
}
