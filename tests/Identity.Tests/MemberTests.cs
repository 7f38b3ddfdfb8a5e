namespace PortfolioPlatform.Identity.Tests;

public sealed class MemberTests
{
    private const string Sentence = "yet another long sentence";

    [Fact]
    public async Task Who_is_invited_joins_once_with_the_role_they_were_given_and_no_more()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        var (ben, token) = await InviteAsync(host, ann, "ben@fund.example", "analyst");
        await ben.SessionAsync();
        Assert.Equal(["read", "read-schema"], ben.Json["permissions"]!.AsArray().Select(p => (string)p!));
        Assert.Equal("FORBIDDEN", await ben.ChangeAsync("inviteMember", "email: \"x@y.example\", name: \"X\", role: \"owner\""));
        Assert.Equal("FORBIDDEN", (string?)(await ben.AskAsync("{ members { nodes { id } } }"))["errors"]![0]!["extensions"]!["code"]);
        using var thief = host.Nobody();
        Assert.Equal(400, await thief.PostAsync("invitations/accept", new { token, password = Sentence }));
        Assert.Equal("INVITATION_GONE", (string?)thief.Json["code"]);
    }

    [Fact]
    public async Task Privilege_escalation_nobody_raises_their_own_role_and_a_role_taken_is_gone_at_the_next_request()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        var (ben, _) = await InviteAsync(host, ann, "ben@fund.example", "manager");
        var id = await IdAsync(ann, "Ben");
        Assert.Equal("FORBIDDEN", await ben.ChangeAsync("grantRole", $"memberId: \"{id}\", role: \"owner\""));
        Assert.Null(await ann.ChangeAsync("grantRole", $"memberId: \"{id}\", role: \"owner\""));
        Assert.Null(await ben.ChangeAsync("grantRole", $"memberId: \"{id}\", role: \"finance\""));
        Assert.Null(await ann.ChangeAsync("revokeRole", $"memberId: \"{id}\", role: \"owner\""));
        Assert.Equal("FORBIDDEN", await ben.ChangeAsync("grantRole", $"memberId: \"{id}\", role: \"owner\""));
        Assert.Equal("UNKNOWN_ROLE", await ann.ChangeAsync("grantRole", $"memberId: \"{id}\", role: \"god\""));
        using var stranger = await host.OwnerAsync("eve@other.example");
        Assert.Equal("NOT_FOUND", await stranger.ChangeAsync("grantRole", $"memberId: \"{id}\", role: \"owner\""));
    }

    [Fact]
    public async Task An_owner_of_one_portfolio_does_not_manage_the_members_of_the_tenant()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        var (ben, _) = await InviteAsync(host, ann, "ben@fund.example", "owner", Guid.NewGuid());
        Assert.Equal("FORBIDDEN", await ben.ChangeAsync("inviteMember", "email: \"x@y.example\", name: \"X\", role: \"owner\""));
        Assert.Equal("FORBIDDEN", await ben.ChangeAsync("grantRole", $"memberId: \"{await IdAsync(ann, "Ben")}\", role: \"owner\""));
    }

    [Fact]
    public async Task A_tenant_keeps_an_owner_and_a_removed_member_is_out_at_once_in_every_process()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        var (ben, _) = await InviteAsync(host, ann, "ben@fund.example", "analyst");
        Assert.Equal("LAST_OWNER", await ann.ChangeAsync("removeMember", $"memberId: \"{await IdAsync(ann, "Ann")}\""));
        await using var beside = await host.BesideAsync();
        using var other = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(beside.Url) };
        other.DefaultRequestHeaders.Add("Cookie", ben.Cookie);
        Assert.True((await other.GetAsync("/api/identity/session")).IsSuccessStatusCode);
        Assert.Null(await ann.ChangeAsync("removeMember", $"memberId: \"{await IdAsync(ann, "Ben")}\""));
        Assert.Equal(401, await ben.SessionAsync());
        await Testing.Eventually.HoldsAsync(async () => (int)(await other.GetAsync("/api/identity/session")).StatusCode == 401, "the other process knows", TimeSpan.FromSeconds(1));
        Assert.Equal(401, await ben.PostAsync("sign-in", new { email = "ben@fund.example", password = Sentence }));
    }

    [Fact]
    public async Task What_somebody_asked_to_change_and_may_not_is_in_the_audit_log_under_their_name()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        var (ben, _) = await InviteAsync(host, ann, "ben@fund.example", "analyst");
        Assert.Equal("FORBIDDEN", await ben.ChangeAsync("removeMember", $"memberId: \"{await IdAsync(ann, "Ann")}\""));
        var refused = await ben.PostAsync("password", new { current = "not the password I have", @new = "another sentence of words" });
        Assert.InRange(refused, 400, 499);
        Assert.Equal(["Ben FORBIDDEN graphql"], await EntriesAsync(ann, "mutation.removeMember"));
        Assert.Equal([$"Ben {refused} POST /api/identity/password"], await EntriesAsync(ann, "request.refused"));
    }

    private static async Task<IEnumerable<string>> EntriesAsync(Browser who, string action) =>
        (await who.AskAsync($"{{ auditLog(filter: {{ action: \"{action}\" }}) {{ nodes {{ actor outcome subject }} }} }}"))["data"]!["auditLog"]!["nodes"]!.AsArray().Select(n => $"{n!["actor"]} {n["outcome"]} {n["subject"]}");

    [Fact]
    public async Task Sessions_are_listed_and_ended_by_whom_they_belong_to()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        var (ben, _) = await InviteAsync(host, ann, "ben@fund.example", "analyst");
        using var second = host.Nobody();
        Assert.Equal(200, await second.PostAsync("sign-in", new { email = "ben@fund.example", password = Sentence }));
        var own = (await ben.AskAsync("{ sessions(everybody: true) { nodes { id isThis method } } }"))["data"]!["sessions"]!["nodes"]!.AsArray();
        Assert.Equal(2, own.Count);
        Assert.Equal(3, (await ann.AskAsync("{ sessions(everybody: true) { nodes { id } } }"))["data"]!["sessions"]!["nodes"]!.AsArray().Count);
        var anns = (string)(await ann.AskAsync("{ sessions { nodes { id } } }"))["data"]!["sessions"]!["nodes"]![0]!["id"]!;
        Assert.Equal("NOT_FOUND", await ben.ChangeAsync("endSession", $"sessionId: \"{anns}\""));
        Assert.Null(await ben.ChangeAsync("endSession", $"sessionId: \"{(string)own.Single(s => !(bool)s!["isThis"]!)!["id"]!}\""));
        Assert.Equal((401, 200), (await second.SessionAsync(), await ben.SessionAsync()));
    }

    [Fact]
    public async Task A_person_of_two_tenants_is_in_one_at_a_time_and_accepts_with_the_password_they_have()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        using var bob = await host.OwnerAsync("bob@bank.example");
        var token = await TokenAsync(ann, "bob@bank.example", "auditor", null);
        using var thief = host.Nobody();
        Assert.Equal(401, await thief.PostAsync("invitations/accept", new { token, password = Sentence }));
        await bob.SessionAsync();
        var home = (string)bob.Json["tenant"]!;
        Assert.Equal(200, await bob.PostAsync("invitations/accept", new { token, password = IdentityHost.Password }));
        var entry = (await ann.AskAsync("{ auditLog(filter: { action: \"invitation.accepted\" }) { nodes { actor detail } } }"))["data"]!["auditLog"]!["nodes"]!.AsArray().Single()!;
        Assert.Contains("auditor", (string?)entry["detail"], StringComparison.Ordinal);
        await bob.SessionAsync();
        Assert.NotEqual(home, (string)bob.Json["tenant"]!);
        Assert.Contains("read-audit", bob.Json["permissions"]!.AsArray().Select(p => (string)p!));
        Assert.Equal(404, await bob.PostAsync("tenant", new { tenant = Guid.NewGuid() }));
        Assert.Equal(204, await bob.PostAsync("tenant", new { tenant = home }));
        await bob.SessionAsync();
        Assert.Equal(home, (string)bob.Json["tenant"]!);
    }

    private static async Task<(Browser Browser, string Token)> InviteAsync(IdentityHost host, Browser owner, string email, string role, Guid? portfolio = null)
    {
        var token = await TokenAsync(owner, email, role, portfolio);
        var browser = host.Nobody();
        Assert.Equal(200, await browser.PostAsync("invitations/accept", new { token, password = Sentence }));
        return (browser, token);
    }

    private static async Task<string> TokenAsync(Browser owner, string email, string role, Guid? portfolio)
    {
        var node = portfolio is { } id ? $", portfolioId: \"{id}\"" : "";
        var answer = await owner.AskAsync($"mutation {{ inviteMember(input: {{ idempotencyKey: \"{Guid.NewGuid()}\", email: \"{email}\", name: \"Ben\", role: \"{role}\"{node} }}) {{ link errors {{ code }} }} }}");
        return Uri.UnescapeDataString(((string)answer["data"]!["inviteMember"]!["link"]!).Split('=')[1]);
    }

    private static async Task<string> IdAsync(Browser owner, string name) =>
        (string)(await owner.AskAsync("{ members { nodes { id name } } }"))["data"]!["members"]!["nodes"]!.AsArray().Single(m => (string?)m!["name"] == name)!["id"]!;
}
