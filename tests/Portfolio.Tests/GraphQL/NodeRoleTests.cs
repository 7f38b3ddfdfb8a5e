using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Portfolio.Tests.GraphQL;

/// <summary>A role on a node holds for the node and what is below it, and for nothing beside or above.</summary>
public sealed class NodeRoleTests
{
    [Fact]
    public async Task Who_has_a_role_on_a_part_sees_that_part_and_nothing_else_is_there()
    {
        await using var t = await LedgerTenant.StartAsync();
        Assert.Equal([t.All.ToString(), t.Part.ToString()], await VisibleAsync(t, t.All));
        Assert.Equal([t.Part.ToString()], await VisibleAsync(t, t.Part));
        Assert.Empty(await VisibleAsync(t, new PortfolioId(Guid.NewGuid())));

        var one = await AskAsync(t, t.Part, $"{{ all: portfolio(id: \"{t.All}\") {{ name }} part: portfolio(id: \"{t.Part}\") {{ name parent {{ name }} }} }}");
        Assert.Equal("{\"all\":null,\"part\":{\"name\":\"Part\",\"parent\":null}}", one.GetProperty("data").GetRawText());
        foreach (var whole in new[] { "{ problems { nodes { code } } }", "{ transferSuggestions { nodes { reason } } }", "mutation { annotateTransaction(input: { idempotencyKey: \"1\", accountId: \"" + t.Kraken + "\", transactionId: \"" + t.Kraken + "\", text: \"x\" }) { added } }" })
            Assert.Equal("FORBIDDEN", (await AskAsync(t, t.Part, whole)).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_feed_shows_a_part_to_who_has_a_role_on_it_and_hides_what_spans_the_tenant()
    {
        await using var t = await LedgerTenant.StartAsync();
        var viewer = Manager(t, t.Part);
        foreach (var topic in t.Host.Services.GetServices<IFeedTopic>())
            Assert.Equal(topic.Name == "portfolio", await topic.ResolveAsync(viewer, t.Part.ToString(), default) is not null);
        var portfolio = t.Host.Services.GetServices<IFeedTopic>().Single(topic => topic.Name == "portfolio");
        Assert.Null(await portfolio.ResolveAsync(viewer, t.All.ToString(), default));
        Assert.NotNull(await portfolio.ResolveAsync(Manager(t, t.All), t.Part.ToString(), default));
    }

    private static System.Security.Claims.ClaimsPrincipal Manager(LedgerTenant t, PortfolioId node) =>
        new SignedIn(t.Tenant, Guid.NewGuid(), "ben", Guid.NewGuid(), DateTimeOffset.UnixEpoch, "password", [new RoleGrant(MemberRoles.Manager, node)]).ToPrincipal();

    private static async Task<string[]> VisibleAsync(LedgerTenant t, PortfolioId node) =>
        [.. (await AskAsync(t, node, "{ portfolios { nodes { id } } }")).GetProperty("data").GetProperty("portfolios").GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("id").GetString()!)];

    private static async Task<JsonElement> AskAsync(LedgerTenant t, PortfolioId node, string query)
    {
        using var response = await t.Host.Services.GetRequiredService<RequestExecutor>().ExecuteAsync(new GraphQLRequest(query), t.Host.Services, Manager(t, node), false, default);
        return JsonDocument.Parse(Encoding.UTF8.GetString(response.Body.Span)).RootElement;
    }
}
