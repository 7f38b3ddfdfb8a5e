using System.Net.Http.Json;
using PortfolioPlatform.Identity.Codes;

namespace PortfolioPlatform.Identity.Tests;

public sealed class CodeTests
{
    private static readonly object Right = new { email = "ann@fund.example", password = IdentityHost.Password };

    [Fact]
    public async Task Replayed_code_with_an_app_set_up_the_password_alone_is_not_enough_and_a_code_counts_once()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        var (secret, _) = await SetUpAsync(host, ann);
        host.Pass(TimeSpan.FromSeconds(60));

        using var browser = host.Nobody();
        var challenge = await ChallengeAsync(browser);
        Assert.Equal(401, await browser.SessionAsync());
        Assert.Equal(401, await browser.PostAsync("sign-in/code", new { challenge, code = "000000" == Code(secret, host) ? "000001" : "000000" }));
        var code = Code(secret, host);
        Assert.Equal(200, await browser.PostAsync("sign-in/code", new { challenge, code }));
        Assert.Equal(200, await browser.SessionAsync());

        using var replay = host.Nobody();
        Assert.Equal(401, await replay.PostAsync("sign-in/code", new { challenge, code }));
        Assert.Equal(401, await replay.PostAsync("sign-in/code", new { challenge = await ChallengeAsync(replay), code }));
    }

    [Fact]
    public async Task A_recovery_code_gets_in_once_when_the_app_is_lost()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        var (_, recovery) = await SetUpAsync(host, ann);
        Assert.Equal(10, recovery.Distinct(StringComparer.Ordinal).Count());
        using var browser = host.Nobody();
        Assert.Equal(200, await browser.PostAsync("sign-in/code", new { challenge = await ChallengeAsync(browser), code = recovery[3].ToLowerInvariant() }));
        using var again = host.Nobody();
        Assert.Equal(401, await again.PostAsync("sign-in/code", new { challenge = await ChallengeAsync(again), code = recovery[3] }));
        Assert.Equal(401, await browser.PostAsync("codes/remove", new { password = "not this one" }));
        Assert.Equal(204, await browser.PostAsync("codes/remove", new { password = IdentityHost.Password }));
        Assert.Equal(200, await again.PostAsync("sign-in", Right));
        Assert.Equal("signed-in", (string?)again.Json["state"]);
    }

    [Fact]
    public async Task Wrong_codes_lock_as_wrong_passwords_do_and_secrets_are_not_readable_in_the_database()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        var (secret, recovery) = await SetUpAsync(host, ann);
        host.Pass(TimeSpan.FromSeconds(60));
        using var guesser = host.Nobody();
        var challenge = await ChallengeAsync(guesser);
        for (var i = 0; i < 5; i++) await guesser.PostAsync("sign-in/code", new { challenge, code = "guess" });
        Assert.Equal(401, await guesser.PostAsync("sign-in/code", new { challenge, code = Code(secret, host) }));
        Assert.Equal(401, await guesser.PostAsync("sign-in/code", new { challenge, code = recovery[0] }));
        var stored = await host.Database.ScalarAsync<byte[]>("select totp_secret from identity.person where email = 'ann@fund.example'");
        Assert.Equal(-1, stored.AsSpan().IndexOf(secret));
    }

    [Fact]
    public async Task Who_is_signed_in_sees_which_ways_to_sign_in_there_are_and_how_many_recovery_codes_are_left()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        Assert.Equal(("ann@fund.example", true, false, 0), await WaysAsync(ann));
        var (_, recovery) = await SetUpAsync(host, ann);
        using var browser = host.Nobody();
        Assert.Equal(200, await browser.PostAsync("sign-in/code", new { challenge = await ChallengeAsync(browser), code = recovery[0] }));
        Assert.Equal(("ann@fund.example", true, true, 9), await WaysAsync(browser));
        using var nobody = host.Nobody();
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await nobody.Http.GetAsync("/api/identity/ways")).StatusCode);
    }

    [Fact]
    public async Task Every_change_of_a_way_to_sign_in_is_in_the_audit_log()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        await SetUpAsync(host, ann);
        Assert.Equal(204, await ann.PostAsync("codes/remove", new { password = IdentityHost.Password }));
        Assert.Equal(204, await ann.PostAsync("password", new { current = IdentityHost.Password, @new = "a sentence nobody has written before" }));
        foreach (var action in new[] { "codes.set-up", "codes.removed", "password.changed" })
        {
            var entries = (await ann.AskAsync($"{{ auditLog(filter: {{ action: \"{action}\" }}) {{ nodes {{ actor outcome }} }} }}"))["data"]!["auditLog"]!["nodes"]!.AsArray();
            Assert.Equal([("Ann", "done")], entries.Select(e => ((string?)e!["actor"], (string?)e["outcome"])));
        }
    }

    [Fact]
    public async Task Who_signs_in_is_told_what_changed_at_their_door_and_who_knocked_and_nobody_else_is()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        using var bob = await host.OwnerAsync("bob@bank.example");
        await SetUpAsync(host, ann);
        Assert.Equal(204, await ann.PostAsync("codes/remove", new { password = IdentityHost.Password }));
        using var guesser = host.Nobody();
        await guesser.PostAsync("sign-in", new { email = "ann@fund.example", password = "another sentence" });

        using var later = host.Nobody();
        Assert.Equal(200, await later.PostAsync("sign-in", Right));
        await later.SessionAsync();
        Assert.Equal([("codes.removed", "from 127.0.0.1"), ("codes.set-up", "from 127.0.0.1")], later.Json["changes"]!.AsArray().Select(c => ((string?)c!["action"], (string?)c["detail"])));
        string?[] seen = [];
        await Testing.Eventually.HoldsAsync(async () => (seen = [.. (await EventsAsync(later)).Select(e => (string?)e!["action"])]).Contains("login.refused"), "the knock is told");
        Assert.Equal(["codes.removed", "codes.set-up", "login", "login", "login.proved", "login.refused"], seen.Order(StringComparer.Ordinal));
        Assert.Equal("password, from 127.0.0.1", (string?)(await EventsAsync(later)).First(e => (string?)e!["action"] == "login")!["detail"]);
        Assert.Equal(["login"], (await EventsAsync(bob)).Select(e => (string?)e!["action"]));
        using var nobody = host.Nobody();
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await nobody.Http.GetAsync("/api/identity/events")).StatusCode);
        host.Pass(TimeSpan.FromDays(15));
        Assert.Equal(200, await later.PostAsync("sign-in", Right));
        await later.SessionAsync();
        Assert.Empty(later.Json["changes"]!.AsArray());
    }

    /// <summary>RFC 6238, appendix B; the last six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        var secret = "12345678901234567890"u8.ToArray();
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Assert.Equal(code, Totp.Code(secret, Totp.StepAt(at)));
        Assert.Equal(Totp.StepAt(at), Totp.Match(secret, code, at, 0));
        Assert.Null(Totp.Match(secret, code, at, Totp.StepAt(at)));
        Assert.Null(Totp.Match(secret, code, at.AddSeconds(120), 0));
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.Base32(secret));
    }

    private static async Task<(byte[] Secret, string[] Recovery)> SetUpAsync(IdentityHost host, Browser browser)
    {
        Assert.Equal(200, await browser.PostAsync("codes", new { }));
        var secret = FromBase32((string)browser.Json["secret"]!);
        Assert.Equal(200, await browser.PostAsync("codes/confirm", new { code = Code(secret, host) }));
        return (secret, [.. browser.Json["recoveryCodes"]!.AsArray().Select(c => (string)c!)]);
    }

    private static async Task<string> ChallengeAsync(Browser browser)
    {
        Assert.Equal(200, await browser.PostAsync("sign-in", Right));
        Assert.Equal("code", (string?)browser.Json["state"]);
        return (string)browser.Json["challenge"]!;
    }

    private static async Task<(string? Email, bool Password, bool Codes, int Recovery)> WaysAsync(Browser browser)
    {
        var ways = (await browser.Http.GetFromJsonAsync<System.Text.Json.Nodes.JsonNode>("/api/identity/ways"))!;
        return ((string?)ways["email"], (bool)ways["hasPassword"]!, (bool)ways["hasCodes"]!, (int)ways["recoveryCodes"]!);
    }

    private static async Task<System.Text.Json.Nodes.JsonArray> EventsAsync(Browser browser) => (await browser.Http.GetFromJsonAsync<System.Text.Json.Nodes.JsonArray>("/api/identity/events"))!;

    private static string Code(byte[] secret, IdentityHost host) => Totp.Code(secret, Totp.StepAt(host.Now));

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
