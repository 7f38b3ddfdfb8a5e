using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.Identity.Sessions;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Identity.External;

/// <summary>Sign-in through a tenant's OpenID Connect provider: authorization code with PKCE, state and nonce.</summary>
internal sealed class ExternalSignIn(
    ProviderStore store, ProviderCalls calls, ExternalMembers members, SessionService sessions, IDataProtectionProvider protection, ExternalOptions options, TimeProvider time, ILogger<ExternalSignIn> logger)
{
    /// <summary>How such a session says it was proved.</summary>
    public const string Method = "external";

    private static readonly Error Refusal = new("SIGN_IN_REFUSED", "The sign-in did not succeed. Begin again; if it fails again, ask an owner of your organisation whether you are invited.");

    /// <summary>Where to send a browser that wants into this tenant.</summary>
    public async Task<Result<Uri>> BeginAsync(HttpContext http, TenantId tenant, string? wanted, CancellationToken cancellationToken)
    {
        if (tenant == default || await store.FindAsync(tenant, cancellationToken) is not { } provider) return Refusal;
        var places = await calls.PlacesAsync(provider.Issuer, cancellationToken);
        if (!places.IsOk) return Refused(tenant, places.Error);
        var pending = PendingSignIn.New(tenant.Value, provider.Issuer, wanted, time.GetUtcNow() + options.Patience);
        pending.Remember(http, protection);
        return new Uri(QueryHelpers.AddQueryString(places.Value.Authorization.AbsoluteUri, new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = provider.ClientId,
            ["redirect_uri"] = Redirect(http.Request),
            ["scope"] = "openid email profile",
            ["state"] = pending.State,
            ["nonce"] = pending.Nonce,
            ["code_challenge"] = pending.Challenge,
            ["code_challenge_method"] = "S256",
        }));
    }

    /// <summary>Signs in who comes back with a good answer, and says where in our page they wanted to go.</summary>
    public async Task<Result<string>> FinishAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (PendingSignIn.Recall(http, protection, time.GetUtcNow()) is not { } pending) return Refused(default, new("NOT_ASKED", "Nobody asked for this answer."));
        var tenant = new TenantId(pending.Tenant);
        if (!pending.IsAnsweredBy(http.Request.Query["state"])) return Refused(tenant, new("WRONG_STATE", "The answer is to another question."));
        var proven = await ProveAsync(http.Request, tenant, pending, cancellationToken);
        if (!proven.IsOk) return Refused(tenant, proven.Error);
        if (await members.ResolveAsync(tenant, proven.Value, cancellationToken) is not { } member) return Refused(tenant, new("NO_MEMBER", "The person is no member and has no invitation."));
        await sessions.BeginAsync(http, member, Method, cancellationToken);
        return pending.Return;
    }

    private async Task<Result<ExternalPerson>> ProveAsync(HttpRequest request, TenantId tenant, PendingSignIn pending, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(tenant, cancellationToken) is not { } provider || provider.Issuer != pending.Issuer) return new Error("PROVIDER_CHANGED", "The tenant's provider was changed meanwhile.");
        var places = await calls.PlacesAsync(provider.Issuer, cancellationToken);
        if (!places.IsOk) return places.Error;
        var told = request.Query["iss"].ToString();
        if (told.Length == 0 ? places.Value.TellsIssuer : told != provider.Issuer) return new Error("WRONG_ISSUER", "The answer comes from another provider.");
        if (request.Query["code"] is not [{ Length: > 0 } code]) return new Error("NO_CODE", "The provider did not let the person in.");
        var token = await calls.RedeemAsync(provider, places.Value, code, pending.Verifier, Redirect(request), cancellationToken);
        if (!token.IsOk) return token.Error;
        var keys = await calls.KeysAsync(places.Value, token.Value.Id, cancellationToken);
        if (!keys.IsOk) return keys.Error;
        var person = IdToken.Check(token.Value.Id, keys.Value, provider, pending.Nonce, time.GetUtcNow());
        if (!person.IsOk || person.Value.Email is not null || token.Value.Access is not { } access) return person;
        return person.Value with { Email = await calls.AddressAsync(places.Value, access, person.Value.Subject, cancellationToken) };
    }

    /// <summary>Why it failed is for our log only: the browser may be somebody else's.</summary>
    private Error Refused(TenantId tenant, Error why)
    {
        logger.ExternalRefused(tenant.Value, why.Code, why.Message);
        return Refusal;
    }

    private static string Redirect(HttpRequest request) => $"{request.Scheme}://{request.Host}{PendingSignIn.Path}/callback";
}
