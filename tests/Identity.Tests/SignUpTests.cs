using System.Buffers.Binary;
using System.Buffers.Text;
using Microsoft.Extensions.DependencyInjection;

namespace PortfolioPlatform.Identity.Tests;

/// <summary>Sign-ups that stop in the middle, and people who belong nowhere.</summary>
public sealed class SignUpTests(SignUpTests.Shared shared) : IClassFixture<SignUpTests.Shared>
{
    private const string Sentence = "yet another long sentence";
    private readonly IdentityHost _host = shared.Host;

    /// <summary>A person and a tenant are made in several transactions: whichever of them a crash takes away, the address is not lost.</summary>
    [Theory]
    [InlineData("insert", "platform.tenants", "sign-in")]
    [InlineData("insert", "platform.tenants", "sign-up")]
    [InlineData("insert", "identity.member", "sign-in")]
    [InlineData("insert", "identity.member", "sign-up")]
    [InlineData("delete", "identity.sign_up", "sign-in")]
    [InlineData("delete", "identity.sign_up", "sign-up")]
    public async Task A_sign_up_cut_off_anywhere_is_ended_by_the_next_sign_in_or_sign_up_of_who_has_the_password(string act, string table, string next)
    {
        var (email, name) = ($"{Guid.NewGuid():N}@fund.example", $"Fund {Guid.NewGuid():N}");
        using var browser = _host.Nobody();
        await InterruptedAsync(act, table, () => SignUpAsync(browser, name, email, Sentence));
        using var thief = _host.Nobody();
        Assert.Equal(202, await SignUpAsync(thief, "Thief", email, "some other sentence"));
        Assert.Equal(401, await thief.PostAsync("sign-in", new { email, password = "some other sentence" }));

        if (next == "sign-up") Assert.Equal(202, await SignUpAsync(browser, name, email, Sentence));
        Assert.Equal(200, await browser.PostAsync("sign-in", new { email, password = Sentence }));
        Assert.Null(await browser.ChangeAsync("inviteMember", "email: \"x@y.example\", name: \"X\", role: \"analyst\""));
        Assert.Single((await browser.AskAsync("{ auditLog(filter: { action: \"tenant.signed-up\" }) { nodes { actor } } }"))["data"]!["auditLog"]!["nodes"]!.AsArray());
        Assert.Equal(1L, await _host.Database.ScalarAsync<long>($"select count(*) from platform.tenants where name = '{name}'"));
        Assert.Equal(0L, await _host.Database.ScalarAsync<long>("select count(*) from identity.sign_up s join identity.member using (person_id) where s.person_id in (select person_id from identity.person where email = '" + email + "') and '" + table + "' <> 'identity.sign_up'"));
    }

    [Fact]
    public async Task Who_was_removed_from_the_one_tenant_they_had_gets_a_tenant_of_their_own_and_does_not_come_back_by_a_sign_up_that_was_cut_off()
    {
        var (ann, ben) = ($"{Guid.NewGuid():N}@fund.example", $"{Guid.NewGuid():N}@fund.example");
        using var first = _host.Nobody();
        await InterruptedAsync("delete", "identity.sign_up", () => SignUpAsync(first, "Fund", ann, Sentence));
        Assert.Equal(200, await first.PostAsync("sign-in", new { email = ann, password = Sentence }));
        await first.SessionAsync();
        var lost = (string?)first.Json["tenant"];
        using var second = await JoinAsync(first, ben);
        var id = (await second.AskAsync("{ members { nodes { id email } } }"))["data"]!["members"]!["nodes"]!.AsArray().Single(m => (string?)m!["email"] == ann)!["id"];
        Assert.Null(await second.ChangeAsync("removeMember", $"memberId: \"{id}\""));

        using var again = _host.Nobody();
        Assert.Equal(401, await again.PostAsync("sign-in", new { email = ann, password = Sentence }));
        Assert.Equal(202, await SignUpAsync(again, "Anns own", ann, Sentence));
        Assert.Equal(200, await again.PostAsync("sign-in", new { email = ann, password = Sentence }));
        await again.SessionAsync();
        Assert.NotEqual(lost, (string?)again.Json["tenant"]);
        Assert.Single((await again.AskAsync("{ members { nodes { id } } }"))["data"]!["members"]!["nodes"]!.AsArray());
        Assert.Single((await second.AskAsync("{ members { nodes { id } } }"))["data"]!["members"]!["nodes"]!.AsArray());
    }

    [Theory]
    [InlineData("zqwxlmnbvckj")]
    [InlineData("ein langer satz ohne alles")]
    [InlineData("🦊🦉🦊🦉🦊🦉🦊🦉")]
    public async Task A_password_that_is_long_enough_is_taken_whatever_it_is_made_of_and_kept_as_a_slow_salted_hash(string password)
    {
        using var browser = _host.Nobody();
        string[] emails = [$"{Guid.NewGuid():N}@fund.example", $"{Guid.NewGuid():N}@fund.example"];
        foreach (var email in emails) Assert.Equal(202, await SignUpAsync(browser, "Fund", email, password));
        Assert.Equal(200, await browser.PostAsync("sign-in", new { email = emails[0], password }));
        var hashes = new List<byte[]>();
        foreach (var email in emails) hashes.Add(Convert.FromBase64String(await _host.Database.ScalarAsync<string>($"select password_hash from identity.person where email = '{email}'") ?? ""));
        // ASP.NET Core Identity's third format: which HMAC (2: SHA-512), iterations, bytes of salt.
        Assert.All(hashes, hash => Assert.Equal((1, 2, 210_000, 16), (hash[0], BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(1)), BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5)), BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(9)))));
        Assert.NotEqual(hashes[0], hashes[1]);
    }

    [Fact]
    public async Task A_password_of_more_than_128_characters_is_refused_and_one_of_128_is_not()
    {
        using var browser = _host.Nobody();
        Assert.Equal(400, await SignUpAsync(browser, "Fund", $"{Guid.NewGuid():N}@fund.example", string.Concat(Enumerable.Repeat("ab c", 33))));
        Assert.Equal("PASSWORD_TOO_LONG", (string?)browser.Json["code"]);
        Assert.Equal(202, await SignUpAsync(browser, "Fund", $"{Guid.NewGuid():N}@fund.example", string.Concat(Enumerable.Repeat("ab c", 32))));
    }

    [Fact]
    public async Task Each_question_for_a_passkey_is_a_new_one_of_many_bits_and_is_answered_once()
    {
        using var browser = _host.Nobody();
        var challenges = new HashSet<string>(StringComparer.Ordinal);
        string state = "";
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(200, await browser.PostAsync("sign-in/passkey/options", new { }));
            var challenge = (string)browser.Json["options"]!["challenge"]!;
            Assert.True(Base64Url.DecodeFromChars(challenge).Length >= 16, challenge);
            challenges.Add(challenge);
            state = (string)browser.Json["state"]!;
        }

        Assert.Equal(5, challenges.Count);
        Assert.True(await _host.Services.GetRequiredService<SignIn.Proofs>().UseUpAsync(state, CancellationToken.None));
        Assert.False(await _host.Services.GetRequiredService<SignIn.Proofs>().UseUpAsync(state, CancellationToken.None));
        Assert.Equal(401, await browser.PostAsync("sign-in/passkey", new { state, credential = new { } }));
    }

    [Fact]
    public async Task Who_signs_up_often_with_the_right_password_has_one_tenant_and_is_not_locked()
    {
        var email = $"{Guid.NewGuid():N}@fund.example";
        using var browser = _host.Nobody();
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SignUpAsync(_host.Nobody(), "Fund " + email, email, Sentence))), status => Assert.Equal(202, status));
        Assert.Equal(200, await browser.PostAsync("sign-in", new { email, password = Sentence }));
        Assert.Equal(1L, await _host.Database.ScalarAsync<long>($"select count(*) from platform.tenants where name = 'Fund {email}'"));
        Assert.Single((await browser.AskAsync("{ members { nodes { id } } }"))["data"]!["members"]!["nodes"]!.AsArray());
    }

    private async Task<Browser> JoinAsync(Browser owner, string email)
    {
        var invited = await owner.AskAsync($"mutation {{ inviteMember(input: {{ idempotencyKey: \"{email}\", email: \"{email}\", name: \"Ben\", role: \"owner\" }}) {{ link }} }}");
        var browser = _host.Nobody();
        Assert.Equal(200, await browser.PostAsync("invitations/accept", new { token = Uri.UnescapeDataString(((string)invited["data"]!["inviteMember"]!["link"]!).Split('=')[1]), password = Sentence }));
        return browser;
    }

    private static Task<int> SignUpAsync(Browser browser, string tenant, string email, string password) => browser.PostAsync("sign-up", new { tenant, name = "Ann", email, password });

    /// <summary>As if the process had died in front of this statement: what was committed before it stays, and nothing comes after.</summary>
    private async Task InterruptedAsync(string act, string table, Func<Task<int>> work)
    {
        await _host.Database.ExecuteAsync($"create function public.power_cut() returns trigger language plpgsql as 'begin raise exception ''power cut''; end'; create trigger power_cut before {act} on {table} for each row execute function public.power_cut()");
        try
        {
            Assert.Equal(500, await work());
        }
        finally
        {
            await _host.Database.ExecuteAsync($"drop trigger power_cut on {table}; drop function public.power_cut()");
        }
    }

    /// <summary>One host for all of them.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        internal IdentityHost Host { get; private set; } = null!;

        public async Task InitializeAsync() => Host = await IdentityHost.StartAsync("--identity:AttemptsByAddress=1000", "--identity:Attempts=50");

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
