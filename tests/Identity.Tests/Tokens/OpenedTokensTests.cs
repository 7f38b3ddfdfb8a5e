using Microsoft.AspNetCore.DataProtection;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Tests.Tokens;

public sealed class OpenedTokensTests
{
    [Fact]
    public void A_token_that_was_opened_before_still_lapses_on_time()
    {
        var clock = new Clock();
        var tickets = new Tickets(new EphemeralDataProtectionProvider(), clock);
        var token = tickets.ForBearer(new SignedIn(new TenantId(Guid.NewGuid()), Guid.NewGuid(), "m", Guid.NewGuid(), clock.Now, "client", [new RoleGrant(MemberRoles.Analyst, null)]), TimeSpan.FromMinutes(15));
        Assert.NotNull(tickets.ReadBearer(token));
        clock.Now = clock.Now.AddMinutes(14);
        Assert.NotNull(tickets.ReadBearer(token));
        clock.Now = clock.Now.AddMinutes(1);
        Assert.Null(tickets.ReadBearer(token));
        Assert.Null(tickets.ReadBearer(token));
    }

    [Fact]
    public void A_token_that_was_opened_before_is_not_opened_by_a_changed_one_and_is_no_cookie()
    {
        var clock = new Clock();
        var tickets = new Tickets(new EphemeralDataProtectionProvider(), clock);
        var who = new SignedIn(new TenantId(Guid.NewGuid()), Guid.NewGuid(), "m", Guid.NewGuid(), clock.Now, "client", []);
        var token = tickets.ForBearer(who, TimeSpan.FromMinutes(15));
        Assert.NotNull(tickets.ReadBearer(token));
        Assert.Null(tickets.ReadBearer(token[..^3] + (token[^3] == 'A' ? 'B' : 'A') + token[^2..]));
        Assert.Null(tickets.ReadBearer(tickets.ForCookie(who, TimeSpan.FromMinutes(15))));
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch.AddYears(56);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
