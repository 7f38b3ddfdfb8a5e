using PortfolioPlatform.Contracts;
using PortfolioPlatform.Host;
using PortfolioPlatform.Platform.Hosting;
using PortfolioPlatform.Testing;
using Xunit.Abstractions;

namespace PortfolioPlatform.Faults.Tests.Memory;

/// <summary>Memory of the product over ten minutes of live data with clients connected.</summary>
public sealed class MemoryTests(ITestOutputHelper output)
{
    private const int Clients = 50;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Measured = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    // Bounds on the growth of the median of the last quarter over that of the first: a leak of 1 kB a tick would be ten times as much.
    private const double HeapMayGrow = 12;
    private const double PssMayGrow = 40;

    [Fact]
    [Trait("Category", "Soak")]
    public async Task Ten_minutes_of_live_data_leave_heap_and_resident_memory_where_they_were()
    {
        using var data = new TemporaryFolder();
        // In this process, so that the heap can be collected and weighed; PostgreSQL is a child and counts with it.
        await using var host = await PlatformHost.StartAsync(["--SignIn:OpenOnLoopback=true", "--data", data.Path, "--port", "0", "--Sandbox:LimitPace=60", "--Sandbox:LiveFillEvery=00:00:05"], Product.Parts, CancellationToken.None);
        await ImportedAsync(data.Path);
        await using var clients = await FeedClients.ConnectAsync(host.Url!, [.. DemoTenant.Venues.Select(DemoTenant.Portfolio)], Clients);
        await Task.Delay(WarmUp);

        var weights = await WeighAsync(clients);

        var (heap, pss) = (Growth(weights.ConvertAll(w => w.Heap)), Growth(weights.ConvertAll(w => w.Pss)));
        output.WriteLine($"growth: heap {heap:+0.0;-0.0} MB, PSS {pss:+0.0;-0.0} MB over {Measured.TotalMinutes:0} minutes, {clients.Frames} frames read");
        Assert.True(clients.Frames > Clients * Measured.TotalSeconds / 4, "the feed was alive");
        Assert.InRange(heap, double.NegativeInfinity, HeapMayGrow);
        Assert.InRange(pss, double.NegativeInfinity, PssMayGrow);
    }

    private static async Task ImportedAsync(string data)
    {
        using var truth = await Truth.OfAsync(data);
        var ledger = new Ledger(TestDatabase.OfProduct(data));
        var expected = 0;
        foreach (var venue in DemoTenant.Venues) expected += await truth.CountAsync(venue);
        await Eventually.HoldsAsync(async () => await ledger.CountAsync() >= expected * 0.99, "the import", TimeSpan.FromMinutes(5));
    }

    private async Task<List<Weight>> WeighAsync(FeedClients clients)
    {
        var weights = new List<Weight>();
        using var timer = new PeriodicTimer(Every);
        while (weights.Count < Measured / Every && await timer.WaitForNextTickAsync())
        {
            weights.Add(Weight.Now());
            output.WriteLine($"{weights.Count * Every.TotalSeconds,4:0} s: {weights[^1]}, {clients.Frames} frames");
        }

        return weights;
    }

    private static double Growth(List<double> megabytes)
    {
        var quarter = megabytes.Count / 4;
        return Median(megabytes.TakeLast(quarter)) - Median(megabytes.Take(quarter));
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
