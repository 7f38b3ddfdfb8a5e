using System.Net.Http.Json;
using PortfolioPlatform.Identity.Codes;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Identity.Tests;

/// <summary>Sessions that nobody uses, and what they must show to change how their person signs in.</summary>
public sealed class SessionTests
{

    [Fact]
    public async Task A_session_nobody_uses_for_half_an_hour_is_over_and_one_whose_page_is_open_is_not()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        for (var i = 0; i < 3; i++)
        {
            host.Pass(TimeSpan.FromMinutes(29));
            Assert.Equal(200, await ann.SessionAsync());
        }

        var open = await Visitor.SignInAsync(await host.FirstAddressAsync());
        using var page = open.Client();
        using var feed = await open.SocketAsync("/feed");
        var closed = await Visitor.SignInAsync(await host.FirstAddressAsync());
        using var left = closed.Client();
        host.Pass(TimeSpan.FromMinutes(31));
        Assert.Equal((401, 401, 200), (await ann.SessionAsync(), await StatusAsync(left), await StatusAsync(page)));
        Assert.Equal(401, await ann.SessionAsync());
    }

    [Fact]
    public async Task Ways_to_sign_in_are_added_and_removed_only_by_who_shows_the_password_again()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        host.Pass(TimeSpan.FromMinutes(6));
        foreach (var path in new[] { "passkeys/options", "codes" })
        {
            Assert.Equal(400, await ann.PostAsync(path, new { }));
            Assert.Equal("PROVE_AGAIN", (string?)ann.Json["code"]);
            Assert.Equal(401, await ann.PostAsync(path, new { password = "not this one" }));
            Assert.Equal(200, await ann.PostAsync(path, new { password = IdentityHost.Password }));
        }

        var passkey = $"/api/identity/passkeys/{Convert.ToHexString(Guid.NewGuid().ToByteArray())}";
        foreach (var (shown, answer) in new (string?, int)[] { (null, 400), ("not this one", 401), (IdentityHost.Password, 404) }) Assert.Equal(answer, await ann.DeleteAsync(passkey, shown is null ? null : new { password = shown }));
        Assert.Equal(401, await ann.PostAsync("codes/remove", new { password = "not this one" }));
        Assert.Equal(401, await ann.PostAsync("codes/remove", new { }));
        // The demo's owner has no password: a session of a moment ago is what there is to show.
        var owner = await Visitor.SignInAsync(await host.FirstAddressAsync());
        using var http = owner.Client();
        Assert.True((await http.PostAsJsonAsync("/api/identity/passkeys/options", new { })).IsSuccessStatusCode);
        host.Pass(TimeSpan.FromMinutes(6));
        Assert.False((await http.PostAsJsonAsync("/api/identity/passkeys/options", new { })).IsSuccessStatusCode);
        Assert.False((await http.PostAsJsonAsync("/api/identity/password", new { @new = "quite another sentence" })).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Where_a_second_factor_is_asked_for_a_password_alone_opens_nothing_but_setting_one_up()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        Assert.Equal("SECOND_FACTOR_FIRST", await ann.ChangeAsync("requireSecondFactor", "required: true"));
        await SetUpAsync(host, ann);
        using var ben = host.Nobody();
        var invited = await ann.AskAsync("mutation { inviteMember(input: { idempotencyKey: \"1\", email: \"ben@fund.example\", name: \"Ben\", role: \"owner\" }) { link } }");
        var token = Uri.UnescapeDataString(((string)invited["data"]!["inviteMember"]!["link"]!).Split('=')[1]);
        Assert.Equal(200, await ben.PostAsync("invitations/accept", new { token, password = "yet another long sentence" }));
        Assert.Null(await ben.ChangeAsync("inviteMember", "email: \"x@y.example\", name: \"X\", role: \"analyst\""));

        Assert.Null(await ann.ChangeAsync("requireSecondFactor", "required: true"));
        Assert.Equal("FORBIDDEN", await ben.ChangeAsync("inviteMember", "email: \"x@y.example\", name: \"X\", role: \"analyst\""));
        await ben.SessionAsync();
        Assert.True((bool)ben.Json["lacksSecondFactor"]!);
        Assert.Empty(ben.Json["permissions"]!.AsArray());
        using var again = host.Nobody();
        Assert.Equal(200, await again.PostAsync("sign-in", new { email = "ben@fund.example", password = "yet another long sentence" }));
        Assert.Equal("FORBIDDEN", await again.ChangeAsync("endSession", $"sessionId: \"{Guid.NewGuid()}\""));

        await SetUpAsync(host, again);
        await again.SessionAsync();
        Assert.False((bool)again.Json["lacksSecondFactor"]!);
        Assert.Null(await again.ChangeAsync("inviteMember", "email: \"x@y.example\", name: \"X\", role: \"analyst\""));
        Assert.Contains("true", (await again.AskAsync("{ signInPolicy { secondFactorRequired } }")).ToJsonString(), StringComparison.Ordinal);
        await ann.SessionAsync();
        Assert.NotEmpty(ann.Json["permissions"]!.AsArray());
    }

    private static async Task SetUpAsync(IdentityHost host, Browser browser)
    {
        Assert.Equal(200, await browser.PostAsync("codes", new { }));
        var bits = string.Concat(((string)browser.Json["secret"]!).Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        byte[] secret = [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
        Assert.Equal(200, await browser.PostAsync("codes/confirm", new { code = Totp.Code(secret, Totp.StepAt(host.Now)) }));
    }

    private static async Task<int> StatusAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("/api/identity/session");
        return (int)answer.StatusCode;
    }
}
