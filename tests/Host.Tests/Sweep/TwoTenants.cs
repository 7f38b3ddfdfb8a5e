using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Host.Tests.Sweep;

/// <summary>The demo's tenant B, and beside it in the same database a tenant A that signed up and has accounts of its own.</summary>
public class TwoTenants(SmallDemo demo) : IAsyncLifetime
{
    private const string Password = "a sentence nobody guesses";
    private static readonly string[] VenuesOfA = ["binance", "coinbase"];
    private readonly List<Door> _doors = [];
    private Dictionary<string, string> _values = null!;
    private (string Key, string Secret) _spare;
    private (string Key, string Secret) _unused;

    internal SmallDemo Demo => demo;

    internal Kinds KindsOfB { get; private set; } = null!;

    internal Party A { get; private set; } = null!;

    internal Party B { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        (_spare, _unused) = (await KeyAsync("huobi"), await KeyAsync("bitfinex"));
        _values = Values();
        KindsOfB = new Kinds(demo, demo.VisitAsync);
        B = new Party(Enter(await demo.VisitAsync()), KindsOfB.Table);
        A = new Party(Enter(await SignUpAsync()), new Kinds(demo, () => SignInAsync("ann@other.example")).Table);
        foreach (var venue in VenuesOfA)
        {
            var key = await demo.KeyAsync(venue, "trade");
            var made = await A.Door.SendAsync("POST", "/api/accounts", new { venue, key = (string?)key["key"], secret = (string?)key["secret"] });
            Assert.StartsWith("201", made, StringComparison.Ordinal);
        }

        await B.IdAsync("report"); // lists of reports have something to tell from the first probe on
        await demo.Own.ExecuteAsync($"""
            insert into portfolio.problem (tenant_id, account_id, problem_id, code, detail, found_at) select tenant_id, account_id, gen_random_uuid(), 'PROBE', 'made for the sweep', now()
            from portfolio.account where account_id = '{await B.IdAsync("account")}'
            """);
    }

    public async Task DisposeAsync()
    {
        await demo.Own.ExecuteAsync("delete from portfolio.problem where code = 'PROBE'");
        foreach (var account in JsonNode.Parse((await A.Door.SendAsync("GET", "/api/accounts"))[4..])!.AsArray()) await RemoveAsync(A, (string?)account!["id"]);
        await RemoveAsync(B, await B.IdAsync("spare"));
        foreach (var door in _doors) door.Dispose();
    }

    internal Door Enter(Visitor visitor)
    {
        var door = new Door(visitor);
        _doors.Add(door);
        return door;
    }

    internal SchemaProbes OfSchema() => new(demo.Services.GetRequiredService<RequestExecutor>().Schema, _values);

    internal IReadOnlyList<Probe> OfRoutes() => [.. RouteProbes.All(new Dictionary<string, (string[], Func<IReadOnlyList<string>, (string, object?)>)>(StringComparer.Ordinal)
    {
        ["POST /api/accounts"] = (["entity"], i => ("/api/accounts", new { venue = "bitfinex", name = "Probe", key = _unused.Key, secret = _unused.Secret, legalEntity = i[0] })),
        ["POST /api/accounts/{id:guid}/key"] = (["spare"], i => ($"/api/accounts/{i[0]}/key", new { key = _spare.Key, secret = _spare.Secret })),
    })];

    internal IEnumerable<(string Route, int Ids)> Routes() => RouteProbes.OfHost(demo.Services.GetRequiredService<EndpointDataSource>().Endpoints);

    internal Sweeper Sweeper() => new(
        new Dictionary<string, Func<Party, IReadOnlyList<string>, Task>>(StringComparer.Ordinal)
        {
            ["mutation revokeRole"] = (owner, ids) => owner.Door.DataAsync(
                $"mutation {{ grantRole(input: {{ idempotencyKey: \"{Guid.NewGuid()}\", memberId: \"{ids[0]}\", role: \"analyst\"{(ids.Count > 1 ? $", portfolioId: \"{ids[1]}\"" : "")} }}) {{ done }} }}"),
            ["mutation reopenTaxYear"] = async (owner, _) => await owner.Door.DataAsync($"mutation {{ closeTaxYear(input: {{ idempotencyKey: \"{Guid.NewGuid()}\", reportId: \"{await owner.IdAsync("filedReport")}\", reason: \"probe\" }}) {{ errors {{ code }} }} }}"),
            ["mutation retractAnnotation"] = (owner, ids) => owner.Door.DataAsync($"mutation {{ annotateTransaction(input: {{ idempotencyKey: \"{Guid.NewGuid()}\", accountId: \"{ids[0]}\", transactionId: \"{ids[1]}\", text: \"probe\" }}) {{ errors {{ code }} }} }}"),
            ["mutation enableKey"] = (_, ids) => DisableAsync(ids[0]),
            ["POST /api/accounts/{id:guid}/enable"] = (_, ids) => DisableAsync(ids[0]),
        },
        new Dictionary<string, Func<Party, string, Task>>(StringComparer.Ordinal)
        {
            ["mutation connectAccount"] = (owner, answer) => RemoveAsync(owner, (string?)JsonNode.Parse(answer)?["data"]?["connectAccount"]?["account"]?["id"]),
            ["mutation createPortfolio"] = async (owner, answer) =>
            {
                if ((string?)JsonNode.Parse(answer)?["data"]?["createPortfolio"]?["portfolio"]?["id"] is { } made)
                    await owner.Door.DataAsync($"mutation {{ changePortfolio(input: {{ idempotencyKey: \"{Guid.NewGuid()}\", portfolioId: \"{made}\", name: \"Probe\", currency: \"fiat:usd\", timeZone: \"Etc/UTC\", accountIds: [] }}) {{ errors {{ code }} }} removePortfolio(input: {{ idempotencyKey: \"{Guid.NewGuid()}\", portfolioId: \"{made}\" }}) {{ errors {{ code }} }} }}");
            },
            ["mutation closeTaxYear"] = async (owner, _) => await owner.Door.DataAsync($"mutation {{ reopenTaxYear(input: {{ idempotencyKey: \"{Guid.NewGuid()}\", entityId: \"{await owner.IdAsync("entity")}\", year: {LastYear}, reason: \"probe\" }}) {{ errors {{ code }} }} }}"),
            ["POST /api/accounts"] = (owner, answer) => RemoveAsync(owner, answer.StartsWith("201", StringComparison.Ordinal) ? (string?)JsonNode.Parse(answer[4..])?["id"] : null),
        });

    private async Task DisableAsync(string account)
    {
        foreach (var database in (TestDatabase[])[demo.Main, demo.Own]) await database.ExecuteAsync($"update ingestion.account set disabled_at = now() where account_id = '{account}'");
    }

    private static Task RemoveAsync(Party owner, string? account) => account is null ? Task.CompletedTask : owner.Door.SendAsync("DELETE", $"/api/accounts/{account}");

    private async Task<(string Key, string Secret)> KeyAsync(string venue)
    {
        var key = await demo.KeyAsync(venue, "fresh");
        return ((string)key["key"]!, (string)key["secret"]!);
    }

    private async Task<Visitor> SignUpAsync()
    {
        using var http = new HttpClient { BaseAddress = demo.Url };
        (await http.PostAsJsonAsync("/api/identity/sign-up", new { tenant = "Other Fund", name = "Ann", email = "ann@other.example", password = Password })).EnsureSuccessStatusCode();
        var visitor = await SignInAsync("ann@other.example");
        var door = Enter(visitor);
        await Eventually.HoldsAsync(async () => (await door.DataAsync("{ portfolios { nodes { id } } }"))["portfolios"]!["nodes"]!.AsArray().Count == 1, "the new tenant has its first portfolio");
        return visitor;
    }

    private async Task<Visitor> SignInAsync(string email)
    {
        var visitor = await Visitor.SignInAsync(new Uri(demo.Url, "/"));
        using var http = visitor.Client();
        (await http.PostAsJsonAsync("/api/identity/sign-in", new { email, password = Password })).EnsureSuccessStatusCode();
        return visitor;
    }

    private static string LastYear => (TimeProvider.System.GetUtcNow().Year - 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>What arguments that are no ids are given: by field and argument, by argument, by type.</summary>
    private Dictionary<string, string> Values() => new(StringComparer.Ordinal)
    {
        ["String"] = "\"probe\"", ["Int"] = "1", ["Long"] = "1", ["Float"] = "0.5", ["Boolean"] = "false", ["Decimal"] = "\"1\"", ["DateTime"] = "\"2026-01-01T00:00:00Z\"",
        ["year"] = TimeProvider.System.GetUtcNow().Year.ToString(CultureInfo.InvariantCulture), ["role"] = "\"analyst\"", ["email"] = "\"probe@b.example\"",
        ["reopenTaxYear.year"] = LastYear, ["taxBridge.from"] = "\"2026-01-01\"", ["taxBridge.to"] = "\"2026-03-31\"",
        ["jurisdiction"] = "\"none\"", ["setTaxSettings.currency"] = "\"USD\"", ["currency"] = "\"fiat:usd\"", ["changeLegalEntity.jurisdiction"] = "\"DE\"", ["method"] = "\"fifo\"", ["scope"] = "\"universal\"", ["meaning"] = "OPEN", ["decision"] = "DISMISS",
        ["assetId"] = "\"btc\"", ["quantity"] = "\"0.0001\"", ["price"] = "\"50000\"", ["timeZone"] = "\"Etc/UTC\"",
        ["connectAccount.venue"] = "\"bitfinex\"", ["connectAccount.key"] = Literal(_unused.Key), ["connectAccount.secret"] = Literal(_unused.Secret),
        ["rotateKey.key"] = Literal(_spare.Key), ["rotateKey.secret"] = Literal(_spare.Secret),
    };

    private static string Literal(string text) => JsonSerializer.Serialize(text);
}

/// <summary>The same with a tenant B that has a database to itself; A is in the main one.</summary>
public sealed class TwoTenantsApart(PlacedDemo demo) : TwoTenants(demo);
