using Microsoft.Extensions.Options;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.Demo;

/// <summary>The sandbox's accounts for whoever wants to look around first: connected like any other, and removed like any other. Where no sandbox runs there is nothing to offer.</summary>
internal sealed class DemoOffer(AccountRegister register, IOptions<IngestionOptions> options)
{
    /// <summary>Venues there are demo accounts of.</summary>
    public IReadOnlyList<string> Venues => [.. options.Value.Demo.Keys.Select(v => VenueNames.Of(v.ToLowerInvariant())).Order(StringComparer.Ordinal)];

    /// <summary>Connects them to a tenant; those it has already stay as they are. How many came.</summary>
    public async Task<int> TakeAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var taken = 0;
        foreach (var (name, key) in options.Value.Demo)
        {
            var venue = name.ToLowerInvariant();
            var account = new ConnectedAccount(tenant, new AccountId(Guid.CreateVersion7()), TenantStart.LegalEntity(tenant), venue, VenueNames.Of(venue) + " demo");
            using var credentials = new VenueCredentials(key.Key, new Secret(key.Secret), string.IsNullOrEmpty(key.Passphrase) ? null : new Secret(key.Passphrase));
            if ((await register.ConnectAsync(account, credentials, cancellationToken)).IsOk) taken++;
        }

        return taken;
    }
}
