using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Tests.Huobi;

/// <summary>A small client that signs as the venue asks.</summary>
internal sealed class HuobiClient(SandboxServer sandbox, string keyName = KeyNames.Trade) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = sandbox.Endpoints["huobi"].Rest };
    private readonly DemoKey _key = sandbox.Key("huobi", keyName);

    public async Task<(HttpStatusCode Status, string Body, HttpResponseMessage Answer)> CallAsync(string path, Dictionary<string, string>? query = null, string? body = null, TimeSpan shift = default, string? secret = null)
    {
        var method = body is null ? HttpMethod.Get : HttpMethod.Post;
        using var request = new HttpRequestMessage(method, path + "?" + Query(method, path, query, shift, secret));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await _http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer);
    }

    public string Query(HttpMethod method, string path, Dictionary<string, string>? query, TimeSpan shift = default, string? secret = null)
    {
        var all = new SortedDictionary<string, string>(query ?? [], StringComparer.Ordinal)
        {
            ["AccessKeyId"] = _key.Key, ["SignatureMethod"] = "HmacSHA256", ["SignatureVersion"] = "2", ["Timestamp"] = Time(shift),
        };
        var text = string.Join('&', all.Select(p => p.Key + "=" + Uri.EscapeDataString(p.Value)));
        return text + "&Signature=" + Uri.EscapeDataString(Sign(secret ?? _key.Secret, $"{method}\n{sandbox.Endpoints["huobi"].Rest.Authority}\n{path}\n{text}"));
    }

    public async Task<JsonElement> GetAsync(string path, Dictionary<string, string>? query = null)
    {
        var (status, text, _) = await CallAsync(path, query);
        var answer = JsonElement.Parse(text);
        Assert.True(status == HttpStatusCode.OK && (answer.TryGetProperty("code", out var code) ? code.GetInt32() == 200 : answer.GetProperty("status").GetString() == "ok"), $"{path}: {status} {text}");
        return answer;
    }

    public async Task<JsonElement> PublicAsync(string path) => JsonElement.Parse(await _http.GetStringAsync(path));

    public string Auth(string? secret = null)
    {
        var text = $"accessKey={_key.Key}&signatureMethod=HmacSHA256&signatureVersion=2.1&timestamp={Uri.EscapeDataString(Time(default))}";
        var signature = Sign(secret ?? _key.Secret, $"GET\n{sandbox.Endpoints["huobi"].Rest.Authority}\n/ws/v2\n{text}");
        return $$"""{"action":"req","ch":"auth","params":{"authType":"api","accessKey":"{{_key.Key}}","signatureMethod":"HmacSHA256","signatureVersion":"2.1","timestamp":"{{Time(default)}}","signature":"{{signature}}"} }""";
    }

    public static decimal Number(JsonElement element) =>
        decimal.Parse(element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture);

    public void Dispose() => _http.Dispose();

    private string Time(TimeSpan shift) => (sandbox.Clock.GetUtcNow() + shift).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    private static string Sign(string secret, string text) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
}
