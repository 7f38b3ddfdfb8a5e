using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.Tree;

/// <summary>Portfolios and legal entities are made, renamed, moved and taken away; nothing counts twice, nothing is lost.</summary>
public sealed class TreeEditTests
{
    [Fact]
    public async Task A_portfolio_is_made_moved_given_accounts_and_taken_away_and_everybody_sees_it_at_once()
    {
        await using var t = await LedgerTenant.StartAsync();
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant, "owner");
        var made = (await AskAsync(viewer, "createPortfolio", $"name: \" Desk 7 \", currency: \"btc\", timeZone: \"Asia/Tokyo\", parentId: \"{t.Part}\", accountIds: [\"{t.Kraken}\"]")).GetProperty("portfolio");
        Assert.Equal(("Desk 7", "btc", "Asia/Tokyo"), (Text(made, "name"), Text(made, "currency"), Text(made, "timeZone")));
        var id = Text(made, "id")!;
        Assert.Equal($"{t.Part}", Text(made.GetProperty("parent"), "id"));
        await ShownAsync(t, 3);

        var moved = (await AskAsync(viewer, "changePortfolio", $"portfolioId: \"{id}\", name: \"Desk 8\", currency: \"fiat:usd\", timeZone: \"Etc/UTC\"")).GetProperty("portfolio");
        Assert.Equal((JsonValueKind.Null, "Desk 8", 1), (moved.GetProperty("parent").ValueKind, Text(moved, "name"), moved.GetProperty("accountIds").GetArrayLength()));

        // Its account is in another portfolio too, so nothing is lost when it goes.
        Assert.Empty((await AskAsync(viewer, "removePortfolio", $"portfolioId: \"{id}\"")).GetProperty("errors").EnumerateArray());
        await ShownAsync(t, 2);
        Assert.Equal(["portfolio.created", "portfolio.changed", "portfolio.removed"], await ActionsAsync(t, id));
        Assert.True(await t.CountAsync("tree_version") >= 4, "each state of the tree stays on record");
    }

    [Fact]
    public async Task What_is_below_a_portfolio_and_its_accounts_come_to_the_one_above_when_it_goes()
    {
        await using var t = await LedgerTenant.StartAsync();
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant, "owner");
        var below = Text((await AskAsync(viewer, "createPortfolio", $"name: \"Below\", currency: \"fiat:usd\", timeZone: \"Etc/UTC\", parentId: \"{t.Part}\"")).GetProperty("portfolio"), "id");
        Assert.Empty((await AskAsync(viewer, "removePortfolio", $"portfolioId: \"{t.Part}\"")).GetProperty("errors").EnumerateArray());
        var tree = (await viewer.DataAsync("{ portfolios { nodes { id parent { id } accountIds selectedIds } } }")).GetProperty("portfolios").GetProperty("nodes");
        Assert.Equal([$"{t.All} 2", $"{below} 0"], tree.EnumerateArray().Select(n => $"{Text(n, "id")} {n.GetProperty("selectedIds").GetArrayLength()}"));
        Assert.Equal($"{t.All}", Text(tree[1].GetProperty("parent"), "id"));
    }

    [Fact]
    public async Task What_the_tree_cannot_be_is_refused_with_its_reason()
    {
        await using var t = await LedgerTenant.StartAsync();
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant, "owner");
        string Of(string name = "x", string currency = "fiat:usd", string zone = "Etc/UTC", string more = "") => $"name: \"{name}\", currency: \"{currency}\", timeZone: \"{zone}\"{more}";
        Assert.Equal("BAD_NAME", await CodeAsync(viewer, "createPortfolio", Of(name: "  ")));
        Assert.Equal("UNKNOWN_CURRENCY", await CodeAsync(viewer, "createPortfolio", Of(currency: "fiat:xxx")));
        Assert.Equal("UNKNOWN_ZONE", await CodeAsync(viewer, "createPortfolio", Of(zone: "Mars/Olympus")));
        Assert.Equal("PORTFOLIO_NOT_FOUND", await CodeAsync(viewer, "createPortfolio", Of(more: $", parentId: \"{Guid.NewGuid()}\"")));
        Assert.Equal("ACCOUNT_NOT_FOUND", await CodeAsync(viewer, "createPortfolio", Of(more: $", accountIds: [\"{Guid.NewGuid()}\"]")));
        Assert.Equal("PORTFOLIO_NOT_FOUND", await CodeAsync(viewer, "changePortfolio", Of(more: $", portfolioId: \"{Guid.NewGuid()}\"")));
        Assert.Equal("PORTFOLIO_BELOW_ITSELF", await CodeAsync(viewer, "changePortfolio", Of(more: $", portfolioId: \"{t.All}\", parentId: \"{t.Part}\"")));
        Assert.Equal("PORTFOLIO_BELOW_ITSELF", await CodeAsync(viewer, "changePortfolio", Of(more: $", portfolioId: \"{t.All}\", parentId: \"{t.All}\"")));
        Assert.Equal("PORTFOLIO_NOT_FOUND", await CodeAsync(viewer, "removePortfolio", $"portfolioId: \"{Guid.NewGuid()}\""));
        var alone = Text((await AskAsync(viewer, "createPortfolio", Of(name: "Alone"))).GetProperty("portfolio"), "id");
        Assert.Equal("", await CodeAsync(viewer, "changePortfolio", Of(more: $", portfolioId: \"{t.Part}\", parentId: \"{t.All}\", accountIds: []")));
        Assert.Equal("", await CodeAsync(viewer, "changePortfolio", Of(name: "Alone", more: $", portfolioId: \"{alone}\", accountIds: [\"{t.Kraken}\"]")));
        Assert.Equal("PORTFOLIO_HAS_ACCOUNTS", await CodeAsync(viewer, "removePortfolio", $"portfolioId: \"{alone}\""));
        Assert.Equal(["FORBIDDEN"], await new GraphQLViewer(t.Host.Services, t.Tenant).CodesAsync("mutation { removePortfolio(input: { idempotencyKey: \"r\", portfolioId: \"" + alone + "\" }) { errors { code } } }"));
    }

    [Fact]
    public async Task A_legal_entity_is_made_renamed_and_taken_away_unless_accounts_belong_to_it()
    {
        await using var t = await LedgerTenant.StartAsync();
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant, "owner");
        Assert.Equal("BAD_JURISDICTION", await CodeAsync(viewer, "createLegalEntity", "name: \"x\", jurisdiction: \"Germany\""));
        var id = Text((await AskAsync(viewer, "createLegalEntity", "name: \"Zug AG\", jurisdiction: \"CH\"")).GetProperty("legalEntity"), "id");
        var changed = (await AskAsync(viewer, "changeLegalEntity", $"legalEntityId: \"{id}\", name: \"Zug Holding AG\", jurisdiction: \"LI\"")).GetProperty("legalEntity");
        Assert.Equal(("Zug Holding AG", "LI"), (Text(changed, "name"), Text(changed, "jurisdiction")));
        await t.Host.Database.ExecuteAsync($"update portfolio.account set legal_entity_id = '{id}' where account_id = '{t.Kraken}'");
        Assert.Equal("ENTITY_HAS_ACCOUNTS", await CodeAsync(viewer, "removeLegalEntity", $"legalEntityId: \"{id}\""));
        await t.Host.Database.ExecuteAsync($"update portfolio.account set legal_entity_id = '{Guid.Empty}' where account_id = '{t.Kraken}'");
        Assert.Equal("", await CodeAsync(viewer, "removeLegalEntity", $"legalEntityId: \"{id}\""));
        Assert.Equal("ENTITY_NOT_FOUND", await CodeAsync(viewer, "changeLegalEntity", $"legalEntityId: \"{id}\", name: \"x\", jurisdiction: \"CH\""));
        Assert.Equal(["entity.created", "entity.changed", "entity.removed"], await ActionsAsync(t, id!));
    }

    [Fact]
    public async Task Two_moves_at_once_cannot_make_a_circle()
    {
        await using var t = await LedgerTenant.StartAsync();
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant, "owner");
        async Task<string> MakeAsync(string name) => Text((await AskAsync(viewer, "createPortfolio", $"name: \"{name}\", currency: \"fiat:usd\", timeZone: \"Etc/UTC\"")).GetProperty("portfolio"), "id")!;
        var (one, other) = (await MakeAsync("one"), await MakeAsync("other"));
        Task<string> MoveAsync(string id, string below) => CodeAsync(viewer, "changePortfolio", $"portfolioId: \"{id}\", name: \"moved\", currency: \"fiat:usd\", timeZone: \"Etc/UTC\", parentId: \"{below}\"");
        Assert.Equal(["", "PORTFOLIO_BELOW_ITSELF"], (await Task.WhenAll(MoveAsync(one, other), MoveAsync(other, one))).Order(StringComparer.Ordinal));
    }

    private static async Task<JsonElement> AskAsync(GraphQLViewer viewer, string mutation, string input)
    {
        var item = mutation.Contains("Entity", StringComparison.Ordinal) ? "legalEntity { id name jurisdiction }" : "portfolio { id name currency timeZone accountIds selectedIds parent { id } }";
        return (await viewer.DataAsync($"mutation {{ {mutation}(input: {{ idempotencyKey: \"{Guid.NewGuid()}\", {input} }}) {{ {item} errors {{ code }} }} }}")).GetProperty(mutation);
    }

    private static async Task<string> CodeAsync(GraphQLViewer viewer, string mutation, string input) =>
        string.Join(' ', (await AskAsync(viewer, mutation, input)).GetProperty("errors").EnumerateArray().Select(e => Text(e, "code")));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static Task ShownAsync(LedgerTenant t, int count) => Eventually.HoldsAsync(
        async () => (await t.Host.Services.GetRequiredService<IHotStore>().GetAllAsync($"portfolios:{t.Tenant}", default)).Values.Count(v => !System.Text.Encoding.UTF8.GetString(v.Span).Contains("removed", StringComparison.Ordinal)) == count, $"the feed shows {count} portfolios");

    private static async Task<string[]> ActionsAsync(LedgerTenant t, string subject) =>
        (await t.Host.Database.ScalarAsync<string>($"select string_agg(action, ',' order by number) from platform.audit_entry where subject = '{subject}' and action not like 'mutation.%'"))!.Split(',');
}
