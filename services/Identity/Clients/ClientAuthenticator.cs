using System.Net;
using System.Security.Cryptography;
using PortfolioPlatform.Identity.Tokens;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Identity.Clients;

/// <summary>
/// Proves who calls. Whatever is wrong (no such client, a wrong secret, a client that expired, was revoked or calls from elsewhere), the answer is one and is found by the same
/// steps: one look into the database, one hash or one signature.
/// </summary>
internal sealed class ClientAuthenticator(IDatabase database, IAuditTrail audit, TimeProvider time)
{
    /// <summary>Where a name is looked for that cannot be one.</summary>
    private static readonly ClientName Nobody = new(new TenantId(Guid.CreateVersion7(DateTimeOffset.UnixEpoch)), Guid.Empty);

    /// <summary>Keys nobody has the other half of: an unknown client's signature is checked against them.</summary>
    private static readonly IReadOnlyList<PublicKey> NobodysKeys = MakeNobodysKeys();

    /// <summary>The client that was proved.</summary>
    /// <param name="presented">What the caller shows.</param>
    /// <param name="audiences">Our names in assertions: the issuer and the endpoint.</param>
    /// <param name="caller">Where the call comes from.</param>
    /// <param name="signsIn">Whether it is for a token: a sign-in is an audit entry.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<Result<ApiClient>> AuthenticateAsync(PresentedClient presented, IReadOnlyCollection<string> audiences, IPAddress? caller, bool signsIn, CancellationToken cancellationToken)
    {
        var name = ClientName.Parse(presented.Id) ?? Nobody;
        var now = time.GetUtcNow();
        await using var transaction = await database.BeginAsync(name.Tenant, cancellationToken);
        var client = await ClientTable.FindAsync(transaction, name.Client, cancellationToken);
        var isProven = presented.Assertion is { } assertion
            ? await IsAssertedAsync(transaction, name, client, assertion, audiences, now, cancellationToken)
            : presented.Secret is { } secret && (client?.HasSecret(secret.Reveal(), now) ?? ClientSecret.Matches(name.Client, secret.Reveal(), null, null));
        if (!isProven || client is null || !client.IsActive(now) || !client.Networks.Admits(caller)) return OAuthError.Client();
        await ClientTable.UsedAsync(transaction, client.Name.Client, now, cancellationToken);
        if (signsIn) await audit.AppendAsync(transaction, new AuditAct("login", name.Client.ToString()) { Actor = client.Title, Detail = $"API client, from {caller}" }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return client;
    }

    private static async Task<bool> IsAssertedAsync(
        IDatabaseTransaction transaction, ClientName name, ApiClient? client, SignedToken assertion, IReadOnlyCollection<string> audiences, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keys = client?.Keys is { } registered ? KeySet.Register(registered).Value ?? NobodysKeys : NobodysKeys;
        return ClientAssertion.Check(assertion, keys, audiences, now) is { } use && await ClientTable.UseAssertionAsync(transaction, name.Client, use, now, cancellationToken);
    }

    private static IReadOnlyList<PublicKey> MakeNobodysKeys()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        return [new CurveKey(null, curve.ExportParameters(false)), new RsaKey(null, rsa.ExportParameters(false))];
    }
}
