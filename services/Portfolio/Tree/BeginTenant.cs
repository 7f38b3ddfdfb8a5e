using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.Tree;

/// <summary>Gives a new tenant what it begins with: a legal entity of its own name, and one portfolio that takes every account nobody puts elsewhere.</summary>
internal sealed class BeginTenant(LedgerSignal signal) : IMessageHandler<TenantSignedUp>
{
    /// <summary>ISO 3166's code for a country nobody told: taxed by no country's rules until it is.</summary>
    private const string NoCountry = "ZZ";

    private static readonly AssetId Dollar = new("fiat:usd");

    public async Task HandleAsync(TenantSignedUp message, IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await TreeSql.WriteEntityAsync(transaction, TenantStart.LegalEntity(message.Tenant), message.Name, NoCountry, cancellationToken);
        await FirstPortfolioSql.WriteAsync(transaction, new(TenantStart.Portfolio(message.Tenant), null, "All", Dollar, "Etc/UTC", []), cancellationToken);
        await signal.RaiseAsync(message.Tenant, cancellationToken);
    }
}
