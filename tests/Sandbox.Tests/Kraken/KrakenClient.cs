using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Kraken;

/// <summary>A small client that signs as Kraken documents, with a nonce that rises.</summary>
internal sealed class KrakenClient(SandboxServer sandbox, string keyName = KeyNames.Trade) : IDisposable
{
    private static long s_nonce = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
    private readonly HttpClient _http = new() { BaseAddress = sandbox.Endpoints["kraken"].Rest };

    public DemoKey Key { get; } = sandbox.Key("kraken", keyName);

    /// <summary>The answer of a private call; parts of the call can be made wrong.</summary>
    public async Task<JsonElement> CallAsync(string endpoint, string arguments = "", string? nonce = null, string? secret = null, string? key = null)
    {
        nonce ??= Interlocked.Increment(ref s_nonce).ToString();
        var body = "nonce=" + nonce + (arguments.Length > 0 ? "&" + arguments : "");
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(nonce + body));
        using var mac = new HMACSHA512(Convert.FromBase64String(secret ?? Key.Secret));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/0/private/" + endpoint);
        request.Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        request.Headers.Add("API-Key", key ?? Key.Key);
        request.Headers.Add("API-Sign", Convert.ToBase64String(mac.ComputeHash([.. Encoding.UTF8.GetBytes("/0/private/" + endpoint), .. digest])));
        using var answer = await _http.SendAsync(request);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The result of a private call that must succeed.</summary>
    public async Task<JsonElement> ResultAsync(string endpoint, string arguments = "")
    {
        var answer = await CallAsync(endpoint, arguments);
        Assert.True(answer.GetProperty("error").GetArrayLength() == 0, endpoint + ": " + answer);
        return answer.GetProperty("result");
    }

    /// <summary>The error text of a private call that must fail.</summary>
    public async Task<string?> ErrorAsync(string endpoint, string arguments = "", string? nonce = null, string? secret = null, string? key = null)
    {
        var answer = await CallAsync(endpoint, arguments, nonce, secret, key);
        return answer.GetProperty("error").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.String } error ? error.GetString() : null;
    }

    /// <summary>A public call's whole answer.</summary>
    public async Task<JsonElement> PublicAsync(string endpoint) => JsonElement.Parse(await _http.GetStringAsync("/0/public/" + endpoint));

    /// <summary>A socket that has said hello and subscribed to both private channels.</summary>
    public async Task<TestSocket> SubscribeAsync(SandboxServer sandbox)
    {
        var token = (await ResultAsync("GetWebSocketsToken")).GetProperty("token").GetString();
        var socket = await TestSocket.OpenAsync(sandbox.Endpoints["kraken"].Stream);
        foreach (var channel in (string[])["executions", "balances"])
            await socket.SendAsync($$$"""{"method":"subscribe","params":{"channel":"{{{channel}}}","token":"{{{token}}}","snap_trades":true,"snap_orders":true},"req_id":1}""");
        return socket;
    }

    public void Dispose() => _http.Dispose();
}
