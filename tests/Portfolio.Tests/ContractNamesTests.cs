using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Tests;

public sealed class ContractNamesTests
{
    [Fact]
    public void Topics_and_keys_of_two_tenants_never_meet()
    {
        TenantId other = new(DerivedId.Of("another", "tenant"));
        var portfolio = DemoTenant.Portfolio("all");
        string[] names =
        [
            LiveTopics.Accounts(DemoTenant.Tenant), LiveTopics.Accounts(other), LiveTopics.Portfolio(DemoTenant.Tenant, portfolio), LiveTopics.Portfolio(other, portfolio),
            LiveTopics.Watch(DemoTenant.Tenant, portfolio), LiveTopics.Watch(other, portfolio),
        ];
        Assert.Equal(names.Length, names.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Messages_of_an_account_share_its_ordering_key()
    {
        var account = DemoTenant.Account("kraken");
        IMessage[] messages =
        [
            new AccountChanged(DemoTenant.Tenant, account, DemoTenant.EntityOf("kraken"), "kraken", "Kraken", Removed: false),
            new PageProblemFound(DemoTenant.Tenant, account, Guid.Empty, "unknown-type", null, "x"),
            new BalancesReported(DemoTenant.Tenant, account, "kraken", DateTimeOffset.UnixEpoch, HistoryComplete: false, []),
            new TransactionsRecorded(DemoTenant.Tenant, account, "kraken", Guid.Empty, "", 1, []),
        ];
        Assert.Equal([account.ToString()], messages.Select(m => m.OrderingKey).Distinct(StringComparer.Ordinal));
        Assert.Equal("registry", new AssetRegistryPublished(1, [], [], []).OrderingKey);
    }
}
