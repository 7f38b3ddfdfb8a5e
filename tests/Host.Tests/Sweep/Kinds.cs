using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Host.Tests.Sweep;

/// <summary>How each kind of id is made, by what people do: the rows of the sweep's table.</summary>
internal sealed class Kinds(SmallDemo demo, Func<Task<Visitor>> again)
{
    private const string Sentence = "yet another long sentence";

    /// <summary>All of them, by name.</summary>
    public IReadOnlyDictionary<string, Func<Party, Task<string>>> Table => new Dictionary<string, Func<Party, Task<string>>>(StringComparer.Ordinal)
    {
        ["portfolio"] = async p => Text((await p.Door.DataAsync("{ portfolios(first: 1) { nodes { id } } }"))["portfolios"]!["nodes"]![0]!["id"]),
        ["account"] = p => TransactionAsync(p, "account", "transaction", "account"),
        ["transaction"] = p => TransactionAsync(p, "account", "transaction", "transaction"),
        ["leavingAccount"] = p => TransactionAsync(p, "leavingAccount", "leavingTransaction", "leavingAccount"),
        ["leavingTransaction"] = p => TransactionAsync(p, "leavingAccount", "leavingTransaction", "leavingTransaction"),
        ["page"] = PageAsync,
        ["entity"] = async p => Text((await p.Door.DataAsync($"{{ account(id: \"{await p.IdAsync("account")}\") {{ legalEntityId }} }}"))["account"]!["legalEntityId"]),
        ["spare"] = SpareAsync,
        ["sparePortfolio"] = async p => Text((await p.Door.DataAsync($"mutation {{ createPortfolio(input: {{ {Key} name: \"Spare\", currency: \"fiat:usd\", timeZone: \"Etc/UTC\" }}) {{ portfolio {{ id }} }} }}"))["createPortfolio"]!["portfolio"]!["id"]),
        ["spareEntity"] = async p => Text((await p.Door.DataAsync($"mutation {{ createLegalEntity(input: {{ {Key} name: \"Spare\", jurisdiction: \"ZZ\" }}) {{ legalEntity {{ id }} }} }}"))["createLegalEntity"]!["legalEntity"]!["id"]),
        ["report"] = p => ReportAsync(p, TimeProvider.System.GetUtcNow().Year),
        ["filedReport"] = FiledReportAsync,
        ["file"] = async p => Text((await p.Door.DataAsync($"{{ taxReport(id: \"{await p.IdAsync("report")}\") {{ files {{ name }} }} }}"))["taxReport"]!["files"]![0]!["name"]),
        ["client"] = async p => Text((await p.Door.DataAsync($"mutation {{ createApiClient(input: {{ {Key} name: \"probe\", role: \"analyst\" }}) {{ client {{ id }} }} }}"))["createApiClient"]!["client"]!["id"]),
        ["invitation"] = async p => Text((await InviteAsync(p, "probe@b.example", ""))["invitationId"]),
        ["member"] = async p => (await MemberAsync(p, "analyst", null)).Id,
        ["session"] = async _ => Text((await SessionAsync(await again()))["session"]),
        ["tenant"] = async _ => Text((await SessionAsync(await again()))["tenant"]),
        ["passkey"] = async p => await PasskeyAsync(await p.IdAsync("tenant")),
    };

    private static string Key => $"idempotencyKey: \"{Guid.NewGuid()}\",";

    /// <summary>Somebody new with a role, and their way in.</summary>
    public async Task<(string Id, Visitor Visitor)> MemberAsync(Party owner, string role, string? portfolio)
    {
        var email = $"{Guid.NewGuid():N}@b.example";
        var made = await InviteAsync(owner, email, portfolio is null ? "" : $", portfolioId: \"{portfolio}\"", role);
        var visitor = await Visitor.SignInAsync(new Uri(demo.Url, "/"));
        using var http = visitor.Client();
        var token = Uri.UnescapeDataString(Text(made["link"]).Split('=')[1]);
        (await http.PostAsJsonAsync("/api/identity/invitations/accept", new { token, password = Sentence })).EnsureSuccessStatusCode();
        var members = (await owner.Door.DataAsync("{ members(first: 500) { nodes { id email } } }"))["members"]!["nodes"]!.AsArray();
        return (Text(members.Single(m => (string?)m!["email"] == email)!["id"]), visitor);
    }

    /// <summary>A transaction of their ledger, once there is one, and its account: a movement if there is one.</summary>
    private static async Task<string> TransactionAsync(Party p, string account, string transaction, string wanted)
    {
        JsonNode? found = null;
        var portfolio = await p.IdAsync("portfolio");
        await Eventually.HoldsAsync(
            async () => (found = await FirstAsync(p, portfolio, "kinds: [DEPOSIT, WITHDRAWAL]") ?? await FirstAsync(p, portfolio, "")) is not null, "something is in the ledger", TimeSpan.FromMinutes(2));
        p.Know(account, Text(found!["accountId"]));
        p.Know(transaction, Text(found["id"]));
        return await p.IdAsync(wanted);
    }

    /// <summary>The raw page one of the account's transactions was read from.</summary>
    private static async Task<string> PageAsync(Party p)
    {
        var filter = $"filter: {{ accountIds: [\"{await p.IdAsync("account")}\"] }}";
        var found = await p.Door.DataAsync($"{{ portfolio(id: \"{await p.IdAsync("portfolio")}\") {{ transactions(first: 20, {filter}) {{ nodes {{ records {{ nodes {{ pageId }} }} }} }} }} }}");
        return Text(found["portfolio"]!["transactions"]!["nodes"]!.AsArray().SelectMany(t => t!["records"]!["nodes"]!.AsArray()).Select(r => r!["pageId"]).First(id => id is not null));
    }

    private static async Task<JsonNode?> FirstAsync(Party p, string portfolio, string filter) =>
        (await p.Door.DataAsync($"{{ portfolio(id: \"{portfolio}\") {{ transactions(first: 1, filter: {{ {filter} }}) {{ nodes {{ id accountId }} }} }} }}"))["portfolio"]!["transactions"]!["nodes"]!.AsArray().FirstOrDefault();

    /// <summary>An account nobody misses.</summary>
    private async Task<string> SpareAsync(Party p)
    {
        var key = await demo.KeyAsync("huobi", "fresh");
        var there = JsonNode.Parse((await p.Door.SendAsync("GET", "/api/accounts"))[4..])!.AsArray().FirstOrDefault(a => (string?)a!["name"] == "Spare");
        if (there is not null) return Text(there["id"]);
        var made = await p.Door.SendAsync("POST", "/api/accounts", new { venue = "huobi", name = "Spare", key = (string?)key["key"], secret = (string?)key["secret"] });
        return Text(JsonNode.Parse(made[4..])!["id"]);
    }

    private static async Task<string> ReportAsync(Party p, int year)
    {
        var asked = await p.Door.DataAsync($"mutation {{ requestTaxReport(input: {{ {Key} entityId: \"{await p.IdAsync("entity")}\", year: {year} }}) {{ report {{ id }} errors {{ message }} }} }}");
        var id = Text(asked["requestTaxReport"]!["report"]!["id"]);
        await Eventually.HoldsAsync(async () => (string?)(await p.Door.DataAsync($"{{ taxReport(id: \"{id}\") {{ state }} }}"))["taxReport"]!["state"] == "done", "the report is done", TimeSpan.FromMinutes(1));
        return id;
    }

    /// <summary>A report of a year that is over, by the settings that other probes set too.</summary>
    private static async Task<string> FiledReportAsync(Party p)
    {
        await p.Door.DataAsync($"mutation {{ setTaxSettings(input: {{ {Key} entityId: \"{await p.IdAsync("entity")}\", jurisdiction: \"none\", currency: \"USD\", method: \"fifo\", scope: \"universal\" }}) {{ errors {{ message }} }} }}");
        return await ReportAsync(p, TimeProvider.System.GetUtcNow().Year - 1);
    }

    private static async Task<JsonNode> InviteAsync(Party p, string email, string more, string role = "analyst") =>
        (await p.Door.DataAsync($"mutation {{ inviteMember(input: {{ {Key} email: \"{email}\", name: \"Probe\", role: \"{role}\"{more} }}) {{ invitationId link errors {{ code }} }} }}"))["inviteMember"]!;

    private static async Task<JsonNode> SessionAsync(Visitor visitor)
    {
        using var http = visitor.Client();
        return (await http.GetFromJsonAsync<JsonNode>("/api/identity/session"))!;
    }

    private async Task<string> PasskeyAsync(string tenant)
    {
        var id = RandomNumberGenerator.GetBytes(16);
        var first = $"select person_id from identity.member where tenant_id = '{tenant}' order by joined_at limit 1";
        var person = await demo.Own.ScalarAsync<Guid?>(first) ?? await demo.Main.ScalarAsync<Guid?>(first);
        await demo.Main.ExecuteAsync($$"""
            insert into identity.passkey (credential_id, person_id, name, body, created_at)
            values (decode('{{Convert.ToHexString(id)}}', 'hex'), '{{person}}', 'Probe', '{"PublicKey":"AA==","CreatedAt":"2026-01-01T00:00:00Z","AttestationObject":"AA==","ClientDataJson":"AA=="}', now())
            """);
        return Base64Url.EncodeToString(id);
    }

    private static string Text(JsonNode? node) => (string?)node ?? throw new InvalidOperationException("An id was not told.");
}
