using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Coinbase;

/// <summary>A small client with the trading key (ES256).</summary>
internal sealed class CoinbaseClient(SandboxServer sandbox, string keyName = KeyNames.Trade) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = sandbox.Endpoints["coinbase"].Rest };
    private readonly DemoKey _key = sandbox.Key("coinbase", keyName);

    public string Token(string? uri, TimeSpan shift = default)
    {
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(_key.Secret);
        return CoinbaseTokens.Make(_key.Key, ecdsa, (sandbox.Clock.GetUtcNow() + shift).ToUnixTimeSeconds(), uri is null ? "" : $""","uri":"{uri}" """);
    }

    public async Task<(HttpStatusCode Status, string Body, HttpResponseMessage Answer)> CallAsync(string pathAndQuery, string? body = null, string? token = null)
    {
        var method = body is null ? HttpMethod.Get : HttpMethod.Post;
        using var request = new HttpRequestMessage(method, pathAndQuery);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + (token ?? Token($"{method} api.coinbase.com{pathAndQuery.Split('?')[0]}")));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await _http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer);
    }

    public async Task<JsonElement> GetAsync(string pathAndQuery, string? body = null)
    {
        var (status, text, _) = await CallAsync(pathAndQuery, body);
        Assert.True(status == HttpStatusCode.OK, $"{pathAndQuery}: {status} {text}");
        return JsonElement.Parse(text);
    }

    /// <summary>All rows of a v2 list, page by page.</summary>
    public async Task<List<JsonElement>> WalkAsync(string path)
    {
        var rows = new List<JsonElement>();
        for (string? next = path; next is not null;)
        {
            var page = await GetAsync(next);
            rows.AddRange(page.GetProperty("data").EnumerateArray());
            next = page.GetProperty("pagination").GetProperty("next_uri").GetString();
        }

        return rows;
    }

    public static decimal Number(JsonElement element) => decimal.Parse(element.GetString()!, CultureInfo.InvariantCulture);

    public void Dispose() => _http.Dispose();
}
