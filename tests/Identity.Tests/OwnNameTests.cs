using System.Text.Json.Nodes;

namespace PortfolioPlatform.Identity.Tests;

/// <summary>Members say themselves how they are called; a name never comes to stand for two of them.</summary>
public sealed class OwnNameTests
{
    private const string Sentence = "yet another long sentence";

    [Fact]
    public async Task A_member_has_another_name_in_every_browser_at_once_and_what_was_recorded_keeps_the_former_one()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        using var second = host.Nobody();
        Assert.Equal(200, await second.PostAsync("sign-in", new { email = "ann@fund.example", password = IdentityHost.Password }));

        Assert.Equal(204, await ann.PostAsync("name", new { name = "  Ann   Müller " }));

        foreach (var browser in new[] { ann, second })
        {
            Assert.Equal(200, await browser.SessionAsync());
            Assert.Equal("Ann Müller", (string?)browser.Json["name"]);
        }

        Assert.Equal(["Ann Müller"], (await NodesAsync(ann, "members { nodes { name } }", "members")).Select(m => (string)m!["name"]!));
        Assert.Null(await ann.ChangeAsync("requireSecondFactor", "required: false"));
        var log = await NodesAsync(ann, "auditLog { nodes { action actor detail } }", "auditLog");
        Assert.Equal(("Ann", "now Ann Müller"), Of(log, "name.changed"));
        Assert.Equal("Ann", Of(log, "tenant.signed-up").Actor);
        Assert.Equal("Ann Müller", Of(log, "mutation.requireSecondFactor").Actor);
        Assert.Equal("name.changed", await LatestEventAsync(ann));
    }

    [Theory]
    [InlineData("Ann")]
    [InlineData("ANN")]
    [InlineData("\uFF21nn")]
    [InlineData("A\u200Dnn")]
    [InlineData("Ann Before")]
    [InlineData("nightly export")]
    [InlineData("system")]
    [InlineData("Reconciliation")]
    [InlineData("command line: root")]
    public async Task Nobody_takes_a_name_that_others_changes_are_recorded_under(string name)
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        Assert.Equal(204, await ann.PostAsync("name", new { name = "Ann Before" }));
        Assert.Equal(204, await ann.PostAsync("name", new { name = "Ann" }));
        Assert.Null(await ann.ChangeAsync("createApiClient", "name: \"nightly export\", role: \"analyst\", networks: []"));
        using var ben = await JoinAsync(host, ann);

        Assert.Equal(400, await ben.PostAsync("name", new { name }));
        Assert.Equal("NAME_TAKEN", (string?)ben.Json["code"]);
        Assert.Equal(204, await ben.PostAsync("name", new { name = "Benjamin" }));
        Assert.Equal(204, await ben.PostAsync("name", new { name = "Ben" }));
    }

    [Fact]
    public async Task The_name_of_who_was_removed_stays_theirs()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        using var ben = await JoinAsync(host, ann);
        var id = (string)(await NodesAsync(ann, "members { nodes { id name } }", "members")).Single(m => (string?)m!["name"] == "Ben")!["id"]!;
        Assert.Null(await ann.ChangeAsync("removeMember", $"memberId: \"{id}\""));
        Assert.Equal(400, await ann.PostAsync("name", new { name = "ben" }));
        Assert.Equal("NAME_TAKEN", (string?)ann.Json["code"]);
        Assert.Equal(401, await ben.PostAsync("name", new { name = "Benjamin" }));
    }

    [Fact]
    public async Task A_name_elsewhere_is_another_one_and_tells_nothing_of_other_tenants()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        using var bob = await host.OwnerAsync("bob@bank.example");
        Assert.Equal(204, await bob.PostAsync("name", new { name = "Bob" }));
        Assert.Equal(204, await ann.PostAsync("name", new { name = "Bob" }));
        Assert.Equal(["Bob"], (await NodesAsync(bob, "members { nodes { name } }", "members")).Select(m => (string)m!["name"]!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Ann\nBen")]
    [InlineData("Ann\u202Eneb")]
    [InlineData(null)]
    public async Task What_is_no_name_is_refused_and_the_former_one_stays(string? name)
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        Assert.Equal(400, await ann.PostAsync("name", new { name }));
        Assert.Equal("BAD_NAME", (string?)ann.Json["code"]);
        Assert.Equal(400, await ann.PostAsync("name", new { name = new string('n', 201) }));
        await ann.SessionAsync();
        Assert.Equal("Ann", (string?)ann.Json["name"]);
    }

    [Fact]
    public async Task Two_who_ask_for_one_name_at_once_are_not_both_given_it()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        using var ben = await JoinAsync(host, ann);
        var answers = await Task.WhenAll(ann.PostAsync("name", new { name = "Chris" }), ben.PostAsync("name", new { name = "chris" }));
        Assert.Equal([204, 400], answers.Order());
    }

    private static async Task<Browser> JoinAsync(IdentityHost host, Browser owner)
    {
        var invited = await owner.AskAsync($"mutation {{ inviteMember(input: {{ idempotencyKey: \"{Guid.NewGuid()}\", email: \"ben@fund.example\", name: \"Ben\", role: \"analyst\" }}) {{ link }} }}");
        var token = Uri.UnescapeDataString(((string)invited["data"]!["inviteMember"]!["link"]!).Split('=')[1]);
        var browser = host.Nobody();
        Assert.Equal(200, await browser.PostAsync("invitations/accept", new { token, password = Sentence }));
        return browser;
    }

    private static async Task<JsonArray> NodesAsync(Browser who, string selection, string field) => (await who.AskAsync($"{{ {selection} }}"))["data"]![field]!["nodes"]!.AsArray();

    private static (string? Actor, string? Detail) Of(JsonArray log, string action) => log.Single(n => (string?)n!["action"] == action) is { } entry ? ((string?)entry["actor"], (string?)entry["detail"]) : default;

    private static async Task<string?> LatestEventAsync(Browser who) => (string?)JsonNode.Parse(await who.Http.GetStringAsync(new Uri("/api/identity/events", UriKind.Relative)))![0]!["action"];
}
