using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
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
    public async Task Every_opening_of_a_key_and_every_request_signed_with_it_is_counted_in_exactly_one_entry()
    {
        var venue = new ScriptedVenue().Page("trades", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync();
        for (var life = 1; life <= 2; life++)
        {
            var asked = venue.Asked.Count;
            workshop.Start(venue);
            await workshop.StateAsync("live");
            await Eventually.HoldsAsync(() => venue.Asked.Count > asked + 10, "many polls");
            await workshop.StopAsync();
        }

        var told = await ToldAsync(workshop);
        Assert.Equal((2, venue.Signed), (told.Sum(t => t.Openings), told.Sum(t => t.Signed)));
        Assert.InRange(told.Count, 4, 5); // the first opening and the rest of each life; the hour may have turned meanwhile
        Assert.NotNull((await RowAsync(workshop))!.KeyUsed);
    }

    [Fact]
    public async Task A_key_in_use_for_hours_and_sessions_that_fail_each_minute_leave_an_entry_an_hour()
    {
        await using var workshop = await Workshop.OpenAsync();
        var clock = new HandClock();
        var log = new KeyUseLog(workshop.Services.GetRequiredService<Platform.IDatabase>(), workshop.Services.GetRequiredService<Platform.IAuditTrail>(), clock, NullLogger<KeyUseLog>.Instance);
        await using (var use = log.Of((await RowAsync(workshop))!))
        {
            for (var minute = 0; minute < 180; minute++, clock.Now += TimeSpan.FromMinutes(1))
            {
                using var key = new VenueCredentials("k", new Secret("s"));
                await use.OpenedAsync(key, CancellationToken.None);
                key.SecretToSign();
                await use.GoesOnAsync(CancellationToken.None);
            }
        }

        var told = await ToldAsync(workshop);
        Assert.Equal((180, 180), (told.Sum(t => t.Openings), told.Sum(t => t.Signed)));
        Assert.Equal(4, told.Count);
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

    /// <summary>What the entries of the account's key say.</summary>
    private static async Task<List<(int Openings, int Signed)>> ToldAsync(Workshop workshop)
    {
        await using var transaction = await workshop.Services.GetRequiredService<Platform.IDatabase>().BeginAsync(workshop.Account.Tenant, CancellationToken.None);
        var notes = await workshop.Services.GetRequiredService<Platform.IAuditTrail>().LatestAsync(transaction, workshop.Account.Id.ToString(), ["key.used"], 100, CancellationToken.None);
        return [.. notes.Select(n => Regex.Match(n.Detail!, "opened ([0-9]+) times, ([0-9]+) requests signed", RegexOptions.None, TimeSpan.FromSeconds(1)))
            .Select(m => (int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)))];
    }
}
