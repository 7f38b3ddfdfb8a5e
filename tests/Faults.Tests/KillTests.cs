using System.Globalization;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Testing;
using Xunit.Abstractions;

namespace PortfolioPlatform.Faults.Tests;

/// <summary>kill -9 of the whole host, wherever it is.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);
    private readonly TemporaryFolder _data = new();
    private string[] _world = [];

    public void Dispose() => _data.Dispose();

    [Fact]
    [Trait("Pain", "23")]
    public async Task Killed_anywhere_the_ledger_ends_equal_to_the_truth_and_the_chain_holds()
    {
        var points = KillPoints.OfThisRun();
        output.WriteLine($"kill points: {points}");
        foreach (var share in points.Import) await RunAsync(ledger => ImportedAsync(ledger, share));
        foreach (var _ in points.Streaming) await RunAsync(StreamedAsync);
        await using var host = await StartAsync();
        using var truth = await Truth.OfAsync(_data.Path);
        var ledger = new Ledger(TestDatabase.OfProduct(_data.Path));
        await ImportedAsync(ledger, 0.99);
        await Judge.LedgerEqualsTruthAsync(truth, ledger, Patience);
        await VerifyAsync();
        foreach (var venue in DemoTenant.Venues) await RunCommandAsync("replay", "--account", DemoTenant.Account(venue).ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_between_commit_and_effect_nothing_is_lost_and_nothing_counts_twice(bool beforePublish)
    {
        // What is held between two commits is the same in a history of two months as in one of two years.
        var origin = TimeProvider.System.GetUtcNow().AddDays(-60).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        _world = [$"--Sandbox:Origin={origin}T00:00:00Z", "--Ingestion:CandleDays=60"];
        await RunAsync(ledger => ImportedAsync(ledger, 0.1), beforePublish ? Hold.BeforePublishAsync : Hold.BeforeConsumersCommitAsync);
        await using var host = await StartAsync();
        using var truth = await Truth.OfAsync(_data.Path);
        var ledger = new Ledger(TestDatabase.OfProduct(_data.Path));
        await ImportedAsync(ledger, 0.99);
        await Judge.LedgerEqualsTruthAsync(truth, ledger, Patience);
        await VerifyAsync();
    }

    private async Task RunAsync(Func<Ledger, Task> until, Func<TestDatabase, Task<Hold>>? hold = null)
    {
        var host = await StartAsync();
        var database = TestDatabase.OfProduct(_data.Path);
        var ledger = new Ledger(database);
        await until(ledger);
        await using (var holding = hold is null ? null : await hold(database))
        {
            output.WriteLine($"killed at {await ledger.CountAsync()} entries, {await database.ScalarAsync<long>("select count(*) from platform.outbox")} messages not done");
            host.Kill();
        }

        await host.DisposeAsync();
    }

    private async Task ImportedAsync(Ledger ledger, double share)
    {
        using var truth = await Truth.OfAsync(_data.Path);
        var expected = 0;
        foreach (var venue in DemoTenant.Venues) expected += await truth.CountAsync(venue);
        await Eventually.HoldsAsync(async () => await ledger.CountAsync() >= expected * share, $"{share:P0} of {expected} entries", Patience);
    }

    private async Task StreamedAsync(Ledger ledger)
    {
        await ImportedAsync(ledger, 0.99);
        var before = await ledger.CountAsync();
        await Eventually.HoldsAsync(async () => await ledger.CountAsync() > before, "a live fill is booked", Patience);
    }

    private async Task<HostProcess> StartAsync()
    {
        var host = HostProcess.Start(["--SignIn:OpenOnLoopback=true", "--data", _data.Path, "--port", "0", "--Sandbox:LimitPace=60", "--Sandbox:LiveFillEvery=00:00:02", .. _world]);
        await host.ReadyAsync();
        return host;
    }

    private Task VerifyAsync() => RunCommandAsync("verify-ledger");

    private async Task RunCommandAsync(params string[] words)
    {
        await using var command = HostProcess.Start([.. words, "--data", _data.Path]);
        Assert.True(await command.ExitAsync(TimeSpan.FromMinutes(2)) == 0, command.Output);
        output.WriteLine(command.Output);
    }
}
