using PortfolioPlatform.Identity.Tokens;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Identity.External;

/// <summary>The provider a tenant lets its members sign in through.</summary>
/// <param name="Issuer">Its name and address, exactly as its tokens spell it.</param>
/// <param name="ClientId">What it knows us as.</param>
/// <param name="Secret">What we show it.</param>
/// <param name="Title">What people call it.</param>
internal sealed record Provider(string Issuer, string ClientId, Secret Secret, string Title);

/// <summary>What a provider gives for a code.</summary>
/// <param name="Id">Says who signed in.</param>
/// <param name="Access">Lets us ask the provider about them.</param>
internal sealed record ProviderTokens(SignedToken Id, Secret? Access);

/// <summary>Where a provider's parts are (OpenID Connect Discovery 1.0).</summary>
/// <param name="Authorization">Where people sign in.</param>
/// <param name="Token">Where codes become tokens.</param>
/// <param name="Keys">Where its keys are.</param>
/// <param name="People">Where it tells of who signed in what it does not put into the ID token; null if nowhere.</param>
/// <param name="TellsIssuer">Whether its answers name it (RFC 9207), so that one that does not is not its own.</param>
internal sealed record ProviderPlaces(Uri Authorization, Uri Token, Uri Keys, Uri? People, bool TellsIssuer);
