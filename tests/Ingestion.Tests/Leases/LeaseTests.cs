using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PortfolioPlatform.Ingestion.Leases;
using PortfolioPlatform.Ingestion.Tests.Kit;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Tests.Leases;

public sealed class LeaseTests
{
    [Fact]
    public async Task A_process_started_anew_takes_its_leases_back_and_the_old_one_cannot_renew()
    {
        await using var workshop = await Workshop.OpenAsync();
        var (old, next) = (Leases(workshop), Leases(workshop));
        var first = await old.AcquireAsync(["k"], CancellationToken.None);

        var second = await next.AcquireAsync(["k"], CancellationToken.None);

        Assert.True(second["k"] > first["k"]);
        Assert.Empty(await old.RenewAsync(["k"], CancellationToken.None));
        Assert.Equal(["k"], await next.RenewAsync(["k"], CancellationToken.None));
        Assert.Empty(await old.AcquireAsync(["k"], CancellationToken.None));
    }

    [Fact]
    public async Task Another_machine_waits_until_the_lease_is_over_or_given_back()
    {
        await using var workshop = await Workshop.OpenAsync();
        var here = Leases(workshop);
        await here.AcquireAsync(["k"], CancellationToken.None);
        await workshop.Database.ExecuteAsync("update ingestion.key_lease set place = 'elsewhere', holder = gen_random_uuid()");
        var refused = await here.AcquireAsync(["k"], CancellationToken.None);

        await workshop.Database.ExecuteAsync("update ingestion.key_lease set until = now() - interval '1 second'");
        var taken = await here.AcquireAsync(["k"], CancellationToken.None);
        await here.ReleaseAsync(["k"], CancellationToken.None);

        Assert.Empty(refused);
        Assert.Single(taken);
        Assert.True(await workshop.Database.ScalarAsync<bool>("select until <= clock_timestamp() from ingestion.key_lease"));
    }

    private static KeyLeases Leases(Workshop workshop) => new(workshop.Services.GetRequiredService<IDatabase>(), Options.Create(new IngestionOptions()));
}
