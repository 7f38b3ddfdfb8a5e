using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Sync;
using PortfolioPlatform.Ingestion.Tests.Kit;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.Tests.Sync;

public sealed class ConditionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(VenueErrorType.InvalidKey, false, "wrong-key")]
    [InlineData(VenueErrorType.InvalidKey, true, "revoked-key")]
    [InlineData(VenueErrorType.InvalidSignature, false, "wrong-key")]
    [InlineData(VenueErrorType.PermissionDenied, true, "missing-permission")]
    [InlineData(VenueErrorType.Banned, true, "banned")]
    [InlineData(VenueErrorType.RateLimited, true, "banned")]
    [InlineData(VenueErrorType.Maintenance, true, "venue-down")]
    [InlineData(VenueErrorType.ClockSkew, true, "venue-down")]
    [InlineData(VenueErrorType.Unavailable, true, "venue-down")]
    [InlineData(VenueErrorType.Malformed, true, "venue-down")]
    public void Each_failure_is_a_state_of_its_own_with_what_to_do(VenueErrorType type, bool everConnected, string state)
    {
        var condition = SyncCondition.Of(new VenueError(type, "CODE", "Text."), "kraken", everConnected, Now);

        Assert.Equal(state, condition.State);
        Assert.True(condition.Advice.Length > 20);
        Assert.True(condition.RetryIn > TimeSpan.Zero);
    }

    [Fact]
    [Trait("Pain", "22")]
    public void A_ban_tells_until_when_and_nobody_knocks_before()
    {
        var condition = SyncCondition.Of(new VenueError(VenueErrorType.Banned, "418", "Banned.", TimeSpan.FromMinutes(15)), "binance", true, Now);

        Assert.Contains("12:15:00 UTC", condition.Advice, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(15), condition.RetryIn);
    }

    [Theory]
    [InlineData(true, true, "excessive-permission")]
    [InlineData(false, false, "missing-permission")]
    [Trait("Pain", "49")]
    public async Task The_probe_decides_before_anything_is_read(bool canRead, bool canWithdraw, string state)
    {
        var venue = new ScriptedVenue { Permissions = new KeyPermissions(canRead, false, canWithdraw, canRead ? [] : ["query-ledger"], null) }.Page("trades", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync();

        workshop.Start(venue);
        var value = await workshop.StateAsync(state);

        Assert.NotNull(value.Advice);
        Assert.Empty(venue.Asked);
        Assert.Equal(state, await workshop.Database.ScalarAsync<string>("select state from ingestion.account"));
    }

    [Fact]
    public async Task A_key_that_worked_once_and_is_refused_now_was_revoked()
    {
        var venue = new ScriptedVenue().Page("trades", Trade.Of("1"));
        await using var workshop = await Workshop.OpenAsync();
        workshop.Start(venue);
        await workshop.StateAsync("live");
        await workshop.StopAsync();

        venue.Permissions = new VenueError(VenueErrorType.InvalidKey, "EAPI:Invalid key", "Invalid key.");
        workshop.Start(venue);

        Assert.Contains("replace it", (await workshop.StateAsync("revoked-key")).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_of_our_own_is_shown_too()
    {
        Assert.Equal("venue-down", SyncCondition.Of(new SyncErrors.Broken(), "kraken", true, Now).State);
        Assert.Contains("log", SyncCondition.Of(new Error("X", "See the log."), "kraken", true, Now).Advice, StringComparison.Ordinal);
    }
}
