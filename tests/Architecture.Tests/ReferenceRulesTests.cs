namespace PortfolioPlatform.Architecture.Tests;

/// <summary>Who may reference whom: the table of docs/architecture/README.md.</summary>
public sealed class ReferenceRulesTests
{
    private static readonly string[] Venues = ["Binance", "Coinbase", "Kraken", "Bitfinex", "Huobi", "Deribit"];
    private static readonly string[] Module = ["Platform", "Contracts", "Kernel"];

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Kernel"] = [],
        ["GraphQL"] = [],
        ["Contracts"] = ["Kernel"],
        ["Accounting"] = ["Kernel"],
        ["Risk"] = ["Kernel"],
        ["Exchanges.Core"] = ["Kernel"],
        ["Platform"] = ["Kernel", "Contracts", "GraphQL"],
        ["Sandbox"] = ["Exchanges.Core"],
        ["Binance"] = ["Exchanges.Core"],
        ["Coinbase"] = ["Exchanges.Core"],
        ["Kraken"] = ["Exchanges.Core"],
        ["Bitfinex"] = ["Exchanges.Core"],
        ["Huobi"] = ["Exchanges.Core"],
        ["Deribit"] = ["Exchanges.Core"],
        ["Ingestion"] = [.. Module, "Exchanges.Core", "Sandbox", .. Venues],
        ["MarketData"] = Module,
        ["Portfolio"] = [.. Module, "Accounting", "Risk"],
        ["Tax"] = [.. Module, "Accounting"],
        ["Identity"] = Module,
        ["Api"] = ["Platform", "Contracts", "Kernel"],
        ["Host"] = ["Platform", "Ingestion", "MarketData", "Portfolio", "Tax", "Identity", "Api", "Sandbox", "Kernel", "Contracts"],
    };

    public static TheoryData<string> Projects => [.. Repository.ServiceReferences.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_the_rooms_it_may(string project)
    {
        Assert.True(Allowed.ContainsKey(project), $"{project} has no row in the reference table");
        var forbidden = Repository.ServiceReferences[project].Except(Allowed[project], StringComparer.Ordinal);
        Assert.Empty(forbidden);
    }

    [Fact]
    public void No_connector_shares_code_with_the_sandbox()
    {
        var offenders = Repository.Sources("services/Exchanges")
            .Where(f => !Repository.Relative(f).StartsWith("services/Exchanges/Sandbox/", StringComparison.Ordinal))
            .Where(f => File.ReadAllText(f).Contains("PortfolioPlatform.Sandbox", StringComparison.Ordinal));
        Assert.Empty(offenders);
    }

    [Fact]
    public void The_sandbox_uses_no_mapper_signer_or_wire_record_of_the_connectors()
    {
        var offenders = Repository.Sources("services/Exchanges/Sandbox")
            .Where(f => File.ReadAllText(f).Contains("using PortfolioPlatform.Exchanges", StringComparison.Ordinal)
                || Venues.Any(v => File.ReadAllText(f).Contains($"using PortfolioPlatform.{v}", StringComparison.Ordinal)));
        Assert.Empty(offenders.Select(Repository.Relative));
    }
}
