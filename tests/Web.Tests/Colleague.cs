using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PortfolioPlatform.Testing;
using static Microsoft.Playwright.Assertions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>Somebody who works with the portfolio: invited by its owner, with a password and an authenticator app.</summary>
internal sealed class Colleague
{
    private readonly string email;
    private readonly string secret;

    private Colleague(string email, string secret) => (this.email, this.secret) = (email, secret);

    /// <summary>Joins by an invitation of the owner's and sets the app up.</summary>
    internal static async Task<Colleague> JoinAsync(Visitor owner, string role)
    {
        var address = $"{role}-{Guid.NewGuid():N}@demo.example";
        using var owners = owner.Client();
        var invited = await PostAsync(owners, "/graphql", new JsonObject
        {
            ["query"] = "mutation($input: InviteMemberInput!) { inviteMember(input: $input) { link } }",
            ["variables"] = new JsonObject { ["input"] = new JsonObject { ["idempotencyKey"] = address, ["email"] = address, ["name"] = $"Sam, {role}", ["role"] = role } },
        });
        using var own = new HttpClient(new SocketsHttpHandler { CookieContainer = new() }) { BaseAddress = owner.Host };
        var token = System.Web.HttpUtility.ParseQueryString(new Uri(owner.Host, (string)invited["data"]!["inviteMember"]!["link"]!).Query)["invitation"];
        await PostAsync(own, "/api/identity/invitations/accept", new JsonObject { ["token"] = token, ["password"] = InstitutionHost.Password });
        var key = (string)(await PostAsync(own, "/api/identity/codes", new JsonObject { ["password"] = InstitutionHost.Password }))["secret"]!;
        await PostAsync(own, "/api/identity/codes/confirm", new JsonObject { ["code"] = AuthenticatorApp.Code(key) });
        return new Colleague(address, key);
    }

    /// <summary>Signs in where the page asks for it: with the password, then with the app's code.</summary>
    internal async Task SignInAsync(IPage page)
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync(new() { Timeout = InstitutionHost.Soon });
        await InstitutionHost.SignInAsync(page, email);
        // The code of now was used to set the app up.
        await page.GetByLabel("Code").FillAsync(AuthenticatorApp.Code(secret, ahead: 1));
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(InstitutionHost.SignOut(page)).ToBeVisibleAsync(new() { Timeout = InstitutionHost.Soon });
        await page.GetByRole(AriaRole.Button, new() { Name = "It was me" }).ClickAsync();
    }

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, JsonObject body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}
