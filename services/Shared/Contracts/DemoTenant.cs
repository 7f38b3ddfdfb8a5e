using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Contracts;

/// <summary>The demo's fixed ids, so that every module can seed its own part without asking another.</summary>
public static class DemoTenant
{
    /// <summary>The demo tenant.</summary>
    public static TenantId Tenant { get; } = new(DerivedId.Of("demo", "tenant"));

    /// <summary>The holding company.</summary>
    public static LegalEntityId Holding { get; } = new(DerivedId.Of("demo", "entity", "holding"));

    /// <summary>The fund.</summary>
    public static LegalEntityId Fund { get; } = new(DerivedId.Of("demo", "entity", "fund"));

    /// <summary>The five venues, in order.</summary>
    public static IReadOnlyList<string> Venues { get; } = ["binance", "coinbase", "kraken", "bitfinex", "huobi"];

    /// <summary>The demo account at a venue.</summary>
    public static AccountId Account(string venue) => new(DerivedId.Of("demo", "account", venue));

    /// <summary>The entity that owns the demo account at a venue.</summary>
    public static LegalEntityId EntityOf(string venue) => venue is "binance" or "kraken" ? Holding : Fund;

    /// <summary>A demo portfolio: <c>all</c>, <c>holding</c>, <c>fund</c>, or a venue's name.</summary>
    public static PortfolioId Portfolio(string name) => new(DerivedId.Of("demo", "portfolio", name));
}
