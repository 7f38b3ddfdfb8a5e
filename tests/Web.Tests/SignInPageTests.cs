using Microsoft.Playwright;
using PortfolioPlatform.Testing;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>The way in, as a person of a new institution meets it.</summary>
public sealed class SignInPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const float Soon = 45_000;

    /// <summary>Makes a passkey for who is signed in, as a settings page does.</summary>
    private const string MakePasskey =
        """
        async () => {
          const post = (path, body) => fetch('/api/identity/' + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
          const { options, state } = await (await post('passkeys/options', {})).json();
          const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
          return (await post('passkeys', { credential: credential.toJSON(), state, name: 'Laptop' })).status;
        }
        """;

    [Fact]
    public async Task A_new_owner_signs_up_out_and_in_again_with_a_password_and_with_a_passkey()
    {
        using var data = new TemporaryFolder();
        await using var host = HostProcess.Start("--port", "0", "--no-demo", "--data", data.Path, $"--Api:WebRoot={BuiltPage.Folder}");
        var url = (await host.ReadyAsync()).Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await using var session = await chromium.OpenAsync(url);
        var page = session.Page;

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync(new() { Timeout = Soon });
        Assert.Empty(await session.ViolationsAsync());
        await session.PictureAsync("sign-in");
        await session.ShowAtAsync(360, ColorScheme.Dark);
        Assert.Empty(await session.ViolationsAsync());
        await session.ShowAtAsync(1280, ColorScheme.Light);
        await SignUpAsync(page);
        await Expect(SignOut(page)).ToBeVisibleAsync(new() { Timeout = Soon });
        await AddAuthenticatorAsync(page);
        Assert.Equal(204, await page.EvaluateAsync<int>(MakePasskey));

        await SignOut(page).ClickAsync();
        await FillAsync(page, ("E-mail address", "ann@fund.example"), ("Password", "not this sentence at all"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This did not work", new() { Timeout = Soon });
        await FillAsync(page, ("Password", "a sentence nobody guesses"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(SignOut(page)).ToBeVisibleAsync(new() { Timeout = Soon });

        await SignOut(page).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(SignOut(page)).ToBeVisibleAsync(new() { Timeout = Soon });
        Assert.Equal("Ann", await page.EvaluateAsync<string>("async () => (await (await fetch('/api/identity/session')).json()).name"));
    }

    private static ILocator SignOut(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Sign out" });

    private static async Task SignUpAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "New here? Start with your institution" }).ClickAsync();
        await FillAsync(page, ("Institution", "Fund"), ("Your name", "Ann"), ("E-mail address", "ann@fund.example"), ("Password", "a sentence nobody guesses"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
    }

    private static async Task FillAsync(IPage page, params (string Label, string Text)[] fields)
    {
        foreach (var (label, text) in fields) await page.GetByLabel(label).FillAsync(text);
    }

    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object> { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true },
        });
    }
}
