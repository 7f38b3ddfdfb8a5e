using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Tree;

/// <summary>The demo's legal entities and portfolios: all → holding and fund → one for each venue.</summary>
internal static class DemoSeed
{
    private const string Zone = "Europe/Berlin";

    public static async Task WriteAsync(IDatabase database, CancellationToken cancellationToken)
    {
        await database.EnsureTenantAsync(DemoTenant.Tenant, "Demo", cancellationToken);
        await using var transaction = await database.BeginAsync(DemoTenant.Tenant, cancellationToken);
        await TreeSql.WriteEntityAsync(transaction, DemoTenant.Holding, "Meridian Holding GmbH", "DE", cancellationToken);
        await TreeSql.WriteEntityAsync(transaction, DemoTenant.Fund, "Meridian Fund Ltd", "GB", cancellationToken);
        var nodes = Nodes();
        for (var i = 0; i < nodes.Length; i++) await TreeSql.WriteNodeAsync(transaction, nodes[i], i, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static PortfolioNode[] Nodes()
    {
        var usd = new AssetId("fiat:usd");
        var all = DemoTenant.Portfolio("all");
        return
        [
            new(all, null, "All", usd, Zone, []),
            new(DemoTenant.Portfolio("holding"), all, "Meridian Holding", usd, Zone, []),
            new(DemoTenant.Portfolio("fund"), all, "Meridian Fund", usd, Zone, []),
            .. DemoTenant.Venues.Select(v => new PortfolioNode(DemoTenant.Portfolio(v), Above(v), VenueNames.Of(v), usd, Zone, [DemoTenant.Account(v)])),
        ];
    }

    private static PortfolioId Above(string venue) => DemoTenant.Portfolio(DemoTenant.EntityOf(venue) == DemoTenant.Holding ? "holding" : "fund");
}
