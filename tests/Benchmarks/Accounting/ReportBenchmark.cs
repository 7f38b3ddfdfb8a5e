using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;
using PortfolioPlatform.Benchmarks.FirstLight;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Benchmarks.Accounting;

/// <summary>
/// A year's report of 100,000 disposals in all formats: by the command, and by the built host, whose health is asked for fifty times a second meanwhile. The host's report has its inputs
/// kept already, as after a restart, so that no ledger of that size has to be imported first.
/// </summary>
internal static class ReportBenchmark
{
    private const int Sales = 100_000;

    public static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var program = Words.Text(words, "--host") ?? Path.Combine("services", "Host", "bin", "Release", "net10.0", "PortfolioPlatform.Host.dll");
        using var folder = new TemporaryFolder();
        var trades = Path.Combine(folder.Path, "trades.csv");
        await File.WriteAllTextAsync(trades, Trades(), cancellationToken);
        await CommandAsync(program, trades, Path.Combine(folder.Path, "out"));
        if (Words.Text(words, "--only") != "command") await HostAsync(program, trades, Path.Combine(folder.Path, "data"), cancellationToken);
        return 0;
    }

    private static async Task CommandAsync(string program, string trades, string folder)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "tax", "--trades", trades, "--out", folder, "--jurisdiction", "us", "--scope", "wallet", "--year", "2024"]) { UseShellExecute = false })!;
        var (most, processor) = (0L, TimeSpan.Zero);
        while (!process.WaitForExit(50))
        {
            process.Refresh();
            if (!process.HasExited) (most, processor) = (Math.Max(most, process.PeakWorkingSet64), process.TotalProcessorTime);
        }

        var rows = File.ReadLines(Path.Combine(folder, "disposals.csv")).Count() - 1;
        await Console.Out.WriteLineAsync($"command: {Sales:N0} disposals, {rows:N0} rows, all formats: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, {processor.TotalSeconds:0.0} s of processor time, {most >> 20} MB; {new DirectoryInfo(folder).EnumerateFiles().Sum(f => f.Length) >> 20} MB of files");
    }

    private static async Task HostAsync(string program, string trades, string folder, CancellationToken cancellationToken)
    {
        await using var host = await BuiltHost.StartAsync(program, folder, cancellationToken, "--no-demo", "--SignIn:OpenOnLoopback=true");
        var database = TestDatabase.OfProduct(folder);
        using var health = host.Visitor.Client();
        for (var i = 0; i < 100; i++) (await health.GetAsync(new Uri("/health", UriKind.Relative), cancellationToken)).Dispose();
        var report = await AskAsync(database, await File.ReadAllBytesAsync(trades, cancellationToken), cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var times = new List<double>();
        var state = "queued";
        while (state is "queued" or "running")
        {
            for (var i = 0; i < 25; i++)
            {
                var asked = Stopwatch.GetTimestamp();
                (await health.GetAsync(new Uri("/health", UriKind.Relative), cancellationToken)).Dispose();
                times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                await Task.Delay(20, cancellationToken);
            }

            state = await database.ScalarAsync<string>($"select state from tax.report where report_id = '{report}'") ?? "gone";
        }

        times.Sort();
        await Console.Out.WriteLineAsync($"host: {state} after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s; /health {times.Count:N0} times: median {times[times.Count / 2]:0.0} ms, 99 % {times[times.Count * 99 / 100]:0.0} ms, most {times[^1]:0.0} ms");
    }

    private static async Task<Guid> AskAsync(TestDatabase database, byte[] ledger, CancellationToken cancellationToken)
    {
        var report = Guid.CreateVersion7();
        await using var connection = new NpgsqlConnection(database.SuperuserConnectionString + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $$"""
            with file as (insert into tax.report_file values ('{{DemoTenant.Tenant}}', '{{report}}', 'ledger.csv', true, $1, ''))
            insert into tax.report (tenant_id, report_id, legal_entity_id, year, settings, state, stage, progress, actor, requested_at)
            values ('{{DemoTenant.Tenant}}', '{{report}}', '{{DemoTenant.Holding}}', 2024, '{--jurisdiction,us,--method,fifo,--scope,wallet,--currency,USD,--year,2024}', 'queued', 'waiting', 0, 'benchmark', now())
            """,
            connection) { Parameters = { new() { Value = ledger } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
        return report;
    }

    // All in one year: as many purchases as sales, so that about two rows come of a sale.
    private static string Trades()
    {
        var random = new Random(1);
        var text = new StringBuilder("id,timestamp,venue,asset,side,quantity,price,fee\n");
        var start = new DateTimeOffset(2024, 1, 2, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < Sales * 2; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i},{start.AddSeconds(i * 155L).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'},v{i / 2 % 5},a{i / 2 % 50},{(i % 2 == 0 ? "buy" : "sell")},{random.Next(1_000_000, 90_000_000) / 1e8m},{random.Next(10_000, 9_000_000) / 1e4m},{random.Next(1, 900) / 100m}\n");
        return text.ToString();
    }
}
