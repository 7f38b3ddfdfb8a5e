using PortfolioPlatform.Identity.SignIn;

namespace PortfolioPlatform.Identity.Tests;

public sealed class PasswordTests
{
    private static readonly object Wrong = new { email = "ann@fund.example", password = "another sentence" };
    private static readonly object Right = new { email = "ann@fund.example", password = IdentityHost.Password };

    [Fact]
    public async Task A_tenant_signs_up_and_its_owner_signs_in_and_sees_that_tenant_only()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        Assert.Equal(200, await ann.SessionAsync());
        var tenant = (string?)ann.Json["tenant"];
        Assert.Equal("Ann", (string?)(await ann.AskAsync("{ members { nodes { name email grants { nodes { role portfolioId } } } } }"))["data"]!["members"]!["nodes"]![0]!["name"]);
        using var bob = await host.OwnerAsync("bob@bank.example");
        await bob.SessionAsync();
        Assert.NotEqual(tenant, (string?)bob.Json["tenant"]);
        Assert.Single((await bob.AskAsync("{ members { nodes { id } } }"))["data"]!["members"]!["nodes"]!.AsArray());
    }

    [Theory]
    [InlineData("short", "PASSWORD_TOO_SHORT")]
    [InlineData("password1234", "PASSWORD_BREACHED")]
    [InlineData("PassWord1234", "PASSWORD_BREACHED")]
    [InlineData("my own ann.smith and more", "PASSWORD_HOLDS_NAME")]
    public async Task A_password_that_is_guessed_first_is_refused(string password, string code)
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Nobody();
        Assert.Equal(400, await browser.PostAsync("sign-up", new { tenant = "Fund", name = "Ann", email = "ann.smith@fund.example", password }));
        Assert.Equal(code, (string?)browser.Json["code"]);
    }

    [Fact]
    public async Task Same_answer_after_the_same_work_whether_or_not_a_name_exists()
    {
        await using var host = await IdentityHost.StartAsync("--identity:AttemptsByAddress=1000");
        using var ann = await host.OwnerAsync();
        using var guesser = host.Nobody();
        var answers = new HashSet<string>(StringComparer.Ordinal);
        // Owners of a login link have no password; from the sixth attempt on Ann is locked.
        string[] names = [.. Enumerable.Repeat("ann@fund.example", 8), .. Enumerable.Range(0, 8).Select(i => $"nobody{i}@fund.example"), "owner@demo.invalid", "no address", ""];
        foreach (var email in names)
        {
            var before = host.Counted(SignInMetrics.PasswordChecks);
            Assert.Equal(401, await guesser.PostAsync("sign-in", new { email, password = "another sentence" }));
            Assert.Equal(1, host.Counted(SignInMetrics.PasswordChecks) - before);
            answers.Add(string.Join('|', guesser.Json.AsObject().Where(m => m.Key != "traceId").Select(m => $"{m.Key}={m.Value}")));
        }

        Assert.Single(answers);
        Assert.Equal(202, await guesser.PostAsync("sign-up", new { tenant = "Thief", name = "Thief", email = "ANN@fund.example", password = "some other sentence" }));
        Assert.Equal(401, await guesser.PostAsync("sign-in", new { email = "ann@fund.example", password = "some other sentence" }));
    }

    [Fact]
    public async Task A_sign_up_takes_as_long_for_a_known_address_as_for_a_new_one()
    {
        await using var host = await IdentityHost.StartAsync("--identity:SignUpTime=00:00:02");
        using var guesser = host.Nobody();
        foreach (var email in (string[])["ann@fund.example", "ANN@fund.example", "ben@fund.example"])
        {
            // The work, which differs, is done within the first two seconds: the answer comes at their end.
            var began = TimeProvider.System.GetTimestamp();
            Assert.Equal(202, await guesser.PostAsync("sign-up", new { tenant = "Fund", name = "Somebody", email, password = IdentityHost.Password }));
            Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.FromMilliseconds(1900), TimeSpan.MaxValue);
        }

        Assert.Equal(2L, await host.Database.ScalarAsync<long>("select count(*) from platform.tenants where name = 'Fund'"));
    }

    [Fact]
    public async Task Refused_sign_ins_are_in_the_audit_log_of_who_exists_and_names_nobody_has_are_counted_and_nowhere_kept()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        using var guesser = host.Nobody();
        for (var i = 0; i < 8; i++) await guesser.PostAsync("sign-in", Wrong);
        await guesser.PostAsync("sign-in", new { email = "canary@nowhere.example", password = "another sentence" });
        await Testing.Eventually.HoldsAsync(() => host.Counted(SignInMetrics.UnknownNames) == 1, "the unknown name is counted");
        var entries = (await ann.AskAsync("{ auditLog(filter: { action: \"login.refused\" }) { nodes { actor outcome detail } } }"))["data"]!["auditLog"]!["nodes"]!.AsArray();
        Assert.Equal(["LOCKED", .. Enumerable.Repeat("WRONG_PASSWORD", 5)], entries.Select(e => (string?)e!["outcome"]));
        Assert.All(entries, e => Assert.Equal(("Ann", "127.0.0.1"), ((string?)e!["actor"], (string?)e["detail"])));
        Assert.Equal(0L, await host.Database.ScalarAsync<long>("select count(*) from identity.person where email like '%nowhere%'"));
    }

    [Fact]
    public async Task Brute_force_five_wrong_passwords_lock_for_a_while_however_many_come_at_once_and_the_answer_stays_the_same()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        using var guesser = host.Nobody();
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => host.Nobody().PostAsync("sign-in", Wrong))), status => Assert.Equal(401, status));
        Assert.Equal(5, await host.Database.ScalarAsync<int>("select failures from identity.person where email = 'ann@fund.example'"));
        Assert.Equal(401, await guesser.PostAsync("sign-in", Right));
        Assert.Equal("SIGN_IN_REFUSED", (string?)guesser.Json["code"]);
        Assert.Equal(200, await ann.SessionAsync());
        host.Pass(TimeSpan.FromMinutes(16));
        Assert.Equal(200, await guesser.PostAsync("sign-in", Right));
    }

    [Fact]
    public async Task One_address_that_tries_one_password_for_everybody_is_slowed_down()
    {
        await using var host = await IdentityHost.StartAsync("--identity:AttemptsByAddress=3");
        using var guesser = host.Nobody();
        for (var i = 0; i < 3; i++) Assert.Equal(401, await guesser.PostAsync("sign-in", new { email = $"{i}@fund.example", password = "another sentence" }));
        Assert.Equal(429, await guesser.PostAsync("sign-in", new { email = "4@fund.example", password = "another sentence" }));
    }

    [Fact]
    public async Task A_new_password_ends_all_other_sessions_and_needs_the_old_one()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        using var elsewhere = host.Nobody();
        Assert.Equal(200, await elsewhere.PostAsync("sign-in", Right));
        Assert.Equal(401, await ann.PostAsync("password", new { current = "not this one", @new = "quite another sentence" }));
        Assert.Equal(204, await ann.PostAsync("password", new { current = IdentityHost.Password, @new = "quite another sentence" }));
        Assert.Equal((200, 401), (await ann.SessionAsync(), await elsewhere.SessionAsync()));
        Assert.Equal(401, await elsewhere.PostAsync("sign-in", Right));
        Assert.Equal(200, await elsewhere.PostAsync("sign-in", new { email = "ann@fund.example", password = "quite another sentence" }));
    }
}
