using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Host.Tests;

/// <summary>Secrets that went in come out nowhere: not in logs, answers, files or tables.</summary>
public sealed class CanaryTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_whole_run_with_keys_that_work_and_keys_that_fail_writes_none_of_them_anywhere()
    {
        var origin = TimeProvider.System.GetUtcNow().AddDays(-3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await using var host = HostProcess.Start("--port", "0", "--data", _data.Path, $"--Sandbox:Origin={origin}T00:00:00Z", "--Sandbox:EnforceLimits=false", "--Ingestion:CandleDays=3", "--Ingestion:CandleHourDays=3", "--Logging:LogLevel:Default=Trace");
        var visitor = await host.VisitAsync(TimeSpan.FromMinutes(3));
        using var http = visitor.Client();
        await Eventually.HoldsAsync(async () => (await http.GetFromJsonAsync<JsonArray>("/api/accounts"))!.All(a => (string?)a!["state"] == "live"), "all keys are in use", TimeSpan.FromMinutes(4));

        const string Wrong = "CANARYwrongSecret0123456789/+abcdefghijklmnopqrstuvwxyzABCDEFGHIJ";
        var answers = await MisuseAsync(http, Wrong);
        answers.AddRange([await http.GetStringAsync("/api/accounts"), await http.GetStringAsync("/health"), await AskAsync(http, "{ accounts { nodes { name venue keyLabel } } auditLog(first: 50) { nodes { action } } }")]);
        var canaries = new Canaries([Wrong, .. Secrets()]);
        Assert.All(answers, a => Assert.Empty(canaries.In(a)));
        var tables = await TablesAsync();
        await host.TerminateAsync();

        Assert.Empty(canaries.In(host.Output));
        Assert.Empty(canaries.In(tables));
        foreach (var file in Directory.EnumerateFiles(_data.Path, "*", SearchOption.AllDirectories).Where(f => !f.Contains("/sandbox/", StringComparison.Ordinal)))
            Assert.False(canaries.In(await File.ReadAllBytesAsync(file)).Any(), $"a secret is in {Path.GetRelativePath(_data.Path, file)}");
        // That the search can find something: what is no secret is there.
        Assert.NotEmpty(new Canaries(["Kraken demo"]).In(tables));
        Assert.NotEmpty(new Canaries(["PortfolioPlatform"]).In(host.Output));
    }

    /// <summary>Everything that answers a key with an error.</summary>
    private static async Task<List<string>> MisuseAsync(HttpClient http, string secret)
    {
        var answers = new List<string>();
        var request = new { venue = "binance", name = "Never connected", key = secret[..32], secret, passphrase = secret };
        foreach (var path in (string[])["/api/accounts/test", "/api/accounts", $"/api/accounts/{DemoTenant.Account("binance")}/key"])
            answers.Add(await TextAsync(await http.PostAsJsonAsync(path, request)));
        answers.Add(await TextAsync(await http.PostAsync("/api/accounts", new StringContent($$"""{"venue":"kraken","secret":"{{secret}}",""", Encoding.UTF8, "application/json"))));
        answers.Add(await AskAsync(http, $$"""mutation { connectAccount(input: { idempotencyKey: "canary", venue: "kraken", name: "Never connected", key: "k", secret: "{{secret}}" }) { nonsense } }"""));
        answers.Add(await TextAsync(await http.PostAsync("/connect/token", new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", "nobody"), new("client_secret", secret)]))));
        using var bearer = new HttpRequestMessage(HttpMethod.Get, "/api/accounts") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", secret) } };
        using var refused = await http.SendAsync(bearer);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        return answers;
    }

    private static async Task<string> AskAsync(HttpClient http, string query) => await TextAsync(await http.PostAsJsonAsync("/graphql", new { query }));

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        using (answer) return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The secrets of the demo's keys, as the sandbox knows them.</summary>
    private IEnumerable<string> Secrets()
    {
        var settings = JsonNode.Parse(File.ReadAllText(Path.Combine(_data.Path, "sandbox", "settings.json")))!.AsObject();
        var secrets = settings.Where(s => s.Key.EndsWith(":Secret", StringComparison.Ordinal) || s.Key.EndsWith(":Passphrase", StringComparison.Ordinal)).Select(s => (string?)s.Value).OfType<string>().ToList();
        Assert.True(secrets.Count >= DemoTenant.Venues.Count);
        // A key in PEM form is looked for line by line: its breaks are written in many ways.
        return secrets.SelectMany(s => s.Split('\n')).Where(line => line.Length > 20 && !line.StartsWith("-----", StringComparison.Ordinal));
    }

    /// <summary>Every row of every table as text: on disk values may be compressed.</summary>
    private async Task<string> TablesAsync()
    {
        await using var connection = new NpgsqlConnection(TestDatabase.OfProduct(_data.Path).SuperuserConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var list = new NpgsqlCommand("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')", connection);
        var tables = new List<string>();
        await using (var reader = await list.ExecuteReaderAsync())
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        var text = new StringBuilder();
        foreach (var table in tables)
        {
            using var rows = await connection.BeginTextExportAsync($"copy {table} to stdout");
            text.AppendLine(await rows.ReadToEndAsync());
        }

        return text.ToString();
    }
}
