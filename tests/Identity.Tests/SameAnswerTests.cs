using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Identity.Clients;
using PortfolioPlatform.Identity.Codes;
using PortfolioPlatform.Identity.SignIn;
using PortfolioPlatform.Identity.Tests.Clients;
using PortfolioPlatform.Identity.Tokens;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Tests;

/// <summary>Whatever is wrong, the answer is one, to the last header, after the same work: measured as processor time of the host, which a busy machine does not change.</summary>
[Collection(Alone.Name)]
public sealed partial class SameAnswerTests(SameAnswerHost fixture) : IClassFixture<SameAnswerHost>
{
    private const string Wrong = "another sentence";
    private readonly MachineHost _host = fixture.Host;

    [Fact]
    public async Task A_wrong_password_an_unknown_name_a_lock_and_a_person_without_password_are_one_answer_after_the_same_work()
    {
        string[] names = [SameAnswerHost.Known, SameAnswerHost.Locked, SameAnswerHost.WithoutPassword, "nobody@fund.example"];
        await AssertOneAsync(401, names.Select(email => (Func<Task<string>>)(() => SignInAsync(email, Wrong))).Append(() => SignInAsync(SameAnswerHost.Locked, IdentityHost.Password)));
        await AssertSameWorkAsync(4, 2, [.. names.Select(email => (email, (Func<Task>)(() => SignInAsync(email, Wrong))))]);
    }

    [Fact]
    public async Task A_wrong_a_replayed_and_a_late_code_are_one_answer_after_the_same_work()
    {
        var (secret, person) = fixture.Codes;
        var used = Totp.Code(secret, Totp.StepAt(TimeProvider.System.GetUtcNow()) + 1);
        var challenge = await ChallengeAsync();
        Assert.Equal(200, await new Browser(_host.Url).PostAsync("sign-in/code", new { challenge, code = used }));
        var fresh = await ChallengeAsync();
        var proofs = _host.Services.GetRequiredService<Proofs>();
        var (late, other) = (proofs.Make("code", new { Person = person }, TimeSpan.FromSeconds(-1)), proofs.Make("passkey-ask", new { Person = person }, TimeSpan.FromMinutes(1)));
        (string, string)[] wrong = [(fresh, used), (fresh, "12"), (fresh, "AAAA-BBBB-CCCC-DDDD"), (challenge, used), (late, used), (other, used), (Changed(fresh), used), ("", used)];
        await AssertOneAsync(401, wrong.Select(w => (Func<Task<string>>)(() => CodeAsync(w.Item1, w.Item2))));
        await AssertSameWorkAsync(12, 10, ("replayed", () => CodeAsync(fresh, used)), ("wrong", () => CodeAsync(fresh, WrongCode(secret))));
    }

    [Fact]
    public async Task Unknown_clients_wrong_secrets_and_clients_that_ended_are_one_answer_after_the_same_work()
    {
        var (known, ended) = (await _host.CreateAsync(MachineHost.A), await _host.CreateAsync(MachineHost.A));
        await _host.Owner(MachineHost.A).DataAsync($"mutation {{ revokeApiClient(input: {{ idempotencyKey: \"{ended.Id}\", id: \"{ended.Id}\" }}) {{ errors {{ code }} }} }}");
        (string, Machine)[] refused =
        [
            ("wrong", known with { Secret = ClientSecret.New().Reveal() }), ("ended", ended), ("no such client", Unknown(MachineHost.A)), ("no such tenant", Unknown(new(Guid.NewGuid()))),
        ];
        await AssertOneAsync(401, refused.Select(r => (Func<Task<string>>)(() => TokenAsync(r.Item2))).Append(() => TokenAsync(new("", "nobody", "guess"))));
        await AssertSameWorkAsync(12, 20, [.. refused.Select(r => (r.Item1, (Func<Task>)(() => TokenAsync(r.Item2))))]);
    }

    [Fact]
    public async Task Changed_lapsed_foreign_revoked_and_made_up_tokens_are_one_answer_after_the_same_work()
    {
        var client = await _host.CreateAsync(MachineHost.A);
        var (good, revoked) = (await _host.TokenAsync(client), await _host.TokenAsync(client));
        await _host.PostAsync("/connect/revoke", client, ("token", revoked));
        var tickets = _host.Services.GetRequiredService<Tickets>();
        var (lapsed, nobodys) = (tickets.ForBearer(Who(Guid.Parse(client.Id), -16), TimeSpan.FromMinutes(15)), tickets.ForBearer(Who(Guid.NewGuid(), -16), TimeSpan.FromMinutes(15)));
        var elsewhere = tickets.ForBearer(Who(Guid.NewGuid(), 0) with { Networks = [.. NetworkList.Parse(["203.0.113.0/24"]).Value!.Networks] }, TimeSpan.FromMinutes(15));
        var foreign = Foreign().ForBearer(Who(Guid.Parse(client.Id), 0), TimeSpan.FromMinutes(15));
        var cookie = tickets.ForCookie(Who(Guid.NewGuid(), 0), TimeSpan.FromMinutes(15));
        string[] wrong = [Changed(good), good[..^9], revoked, lapsed, nobodys, elsewhere, foreign, cookie, "none", "eyJhbGciOiJub25lIn0.eyJ0ZW5hbnQiOiJhIn0."];
        foreach (var path in (string[])["/graphql?query={serverTime}", "/api/identity/session", "/api/accounts"])
            await AssertOneAsync(401, wrong.Select(token => (Func<Task<string>>)(() => WithTokenAsync(path, token))));
        await AssertSameWorkAsync(12, 40, ("of a client", () => WithTokenAsync("/api/accounts", lapsed)), ("of nobody", () => WithTokenAsync("/api/accounts", nobodys)));
    }

    [Fact]
    public async Task A_changed_a_lapsed_a_foreign_and_an_ended_cookie_are_as_none()
    {
        using var ann = new Browser(_host.Url);
        Assert.Equal(200, await ann.PostAsync("sign-in", new { email = SameAnswerHost.Known, password = IdentityHost.Password }));
        var (name, value) = (ann.Cookie.Split('=', 2)[0], ann.Cookie.Split('=', 2)[1]);
        using var over = new Browser(_host.Url);
        Assert.Equal(200, await over.PostAsync("sign-in", new { email = SameAnswerHost.Known, password = IdentityHost.Password }));
        var ended = over.Cookie.Split('=', 2)[1];
        Assert.Equal(204, await over.DeleteAsync("/api/identity/session", null));
        var tickets = _host.Services.GetRequiredService<Tickets>();
        var token = tickets.ForBearer(Who(Guid.NewGuid(), 0), TimeSpan.FromMinutes(15));
        string[] wrong = ["", Changed(value), value[..^20], ended, tickets.ForCookie(Who(Guid.NewGuid(), -16), TimeSpan.FromMinutes(15)), Foreign().ForCookie(Who(Guid.NewGuid(), 0), TimeSpan.FromHours(1)), token];
        foreach (var path in (string[])["/api/identity/session", "/api/accounts"])
            await AssertOneAsync(401, wrong.Select(cookie => (Func<Task<string>>)(() => GetAsync(path, "Cookie", $"{name}={cookie}"))));
        Assert.Equal(200, await ann.SessionAsync());
    }

    [Fact]
    public async Task Nothing_of_all_this_is_in_the_log()
    {
        var token = Changed(await _host.TokenAsync(await _host.CreateAsync(MachineHost.A)));
        await SignInAsync("canary.unknown@fund.example", "canary password sentence");
        await SignInAsync(SameAnswerHost.Known, "canary password sentence");
        await TokenAsync(new("", "canary-client", "canary-client-secret"));
        await WithTokenAsync("/api/accounts", token);
        await GetAsync("/api/identity/session", "Cookie", "session=canary-cookie");
        Assert.NotEmpty(_host.Log.Text);
        foreach (var told in (string[])["canary.unknown", SameAnswerHost.Known, "canary password", "canary-client-secret", "canary-cookie", token[..40], IdentityHost.Password]) Assert.DoesNotContain(told, _host.Log.Text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Each answer is the same to the last header.</summary>
    private static async Task AssertOneAsync(int status, IEnumerable<Func<Task<string>>> attempts)
    {
        var answers = new List<string>();
        foreach (var attempt in attempts) answers.Add(await attempt());
        Assert.True(answers.Distinct(StringComparer.Ordinal).Count() == 1, string.Join("\n---\n", answers));
        Assert.StartsWith($"{status}\n", answers[0], StringComparison.Ordinal);
    }

    /// <summary>Processor time of each kind of attempt, in turns: the least of some rounds, for what else the process does comes on top. What is done for one and not for another would show.</summary>
    private static async Task AssertSameWorkAsync(int rounds, int calls, params (string Name, Func<Task> Attempt)[] kinds)
    {
        var costs = kinds.ToDictionary(k => k.Name, _ => new List<double>());
        for (var round = -1; round < rounds; round++)
            foreach (var (name, attempt) in kinds)
            {
                var before = Environment.CpuUsage.TotalTime;
                for (var call = 0; call < calls; call++) await attempt();
                if (round >= 0) costs[name].Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds / calls);
            }

        var least = costs.ToDictionary(c => c.Key, c => c.Value.Min());
        Assert.True(least.Values.Max() < 1.5 * least.Values.Min(), string.Join(", ", least.Select(c => $"{c.Key} {c.Value:0.00} ms")));
    }

    private Task<string> SignInAsync(string email, string password) => PostAsync("/api/identity/sign-in", new { email, password });

    private Task<string> CodeAsync(string challenge, string code) => PostAsync("/api/identity/sign-in/code", new { challenge, code });

    private async Task<string> PostAsync(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        return await AnswerAsync(request);
    }

    private async Task<string> TokenAsync(Machine client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token") { Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{client.ClientId}:{client.Secret}")));
        return await AnswerAsync(request);
    }

    private Task<string> WithTokenAsync(string path, string token) => GetAsync(path, "Authorization", $"Bearer {token}");

    private async Task<string> GetAsync(string path, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(header, value);
        return await AnswerAsync(request);
    }

    private async Task<string> AnswerAsync(HttpRequestMessage request)
    {
        using var answer = await _host.Http.SendAsync(request);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Date").OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join(", ", h.Value)}");
        return $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{TraceId().Replace(await answer.Content.ReadAsStringAsync(), "")}";
    }

    private async Task<string> ChallengeAsync()
    {
        using var browser = new Browser(_host.Url);
        Assert.Equal(200, await browser.PostAsync("sign-in", new { email = SameAnswerHost.WithCodes, password = IdentityHost.Password }));
        return (string)browser.Json["challenge"]!;
    }

    private static string WrongCode(byte[] secret) => Enumerable.Range(0, 10).Select(d => new string((char)('0' + d), 6))
        .First(code => Totp.Match(secret, code, TimeProvider.System.GetUtcNow(), 0) is null && Totp.Match(secret, code, TimeProvider.System.GetUtcNow().AddSeconds(30), 0) is null);

    private static Machine Unknown(Kernel.TenantId tenant) => new("", new ClientName(tenant, Guid.NewGuid()).ToString(), ClientSecret.New().Reveal());

    private static string Changed(string text) => string.Concat(text.AsSpan(0, text.Length / 2), text[text.Length / 2] == 'A' ? "B" : "A", text.AsSpan((text.Length / 2) + 1));

    /// <summary>Tickets of another installation.</summary>
    private static Tickets Foreign() => new(new EphemeralDataProtectionProvider(), TimeProvider.System);

    private static SignedIn Who(Guid member, int minutes) => new(MachineHost.A, member, "test", Guid.NewGuid(), TimeProvider.System.GetUtcNow().AddMinutes(minutes), "client", [new RoleGrant(MemberRoles.Analyst, null)]);

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();
}
