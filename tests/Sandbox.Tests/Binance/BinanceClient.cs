using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Binance;

/// <summary>A small client that signs as Binance documents.</summary>
internal sealed class BinanceClient(SandboxServer sandbox, string keyName = KeyNames.Trade) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = sandbox.Endpoints["binance"].Rest };

    public DemoKey Key { get; } = sandbox.Key("binance", keyName);

    public static string Sign(string secret, string text)
    {
        using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        return Convert.ToHexStringLower(mac.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>A signed call, in the query or (in part) in the body.</summary>
    public Task<HttpResponseMessage> SignedAsync(string path, string arguments = "", HttpMethod? method = null, TimeSpan shift = default, bool body = false)
    {
        var query = $"{arguments}{(arguments.Length > 0 ? "&" : "")}timestamp={(sandbox.Clock.GetUtcNow() + shift).ToUnixTimeMilliseconds()}";
        return SendAsync(path, query + "&signature=" + Sign(Key.Secret, query), method, Key.Key, body);
    }

    public async Task<HttpResponseMessage> SendAsync(string path, string query, HttpMethod? method = null, string? key = null, bool body = false)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, body ? path : path + "?" + query);
        if (body) request.Content = new StringContent(query, Encoding.UTF8, "application/x-www-form-urlencoded");
        if (key is not null) request.Headers.Add("X-MBX-APIKEY", key);
        return await _http.SendAsync(request);
    }

    /// <summary>The body of a signed call that must succeed.</summary>
    public async Task<JsonElement> OkAsync(string path, string arguments = "", HttpMethod? method = null)
    {
        using var answer = await SignedAsync(path, arguments, method);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode} {text}");
        return JsonElement.Parse(text);
    }

    /// <summary>Status and code of an answer that must be an error.</summary>
    public static async Task<(int Status, int Code)> ErrorAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("code").GetInt32());
    }

    public async Task<JsonElement> PublicAsync(string pathAndQuery) => JsonElement.Parse(await _http.GetStringAsync(pathAndQuery));

    public void Dispose() => _http.Dispose();
}
