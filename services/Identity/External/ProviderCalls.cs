using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Identity.Tokens;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Identity.External;

/// <summary>What we ask providers: where their parts are, their keys, and a token for a code. Answers about places and keys are kept a while.</summary>
internal sealed class ProviderCalls(HttpClient http, ExternalOptions options, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (ProviderPlaces Places, DateTimeOffset Read)> _places = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Uri, (PublicKey[] Keys, DateTimeOffset Read)> _keys = new();

    /// <summary>Where a provider's parts are.</summary>
    public async Task<Result<ProviderPlaces>> PlacesAsync(string issuer, CancellationToken cancellationToken)
    {
        if (_places.TryGetValue(issuer, out var known) && known.Read > time.GetUtcNow() - Kept) return known.Places;
        if (!Uri.TryCreate(issuer.TrimEnd('/') + "/.well-known/openid-configuration", UriKind.Absolute, out var address) || !MayCall(address)) return Failed("its address must begin with https://");
        var read = await GetAsync(address, cancellationToken);
        if (!read.IsOk) return read.Error;
        if (Text(read.Value, "issuer") != issuer) return Failed("it says that it is another issuer");
        if (Place(read.Value, "authorization_endpoint") is not { } authorization || Place(read.Value, "token_endpoint") is not { } token || Place(read.Value, "jwks_uri") is not { } keys)
            return Failed("its description is not complete");
        var tells = read.Value.TryGetProperty("authorization_response_iss_parameter_supported", out var told) && told.ValueKind == JsonValueKind.True;
        var places = new ProviderPlaces(authorization, token, keys, Place(read.Value, "userinfo_endpoint"), tells);
        _places[issuer] = (places, time.GetUtcNow());
        return places;
    }

    /// <summary>A provider's keys. When none of those we know signed the token, they are asked for anew, but not all the time.</summary>
    public async Task<Result<PublicKey[]>> KeysAsync(ProviderPlaces places, SignedToken token, CancellationToken cancellationToken)
    {
        var isKnown = _keys.TryGetValue(places.Keys, out var known);
        var age = time.GetUtcNow() - known.Read;
        if (isKnown && (age < Soonest || (age < Kept && token.IsSignedBy(known.Keys)))) return known.Keys;
        var read = await GetAsync(places.Keys, cancellationToken);
        if (!read.IsOk) return read.Error;
        var keys = KeySet.Published(read.Value.GetRawText());
        if (keys.IsOk) _keys[places.Keys] = (keys.Value, time.GetUtcNow());
        return keys;
    }

    /// <summary>The address of who signed in, if the provider verified it; null if it does not say so of this very person.</summary>
    public async Task<string?> AddressAsync(ProviderPlaces places, Secret access, string subject, CancellationToken cancellationToken)
    {
        if (places.People is not { } address) return null;
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", access.Reveal()) } };
        var read = await SendAsync(request, cancellationToken);
        return read.IsOk && Text(read.Value, "sub") == subject ? IdToken.VerifiedAddress(read.Value) : null;
    }

    /// <summary>The tokens for a code.</summary>
    public async Task<Result<ProviderTokens>> RedeemAsync(Provider provider, ProviderPlaces places, string code, string verifier, string redirect, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, places.Token)
        {
            Content = new FormUrlEncodedContent([new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", redirect), new("code_verifier", verifier)]),
        };
        var pair = $"{Uri.EscapeDataString(provider.ClientId)}:{Uri.EscapeDataString(provider.Secret.Reveal())}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        var read = await SendAsync(request, cancellationToken);
        if (!read.IsOk) return read.Error;
        return Text(read.Value, "id_token") is { } text && SignedToken.Read(text) is { } token
            ? new ProviderTokens(token, Text(read.Value, "access_token") is { } access ? new Secret(access) : null)
            : Failed("it answered without a token");
    }

    private async Task<Result<JsonElement>> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await SendAsync(request, cancellationToken);
    }

    private async Task<Result<JsonElement>> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode) return Failed($"it answered with status {(int)response.StatusCode}");
            using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken), new() { MaxDepth = 16, AllowDuplicateProperties = false });
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : Failed("its answer is not an object");
        }
        catch (Exception error) when (error is HttpRequestException or JsonException || (error is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Failed("it could not be reached");
        }
    }

    private bool MayCall(Uri address) => address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || (options.AllowPrivateAddresses && address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private Uri? Place(JsonElement json, string name) => Uri.TryCreate(Text(json, name), UriKind.Absolute, out var address) && MayCall(address) ? address : null;

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Error Failed(string why) => new("PROVIDER_FAILED", $"The sign-in provider cannot be used: {why}.") { Kind = ErrorKind.Unavailable };
}
