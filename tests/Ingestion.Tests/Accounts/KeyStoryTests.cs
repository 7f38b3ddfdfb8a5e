using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Ingestion.Tests.Kit;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Ingestion.Tests.Accounts;

public sealed class KeyStoryTests
{
    [Fact]
    public async Task A_session_leaves_one_entry_of_its_keys_use_however_often_it_asks()
    {
        var venue = new ScriptedVenue().Page("trades", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync();
        workshop.Start(venue);
        await workshop.StateAsync("live");
        await Eventually.HoldsAsync(() => venue.Asked.Count > 10, "many polls");
        await workshop.StopAsync();
        workshop.Start(venue);
        await Eventually.HoldsAsync(() => venue.Probes > 1, "a second session");
        var hours = await workshop.Database.ScalarAsync<long>("select count(distinct date_trunc('hour', at)) from platform.audit_entry where action = 'key.used'");
        Assert.Equal(hours, await workshop.Database.ScalarAsync<long>("select count(*) from platform.audit_entry where action = 'key.used'"));
        Assert.InRange(hours, 1, 2);
        Assert.NotNull((await RowAsync(workshop))!.KeyUsed);
        await EveryHourIsOneEntryAsync(workshop);
    }

    [Fact]
    public async Task What_a_session_knew_of_its_key_is_overwritten_when_it_ends()
    {
        var venue = new ScriptedVenue().Page("trades", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync();
        workshop.Start(venue);
        await workshop.StateAsync("live");
        Assert.NotEmpty(venue.Opened!.Secret.Reveal());
        await workshop.StopAsync();
        Assert.Throws<ObjectDisposedException>(venue.Opened.Secret.Reveal);
    }

    /// <summary>Two processes that go on with a key for three hours, and look each minute.</summary>
    private static async Task EveryHourIsOneEntryAsync(Workshop workshop)
    {
        await workshop.StopAsync();
        await workshop.Database.ExecuteAsync("update ingestion.account set key_used_at = null");
        var clock = new HandClock();
        var (database, audit, row) = (workshop.Services.GetRequiredService<Platform.IDatabase>(), workshop.Services.GetRequiredService<Platform.IAuditTrail>(), (await RowAsync(workshop))!);
        KeyUse[] processes = [new(database, audit, clock), new(database, audit, clock)];
        var before = await workshop.Database.ScalarAsync<long>("select count(*) from platform.audit_entry where action = 'key.used'");
        for (var minute = 0; minute < 180; minute++, clock.Now += TimeSpan.FromMinutes(1))
            foreach (var process in processes) await process.NoteAsync(row, CancellationToken.None);
        Assert.Equal(before + 3, await workshop.Database.ScalarAsync<long>("select count(*) from platform.audit_entry where action = 'key.used'"));
    }

    [Fact]
    public async Task A_key_that_lapses_within_two_weeks_is_a_problem_until_it_is_replaced_and_reading_goes_on_at_its_cursor()
    {
        var venue = new ScriptedVenue { Permissions = new KeyPermissions(true, false, false, [], TimeProvider.System.GetUtcNow().AddDays(13)) }.Page("trades", Trade.Of("2")).Page("trades", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync();
        workshop.Start(venue);
        await workshop.EventuallyToldAsync<PageProblemFound>(p => p.Code == "key-expires" && p.Detail.Contains("lapses on", StringComparison.Ordinal), "the warning");
        await Eventually.HoldsAsync(async () => (await workshop.ValueAsync())?.Problems == 1, "an open problem");
        await workshop.StopAsync();
        var row = (await RowAsync(workshop))!;
        Assert.InRange(row.KeyExpires!.Value - TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(12), TimeSpan.FromDays(13));

        venue.Permissions = new KeyPermissions(true, false, false, [], TimeProvider.System.GetUtcNow().AddDays(90));
        venue.Asked.Clear();
        Assert.Null(await workshop.Services.GetRequiredService<AccountRegister>().RotateAsync(row, new VenueCredentials("another-key", new Secret("another secret")), "spring", CancellationToken.None));
        await workshop.EventuallyToldAsync<PageProblemFound>(p => p.Resolved, "the end of the warning");
        workshop.Start(venue);
        await workshop.StateAsync("live");
        Assert.Equal(("trades", "2"), venue.Asked.First());
        Assert.Equal(["2", "1"], workshop.Ids);
        Assert.Equal("spring", (await RowAsync(workshop))!.KeyLabel);
        await Eventually.HoldsAsync(async () => (await workshop.ValueAsync())?.Problems == 0, "the account says that nothing is wrong any more");
    }

    [Fact]
    public async Task A_key_that_lapses_later_is_no_problem_yet()
    {
        var venue = new ScriptedVenue { Permissions = new KeyPermissions(true, false, false, [], TimeProvider.System.GetUtcNow().AddDays(15)) }.Page("trades", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync();
        workshop.Start(venue);
        await workshop.StateAsync("live");
        await Eventually.HoldsAsync(async () => (await RowAsync(workshop))!.KeyExpires is not null, "the end is kept");
        Assert.DoesNotContain(workshop.Told.Of<PageProblemFound>(), p => p.Code == "key-expires");
    }

    private static Task<ConnectedAccount?> RowAsync(Workshop workshop) => workshop.Services.GetRequiredService<AccountStore>().FindAsync(workshop.Account.Tenant, workshop.Account.Id, CancellationToken.None);
}
