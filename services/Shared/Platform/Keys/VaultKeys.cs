using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PortfolioPlatform.Platform.Keys;

/// <summary>Keys in HashiCorp Vault's (or OpenBao's) transit engine, over its HTTP API (developer.hashicorp.com/vault/api-docs/secret/transit). The context goes as <c>associated_data</c>.</summary>
/// <param name="http">Its base address is the key's mount: <c>https://vault:8200/v1/transit/</c>.</param>
/// <param name="key">Name of the key.</param>
/// <param name="token">Sent as <c>X-Vault-Token</c>; read each time, so that it may be renewed.</param>
internal sealed class VaultKeys(HttpClient http, string key, Func<string> token) : IKeyService
{
    private const string Prefix = "vault:";

    public async Task<WrappedKey> WrapAsync(ReadOnlyMemory<byte> plain, string context, CancellationToken cancellationToken)
    {
        var data = await AskAsync(HttpMethod.Post, $"encrypt/{key}", new JsonObject { ["plaintext"] = Convert.ToBase64String(plain.Span), ["associated_data"] = Encoded(context) }, cancellationToken);
        var cipher = (string)data["ciphertext"]!;
        return new WrappedKey(NameOf(int.Parse(cipher.Split(':')[1].AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)), Encoding.ASCII.GetBytes(cipher));
    }

    public async Task<byte[]> UnwrapAsync(WrappedKey wrapped, string context, CancellationToken cancellationToken)
    {
        var data = await AskAsync(HttpMethod.Post, $"decrypt/{key}", new JsonObject { ["ciphertext"] = Encoding.ASCII.GetString(wrapped.Box), ["associated_data"] = Encoded(context) }, cancellationToken);
        return Convert.FromBase64String((string)data["plaintext"]!);
    }

    public async Task<string> NewestAsync(CancellationToken cancellationToken) => NameOf((int)(await AskAsync(HttpMethod.Get, $"keys/{key}", null, cancellationToken))["latest_version"]!);

    public async Task<string> RenewAsync(CancellationToken cancellationToken)
    {
        await AskAsync(HttpMethod.Post, $"keys/{key}/rotate", new JsonObject(), cancellationToken);
        return await NewestAsync(cancellationToken);
    }

    public bool Holds(string master) => master.StartsWith($"{Prefix}{key}:v", StringComparison.Ordinal);

    private string NameOf(int version) => $"{Prefix}{key}:v{version}";

    private static string Encoded(string context) => Convert.ToBase64String(Encoding.UTF8.GetBytes(context));

    private async Task<JsonNode> AskAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("X-Vault-Token", token());
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (response.IsSuccessStatusCode) return (text.Length == 0 ? null : JsonNode.Parse(text)?["data"]) ?? new JsonObject();
            throw Refusal((int)response.StatusCode, text);
        }
        catch (Exception error) when (error is HttpRequestException or JsonException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new KeyServiceException($"Vault at {http.BaseAddress!.GetLeftPart(UriPartial.Authority)} does not answer: {error.Message}", error);
        }
    }

    private Exception Refusal(int status, string text)
    {
        var reason = ErrorsOf(text);
        return status == 400 && (reason.Contains("message authentication failed", StringComparison.Ordinal) || reason.Contains("invalid ciphertext", StringComparison.Ordinal) || reason.Contains("unable to decrypt", StringComparison.Ordinal))
            ? new CryptographicException("Vault: " + reason)
            : new KeyServiceException($"Vault refuses key '{key}' ({status}): {reason}");
    }

    private static string ErrorsOf(string text)
    {
        try
        {
            return JsonNode.Parse(text)?["errors"] is JsonArray { Count: > 0 } errors ? string.Join("; ", errors.Select(e => (string?)e)) : "no reason given";
        }
        catch (JsonException)
        {
            return "no reason given";
        }
    }
}
