using System.Diagnostics;

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
        Assert.Equal("Ann", (string?)(await ann.AskAsync("{ members { nodes { name email grants { role portfolioId } } } }"))["data"]!["members"]!["nodes"]![0]!["name"]);
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
    public async Task Whether_a_name_exists_shows_neither_in_the_answer_nor_in_its_time()
    {
        await using var host = await IdentityHost.StartAsync("--identity:Attempts=100", "--identity:AttemptsByAddress=1000");
        using var ann = await host.OwnerAsync();
        using var guesser = host.Nobody();
        var answers = new HashSet<string>(StringComparer.Ordinal);
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var i = 0; i < 9; i++)
        {
            known.Add(await TimeAsync(guesser, Wrong, answers));
            unknown.Add(await TimeAsync(guesser, new { email = $"nobody{i}@fund.example", password = "another sentence" }, answers));
        }

        Assert.Single(answers);
        Assert.InRange(Median(unknown) / Median(known), 0.5, 2);
        Assert.Equal(202, await guesser.PostAsync("sign-up", new { tenant = "Thief", name = "Thief", email = "ANN@fund.example", password = "some other sentence" }));
        Assert.Equal(401, await guesser.PostAsync("sign-in", new { email = "ann@fund.example", password = "some other sentence" }));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_for_a_while_however_many_come_at_once_and_the_answer_stays_the_same()
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

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<double> TimeAsync(Browser browser, object body, HashSet<string> answers)
    {
        var watch = Stopwatch.StartNew();
        Assert.Equal(401, await browser.PostAsync("sign-in", body));
        answers.Add(string.Join('|', browser.Json.AsObject().Where(m => m.Key != "traceId").Select(m => $"{m.Key}={m.Value}")));
        return watch.Elapsed.TotalMilliseconds;
    }
}
