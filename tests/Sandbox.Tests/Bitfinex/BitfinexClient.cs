using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Bitfinex;

/// <summary>A small client that signs as the venue asks.</summary>
internal sealed class BitfinexClient(SandboxServer sandbox, string keyName = KeyNames.Trade) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = sandbox.Endpoints["bitfinex"].Rest };
    private readonly DemoKey _key = sandbox.Key("bitfinex", keyName);
    private static long s_nonce = 1_700_000_000_000_000;

    public async Task<(HttpStatusCode Status, string Body)> PostAsync(string path, string body = "{}", string? nonce = null, string? secret = null, string? key = null)
    {
        nonce ??= Interlocked.Increment(ref s_nonce).ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("bfx-nonce", nonce);
        request.Headers.Add("bfx-apikey", key ?? _key.Key);
        request.Headers.Add("bfx-signature", Sign(secret ?? _key.Secret, "/api" + path + nonce + body));
        using var answer = await _http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<JsonElement> ReadAsync(string path, string body = "{}")
    {
        var (status, text) = await PostAsync(path, body);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {status} {text}");
        return JsonElement.Parse(text);
    }

    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>An <c>auth</c> event of the stream.</summary>
    public string Auth(string extra = "", string? secret = null)
    {
        var nonce = Interlocked.Increment(ref s_nonce);
        return $$"""{"event":"auth","apiKey":"{{_key.Key}}","authNonce":{{nonce}},"authPayload":"AUTH{{nonce}}","authSig":"{{Sign(secret ?? _key.Secret, "AUTH" + nonce)}}"{{extra}}}""";
    }

    public static decimal Number(JsonElement element) => decimal.Parse(element.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture);

    public void Dispose() => _http.Dispose();

    private static string Sign(string secret, string text) => Convert.ToHexStringLower(HMACSHA384.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
}
