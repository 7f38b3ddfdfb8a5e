using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Host.Tests.Sweep;

/// <summary>Two tenants whose rows are in the same tables: nothing but row-level security keeps them apart there.</summary>
[Collection(SmallDemoStories.Name)]
public sealed class SharedDatabaseTests(TwoTenants two) : CrossTenantTests(two), IClassFixture<TwoTenants>;

/// <summary>Two tenants of whom one has a database to itself.</summary>
[Collection(PlacedDemoStories.Name)]
public sealed class OwnDatabaseTests(TwoTenantsApart two) : CrossTenantTests(two), IClassFixture<TwoTenantsApart>;

/// <summary>Nobody sees another tenant: everything that can be asked is asked, with everything that is another's. What is added to the API without a probe fails here by its name.</summary>
public abstract partial class CrossTenantTests(TwoTenants two)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>What a manager of a part of the tree may ask with an id.</summary>
    private static readonly string[] Readable = ["query portfolio", "subscription onPortfolio"];

    /// <summary>Topics of the feed, and what their argument is an id of.</summary>
    private static readonly Dictionary<string, string?> Topics = new(StringComparer.Ordinal)
    {
        ["portfolio"] = "portfolio", ["risk"] = "portfolio", ["derivatives"] = "portfolio", ["portfolios"] = null, ["accounts"] = null, ["reconciliation"] = null, ["prices"] = null,
    };

    [Fact]
    public async Task Every_id_that_any_field_takes_is_unknown_to_another_tenant()
    {
        var (probes, sweeper) = (two.OfSchema().WithIds().ToArray(), two.Sweeper());
        Assert.Empty(probes.SelectMany(p => p.Ids.Where(i => i.Kind == Probe.Unknown).Select(i => $"{p.Name} takes an id {i.Name} the sweep has no row for")));
        Assert.True(probes.Length > 30, $"only {probes.Length} probes");
        foreach (var probe in probes) await sweeper.SweepAsync(probe, two.B, two.A);
        Assert.True(sweeper.Failures.Count == 0, string.Join('\n', sweeper.Failures));
    }

    [Fact]
    public async Task What_is_asked_without_an_id_tells_nothing_of_another_tenant()
    {
        var (mine, theirs) = (new HashSet<string>(StringComparer.Ordinal), new List<(string Name, string Answer)>());
        foreach (var probe in two.OfSchema().WithoutIds())
        {
            var own = await probe.AskAsync(two.B.Door, [], Patience);
            Assert.False(own.Contains("\"errors\":", StringComparison.Ordinal), $"{probe.Name}: {own}");
            mine.UnionWith(Ids(own));
            theirs.Add((probe.Name, await probe.AskAsync(two.A.Door, [], Patience)));
        }

        Assert.True(mine.Count > 20, $"only {mine.Count} ids");
        Assert.Equal("", string.Join('\n', theirs.SelectMany(t => Ids(t.Answer).Where(mine.Contains).Distinct().Select(id => $"{t.Name} tells {id}"))));
    }

    [Fact]
    public async Task Every_route_that_carries_an_id_is_probed_and_finds_nothing_of_another_tenant()
    {
        var (probes, sweeper) = (two.OfRoutes(), two.Sweeper());
        Assert.Equal(two.Routes().Order(), probes.Select(p => (p.Name, p.Ids.Count)).Order());
        foreach (var probe in probes) await sweeper.SweepAsync(probe, two.B, two.A);
        Assert.True(sweeper.Failures.Count == 0, string.Join('\n', sweeper.Failures));
    }

    [Fact]
    public async Task Every_topic_of_the_feed_is_of_ones_own_tenant()
    {
        var sweeper = two.Sweeper();
        foreach (var topic in two.Demo.Services.GetServices<IFeedTopic>())
        {
            Assert.True(Topics.TryGetValue(topic.Name, out var kind), $"the topic {topic.Name} has no probe");
            if (kind is not null) await sweeper.SweepAsync(new Probe($"topic {topic.Name}", [new("argument", kind, true)], (door, ids, patience) => door.FeedAsync(topic.Name, ids[0], patience), false), two.B, two.A);
            else
            {
                var mine = Ids(await two.B.Door.FeedAsync(topic.Name, null, Patience)).ToHashSet(StringComparer.Ordinal);
                Assert.DoesNotContain(Ids(await two.A.Door.FeedAsync(topic.Name, null, Patience)), mine.Contains);
            }
        }

        Assert.True(sweeper.Failures.Count == 0, string.Join('\n', sweeper.Failures));
    }

    /// <summary>What is changed over REST leaves an entry as what is changed over GraphQL does (<see cref="AuditTests"/>).</summary>
    [Fact]
    public async Task Every_route_that_changes_something_leaves_an_audit_entry()
    {
        var (probes, sweeper) = (two.OfRoutes().Where(p => p.Changes).ToArray(), two.Sweeper());
        Assert.True(probes.Length > 9, $"only {probes.Length} routes");
        foreach (var probe in probes)
        {
            var before = await EntriesAsync();
            if (await sweeper.SucceedsAsync(probe, 0, two.B) && await EntriesAsync() == before) sweeper.Failures.Add($"{probe.Name} leaves no entry");
        }

        Assert.True(sweeper.Failures.Count == 0, string.Join('\n', sweeper.Failures));
    }

    private Task<long> EntriesAsync() => two.Demo.Own.ScalarAsync<long>($"select count(*) from platform.audit_entry where tenant_id = '{DemoTenant.Tenant}' and action <> 'key.used'");

    /// <summary>What stands in the hot store, and what is told on the live channel, is under a name with the tenant in it; prices are everybody's.</summary>
    [Fact]
    public async Task Every_key_and_every_topic_of_values_names_its_tenant()
    {
        var (tenant, seen) = (DemoTenant.Tenant, 0);
        foreach (var topic in two.Demo.Services.GetServices<IFeedTopic>().Where(t => t.Name != "prices"))
        {
            var argument = Topics[topic.Name] is { } kind ? await two.B.IdAsync(kind) : null;
            var source = (await topic.ResolveAsync(tenant, argument, CancellationToken.None))!;
            foreach (var key in new[] { source.Topic, source.WatchKey }.OfType<string>())
            {
                Assert.True(key.Contains(tenant.ToString(), StringComparison.Ordinal), $"{topic.Name} is under {key}");
                seen++;
            }

            Assert.NotEqual(source, await topic.ResolveAsync(new Kernel.TenantId(Guid.NewGuid()), argument, CancellationToken.None));
        }

        Assert.True(seen >= 7, $"only {seen} keys");
    }

    [Theory]
    [InlineData("holding", "fund")]
    [InlineData("fund", "holding")]
    public async Task A_manager_of_one_part_of_the_tree_finds_nothing_of_the_other(string own, string other)
    {
        var (ownId, otherId) = (SmallDemo.Id(own), SmallDemo.Id(other));
        var (manager, owner) = (await ManagerAsync(ownId), OnPart(two.B.Door, otherId));
        var sweeper = two.Sweeper();
        var probes = two.OfSchema().WithIds().Concat(two.OfRoutes()).Where(p => p.Ids.All(i => i.Kind is not (Probe.Unknown or "tenant"))).ToArray();
        foreach (var probe in probes.Where(p => Readable.Contains(p.Name, StringComparer.Ordinal))) await sweeper.SweepAsync(probe, manager, await ManagerAsync(otherId));
        foreach (var probe in probes) await sweeper.CompareAsync(probe, manager, owner);
        Assert.True(sweeper.Failures.Count == 0, string.Join('\n', sweeper.Failures));

        string[] hidden = [otherId, .. DemoTenant.Venues.Where(v => IsIn(v, other)).SelectMany(v => new[] { SmallDemo.Id(v), $"{DemoTenant.Account(v)}" }), $"{(other == "fund" ? DemoTenant.Fund : DemoTenant.Holding)}"];
        foreach (var probe in two.OfSchema().WithoutIds())
            Assert.DoesNotContain(Ids(await probe.AskAsync(manager.Door, [], Patience)), id => hidden.Contains(id, StringComparer.Ordinal));
    }

    private static bool IsIn(string venue, string part) => (DemoTenant.EntityOf(venue) == DemoTenant.Holding) == (part == "holding");

    private async Task<Party> ManagerAsync(string portfolio) => OnPart(two.Enter((await two.KindsOfB.MemberAsync(two.B, "manager", portfolio)).Visitor), portfolio);

    /// <summary>Somebody whose portfolio is a part of the tree, and whose account lies in it; all else is the tenant's.</summary>
    private Party OnPart(Door door, string portfolio)
    {
        var ofPart = new Party(two.B.Door, two.KindsOfB.Table);
        ofPart.Know("portfolio", portfolio);
        string[] inPart = ["portfolio", "account", "transaction", "entity"];
        return new Party(door, two.KindsOfB.Table.Keys.ToDictionary(kind => kind, kind => (Func<Party, Task<string>>)(_ => (inPart.Contains(kind, StringComparer.Ordinal) ? ofPart : two.B).IdAsync(kind)), StringComparer.Ordinal));
    }

    /// <summary>
    /// Ids of the platform. Both tenants have an account at the same simulated venue, whose own ids of orders and fills both may see; and an audit log tells each of them the addresses it asked
    /// for itself and was refused.
    /// </summary>
    private static IEnumerable<string> Ids(string text) => Guids().Matches(OfVenue().Replace(text, "")).Select(m => m.Value).Where(id => id != Guid.Empty.ToString());

    [GeneratedRegex("\"(reference|nativeId)\":\"[^\"]*\"|\"detail\":\"/api/[^\"]*\"")]
    private static partial Regex OfVenue();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Guids();
}
