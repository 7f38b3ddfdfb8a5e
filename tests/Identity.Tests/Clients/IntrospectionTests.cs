using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Identity.Tests.Clients;

/// <summary>Who may ask for the schema itself: by role, and by the scope of a token.</summary>
public sealed class IntrospectionTests
{
    private const string Schema = "{ __schema { queryType { name } types { name fields(includeDeprecated: true) { name args { name defaultValue } type { name kind ofType { name } } } } directives { name } } }";

    [Fact]
    public async Task A_role_that_may_not_introspect_is_refused_the_schema_and_nothing_else()
    {
        await using var host = await MachineHost.StartAsync("--api:GraphQL:IntrospectionRoles=owner, auditor");
        var (owner, analyst) = (await host.TokenAsync(await host.CreateAsync(MachineHost.A, new { role = "owner" })), await host.TokenAsync(await host.CreateAsync(MachineHost.A, new { role = "analyst" })));
        var schema = await AskAsync(host, owner, Schema);
        Assert.Equal(HttpStatusCode.OK, schema.Status);
        Assert.Contains(schema.Body.GetProperty("data").GetProperty("__schema").GetProperty("types").EnumerateArray(), t => t.GetProperty("name").GetString() == "Portfolio");
        foreach (var query in (string[])[Schema, "{ __type(name: \"Portfolio\") { name } }", "query Q { ...F } fragment F on Query { a: __schema { queryType { name } } }"])
        {
            var refused = await AskAsync(host, analyst, query);
            Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
            Assert.Equal("""{"errors":[{"message":"Introspection is not allowed for the current request.","extensions":{"code":"FORBIDDEN"}}]}""", refused.Body.GetRawText());
        }

        Assert.Equal("""{"data":{"__typename":"Query","viewer":{"__typename":"Viewer"}}}""", (await AskAsync(host, analyst, "{ __typename viewer { __typename } }")).Body.GetRawText());
    }

    [Fact]
    public async Task A_token_whose_scopes_do_not_hold_it_is_refused_the_schema()
    {
        await using var host = await MachineHost.StartAsync();
        var client = await host.CreateAsync(MachineHost.A, new { role = "analyst" });
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(host, await host.TokenAsync(client), Schema)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(host, await host.TokenAsync(client, "read"), Schema)).Status);
    }

    [Fact]
    public async Task A_role_that_does_not_exist_is_told_at_the_start() =>
        Assert.Contains("emperor", (await Assert.ThrowsAsync<StartupException>(() => MachineHost.StartAsync("--api:GraphQL:IntrospectionRoles=emperor"))).Message, StringComparison.Ordinal);

    private static async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(MachineHost host, string token, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        using var answer = await host.Http.SendAsync(request);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }
}
