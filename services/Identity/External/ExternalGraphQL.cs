using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.External;

/// <summary>Asks that members may sign in through an OpenID Connect provider.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="Issuer">The provider's address, exactly as its tokens spell it: https://login.example.com.</param>
/// <param name="ClientId">What the provider knows this platform as.</param>
/// <param name="ClientSecret">What the provider gave for it; kept sealed, and never shown again.</param>
/// <param name="Name">What people call the provider.</param>
internal sealed record SetExternalSignInInput(string IdempotencyKey, string Issuer, string ClientId, string ClientSecret, string Name);

/// <summary>Asks that nobody signs in through the provider any more.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
internal sealed record RemoveExternalSignInInput(string IdempotencyKey);

/// <summary>The provider after a change, or why it was not made.</summary>
/// <param name="Provider">The provider; null if there is none.</param>
/// <param name="Errors">Why nothing was changed; empty if it was.</param>
internal sealed record ExternalSignInPayload(ExternalSignInItem? Provider, IReadOnlyList<UserError> Errors)
{
    public static ExternalSignInPayload Refused(UserError error) => new(null, [error]);
}

/// <summary>The OpenID Connect provider members may sign in through.</summary>
/// <param name="Issuer">Its address.</param>
/// <param name="ClientId">What it knows this platform as.</param>
/// <param name="Name">What people call it.</param>
/// <param name="StartPath">Where members begin, below this platform's address.</param>
/// <param name="CallbackPath">What to register at the provider, below this platform's address.</param>
[GraphQLName("ExternalSignIn")]
internal sealed record ExternalSignInItem(string Issuer, string ClientId, string Name, string StartPath, string CallbackPath)
{
    public static ExternalSignInItem Of(TenantId tenant, Provider p) => new(p.Issuer, p.ClientId, p.Title, $"{PendingSignIn.Path}/{tenant}", PendingSignIn.Path + "/callback");
}

/// <summary>Sign-in through a provider of the tenant's own.</summary>
internal sealed class ExternalQueries(ProviderStore store)
{
    /// <summary>The provider members may sign in through; null if there is none.</summary>
    [Authorize(Permission.ManageMembers)]
    public async Task<ExternalSignInItem?> GetExternalSignInAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await store.FindAsync(user.Tenant(), cancellationToken) is { } provider ? ExternalSignInItem.Of(user.Tenant(), provider) : null;
}

/// <summary>Changes of the provider.</summary>
[Authorize(Permission.ManageMembers)]
internal sealed class ExternalMutations(ProviderStore store, ProviderCalls calls, IdempotentRuns runs)
{
    private const int LongestText = 500;

    /// <summary>Lets members sign in through a provider; it is asked who it is first. Only who is a member already, or invited, gets in.</summary>
    public Task<ExternalSignInPayload> SetExternalSignInAsync(SetExternalSignInInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => runs.RunAsync(
        user, input.IdempotencyKey, "setExternalSignIn", input, token => SetAsync(user, input, token), ExternalSignInPayload.Refused, cancellationToken);

    /// <summary>Nobody signs in through the provider any more. Sessions that began there go on until they end.</summary>
    public Task<ExternalSignInPayload> RemoveExternalSignInAsync(RemoveExternalSignInInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => runs.RunAsync(
        user, input.IdempotencyKey, "removeExternalSignIn", input, token => RemoveAsync(user, token), ExternalSignInPayload.Refused, cancellationToken);

    private async Task<ExternalSignInPayload> SetAsync(ClaimsPrincipal user, SetExternalSignInInput input, CancellationToken cancellationToken)
    {
        string[] texts = [input.Issuer, input.ClientId, input.ClientSecret, input.Name];
        if (texts.Any(t => t.Trim().Length is 0 or > LongestText)) return ExternalSignInPayload.Refused(UserError.Of(new("BAD_PROVIDER", $"Issuer, client, secret and name have 1 to {LongestText} characters.")));
        var places = await calls.PlacesAsync(input.Issuer, cancellationToken);
        if (!places.IsOk) return ExternalSignInPayload.Refused(UserError.Of(places.Error));
        var provider = new Provider(input.Issuer, input.ClientId, new Secret(input.ClientSecret), input.Name.Trim());
        await store.SaveAsync(user.Tenant(), provider, user.Actor(), cancellationToken);
        return new ExternalSignInPayload(ExternalSignInItem.Of(user.Tenant(), provider), []);
    }

    private async Task<ExternalSignInPayload> RemoveAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await store.RemoveAsync(user.Tenant(), cancellationToken);
        return new ExternalSignInPayload(null, []);
    }
}
