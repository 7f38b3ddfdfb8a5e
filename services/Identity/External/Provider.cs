using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Identity.External;

/// <summary>The provider a tenant lets its members sign in through.</summary>
/// <param name="Issuer">Its name and address, exactly as its tokens spell it.</param>
/// <param name="ClientId">What it knows us as.</param>
/// <param name="Secret">What we show it.</param>
/// <param name="Title">What people call it.</param>
internal sealed record Provider(string Issuer, string ClientId, Secret Secret, string Title);

/// <summary>Where a provider's parts are (OpenID Connect Discovery 1.0).</summary>
/// <param name="Authorization">Where people sign in.</param>
/// <param name="Token">Where codes become tokens.</param>
/// <param name="Keys">Where its keys are.</param>
/// <param name="TellsIssuer">Whether its answers name it (RFC 9207), so that one that does not is not its own.</param>
internal sealed record ProviderPlaces(Uri Authorization, Uri Token, Uri Keys, bool TellsIssuer);
