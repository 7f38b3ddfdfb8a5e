using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Ingestion.Leases;
using PortfolioPlatform.Ingestion.Tests.Kit;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Tests.Leases;

public sealed class NonceTests
{
    private const long Milliseconds = 1_700_000_000_000;

    [Fact]
    public async Task Nonces_rise_across_processes_and_restarts_whatever_the_clock_says()
    {
        await using var workshop = await Workshop.OpenAsync();
        var database = workshop.Services.GetRequiredService<IDatabase>();
        var (first, second) = (new PostgresNonceSource(database), new PostgresNonceSource(database));
        var last = 0L;

        foreach (var (source, floor) in new[] { (first, Milliseconds), (first, Milliseconds), (second, Milliseconds - 5_000), (second, 0L), (first, Milliseconds + 60_000), (new PostgresNonceSource(database), 0L) })
        {
            var next = await source.NextAsync("key", floor, CancellationToken.None);
            Assert.True(next > last || source == second, $"{next} after {last}");
            Assert.True(next >= floor);
            last = Math.Max(last, next);
        }
    }

    [Fact]
    public async Task A_thousand_at_once_are_all_different_and_keys_do_not_disturb_each_other()
    {
        await using var workshop = await Workshop.OpenAsync();
        var source = new PostgresNonceSource(workshop.Services.GetRequiredService<IDatabase>());

        var nonces = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => source.NextAsync(i % 2 == 0 ? "a" : "b", 5, CancellationToken.None).AsTask()));

        Assert.Equal(500, nonces.Where((_, i) => i % 2 == 0).Distinct().Count());
        Assert.Equal(500, nonces.Where((_, i) => i % 2 == 1).Distinct().Count());
    }
}
