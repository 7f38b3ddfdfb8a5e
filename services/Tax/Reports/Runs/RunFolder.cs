namespace PortfolioPlatform.Tax.Reports.Runs;

/// <summary>Puts what a report is made of into a folder, as <c>Host tax</c> reads it.</summary>
internal static class RunFolder
{
    private const string Closed = "closed";

    private static readonly (string Name, string Word)[] Inputs =
    [
        (ReportInputFiles.Ledger, "--trades"), (ReportInputFiles.Prices, "--prices"), (ReportInputFiles.BrokerForms, "--form-1099-da"), (ReportInputFiles.Restricted, "--restricted"),
        (ReportInputFiles.AllocationLots, "--allocation-lots"),
    ];

    /// <summary>The words of a report with its files.</summary>
    /// <param name="words">The words without files.</param>
    /// <param name="folder">Where the files go.</param>
    /// <param name="read">What is in a file; null when the report has none of the name.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<string>> FillAsync(IReadOnlyList<string> words, string folder, Func<string, Task<byte[]?>> read, CancellationToken cancellationToken)
    {
        List<string> all = [.. words, "--out", Path.Combine(folder, "out")];
        foreach (var (name, word) in Inputs)
        {
            if (await read(name) is not { } body) continue;
            await File.WriteAllBytesAsync(Path.Combine(folder, name), body, cancellationToken);
            all.AddRange([word, Path.Combine(folder, name)]);
        }

        if (await read(ReportInputFiles.ClosedSeal) is not { } seal || await read(ReportInputFiles.ClosedEvents) is not { } events) return all;
        var closed = Directory.CreateDirectory(Path.Combine(folder, Closed)).FullName;
        await File.WriteAllBytesAsync(Path.Combine(closed, ReportSeal.FileName), seal, cancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(closed, SealedReport.Events), events, cancellationToken);
        return [.. all, "--closed", closed];
    }
}
