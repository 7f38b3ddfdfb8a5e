using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Identity.Tokens;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Identity.Clients;

/// <summary>Who a caller says it is, and what it shows for it: a secret or a signed assertion. Nothing of it is checked yet.</summary>
/// <param name="Id">The <c>client_id</c>.</param>
/// <param name="Secret">Its secret, if it shows one.</param>
/// <param name="Assertion">Its assertion, if it shows one.</param>
internal sealed record PresentedClient(string Id, Secret? Secret, SignedToken? Assertion)
{
    /// <summary>Reads <c>client_secret_basic</c>, <c>client_secret_post</c> or <c>private_key_jwt</c> (RFC 6749, section 2.3; RFC 7523); more than one at once is refused.</summary>
    public static Result<PresentedClient> Read(string? authorization, IFormCollection form)
    {
        var methods = (authorization is null ? 0 : 1) + (form.ContainsKey("client_secret") ? 1 : 0) + (form.ContainsKey("client_assertion") ? 1 : 0);
        if (methods > 1) return OAuthError.Request("The client shows more than one credential.");
        if (form.Any(f => f.Value.Count > 1)) return OAuthError.Request("A parameter is given twice.");
        if (authorization is not null) return Basic(authorization, form["client_id"]);
        if (form.ContainsKey("client_assertion")) return Asserted(form);
        return One(form["client_id"]) is { } id && One(form["client_secret"]) is { } secret ? new PresentedClient(id, new Secret(secret), null) : OAuthError.Client();
    }

    private static Result<PresentedClient> Basic(string authorization, string? named)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header) || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)) return OAuthError.Client();
        var pair = Decode(header.Parameter ?? "").Split(':', 2);
        if (pair is not [{ Length: > 0 } id, { Length: > 0 } secret]) return OAuthError.Client();
        var (client, shown) = (FormDecode(id), FormDecode(secret));
        return One(named) is { } other && other != client ? OAuthError.Request("The client is named twice, differently.") : new PresentedClient(client, new Secret(shown), null);
    }

    private static Result<PresentedClient> Asserted(IFormCollection form)
    {
        if (form["client_assertion_type"] != ClientAssertion.Type) return OAuthError.Request($"client_assertion_type must be {ClientAssertion.Type}.");
        if (SignedToken.Read(form["client_assertion"].ToString()) is not { } token || ClientAssertion.ClientOf(token) is not { } id) return OAuthError.Client();
        return One(form["client_id"]) is { } named && named != id ? OAuthError.Client() : new PresentedClient(id, null, token);
    }

    private static string Decode(string base64)
    {
        var buffer = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, buffer, out var length) ? Encoding.UTF8.GetString(buffer, 0, length) : "";
    }

    /// <summary>Both halves are form-encoded before they are joined (RFC 6749, section 2.3.1).</summary>
    private static string FormDecode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string? One(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
