using System.Diagnostics;
using System.Globalization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Benchmarks.Portfolio;

/// <summary>
/// Transactions of a header and three legs into a large ledger, with the product's durable settings: page sealed and archived with its outbox row in one transaction,
/// then taken by the ledger (inbox, duplicates, chain, rows, projection, head) in another. Pages of two accounts in parallel, database on the same cores.
/// </summary>
internal static class ImportBenchmark
{
    internal static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var (existing, count) = (Option(words, "--base", 5_000_000), Option(words, "--count", 1_000_000));
        var (page, lanes) = (Option(words, "--page", 1_000), Option(words, "--lanes", 2));
        var folder = Text(words, "--data") ?? Path.Combine(Path.GetTempPath(), $"import-{Environment.ProcessId}");
        await using var ledger = await ImportTarget.OpenAsync(folder, cancellationToken);
        await Console.Out.WriteLineAsync($"{Environment.ProcessorCount} cores, {Environment.OSVersion}, pages of {page}, {lanes} accounts at a time");
        var fill = await RunAsync(ledger, 0, existing, page, lanes, cancellationToken);
        await Console.Out.WriteLineAsync($"filled {existing:N0} at {existing / fill.TotalSeconds:N0}/s");
        ledger.Stages.Clear();
        var took = await RunAsync(ledger, existing, count, page, lanes, cancellationToken);
        await Console.Out.WriteLineAsync($"{count:N0} transactions of 3 legs into {existing:N0}: {count / took.TotalSeconds:N0}/s");
        foreach (var (stage, ticks) in ledger.Stages.OrderByDescending(s => s.Value))
            await Console.Out.WriteLineAsync($"  {stage,-32} {Stopwatch.GetElapsedTime(0, ticks).TotalSeconds / lanes,8:0.0} s a lane");
        if (Text(words, "--data") is null) ledger.DeleteOnClose = true;
        return 0;
    }

    private static async Task<TimeSpan> RunAsync(ImportTarget ledger, int from, int count, int page, int lanes, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, lanes).Select(lane => Task.Run(async () =>
        {
            for (var at = from + (lane * page); at < from + count; at += page * lanes)
                await ledger.ImportAsync(ImportPages.Of(ledger.Tenant, ledger.Account(lane), at, Math.Min(page, from + count - at)), cancellationToken);
        }, cancellationToken)));
        return Stopwatch.GetElapsedTime(began);
    }

    private static int Option(string[] words, string name, int otherwise) => Text(words, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static string? Text(string[] words, string name) => Array.IndexOf(words, name) is var at and >= 0 && at + 1 < words.Length ? words[at + 1] : null;
}

/// <summary>Pages as a venue's trade history gives them.</summary>
internal static class ImportPages
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Contracts.TransactionsRecorded Of(TenantId tenant, AccountId account, int from, int count) => new(
        tenant, account, "kraken", Guid.CreateVersion7(), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(from))), 1,
        [.. Enumerable.Range(from, count).Select(i => new Contracts.TransactionFact($"T{i:X8}-ABCDE", "ledgers", Start.AddSeconds(i * 30), TransactionKind.Trade, TransactionStatus.Completed, i,
            [
                new("XXBT", "BTC", Quantity.FromUnits(100_000 + (i % 9_999), 8), LegRole.Principal),
                new("ZUSD", "USD", -Quantity.FromUnits(60_000_000 + (i % 99_999), 4), LegRole.Principal),
                new("ZUSD", "USD", -Quantity.FromUnits(12_345 + (i % 999), 4), LegRole.Fee),
            ])
            { Reference = $"O{i:X8}", Market = "XXBTZUSD" })]);
}
