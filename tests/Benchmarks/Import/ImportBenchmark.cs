using System.Diagnostics;

namespace PortfolioPlatform.Benchmarks.Import;

/// <summary>
/// Transactions of a header and three legs into a large ledger, by the product's own road and with its durable settings: a venue's answer is mapped; page sealed, archived, cursor moved and
/// message in the outbox in one transaction; dispatcher and bus hand the message to the ledger, which takes it in another (inbox, duplicates, chain, rows, projection, head).
/// Accounts in parallel, database on the same cores.
/// </summary>
internal static class ImportBenchmark
{
    internal static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var (into, add) = (Words.Number(words, "--into", 5_000_000), Words.Number(words, "--add", 1_000_000));
        var (page, accounts) = (Words.Number(words, "--page", 1_000), Words.Number(words, "--accounts", 2));
        var folder = Words.Text(words, "--data") ?? Path.Combine(Path.GetTempPath(), $"import-{Environment.ProcessId}");
        await using var target = await ImportTarget.OpenAsync(folder, accounts, cancellationToken);
        target.DeleteOnClose = Words.Text(words, "--data") is null;
        await Console.Out.WriteLineAsync($"{Environment.ProcessorCount} cores, {Environment.OSVersion}, pages of {page}, {accounts} accounts at a time, {File.ReadAllText("/proc/loadavg").Trim()}");
        var held = await target.HeldAsync(cancellationToken);
        if (held < into)
        {
            await Console.Out.WriteLineAsync($"filled to {into:N0} at {(into - held) / (await target.ImportAsync(into - held, page, cancellationToken)).TotalSeconds:N0}/s");
            await PrintAsync(target, into - held);
        }

        held = await target.HeldAsync(cancellationToken);
        var (before, waited) = (CpuTime.Of(folder), Waiting.Now());
        target.Stages.Clear();
        var took = await target.ImportAsync(add, page, cancellationToken);
        var (product, server) = CpuTime.Of(folder) - before;
        await Console.Out.WriteLineAsync($"{add:N0} transactions of 3 legs into {held:N0}: {add / took.TotalSeconds:N0}/s, {took.TotalSeconds:0.0} s");
        await Console.Out.WriteLineAsync($"processor time for each: {product / add * 1e6:0.0} us product, {server / add * 1e6:0.0} us PostgreSQL; load {File.ReadAllText("/proc/loadavg").Trim()}");
        var waiting = Waiting.Now() - waited;
        await Console.Out.WriteLineAsync($"the machine waited: a core was short for {waiting.Processor:0.0} s, all stood waiting for a disk for {waiting.Disk:0.0} s; {waiting.Written / add:N0} bytes written for each");
        await PrintAsync(target, add);
        return await target.HeldAsync(cancellationToken) == held + add ? 0 : throw new UnreachableException("Not every transaction is in the ledger.");
    }

    private static async Task PrintAsync(ImportTarget target, int count)
    {
        foreach (var (stage, seconds) in target.Stages.OrderBy(s => s.Key, StringComparer.Ordinal))
            await Console.Out.WriteLineAsync($"  {stage,-48} {seconds / count * 1e6,8:0.0} us each, waits included");
    }
}
