using System.Collections.Immutable;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Registry;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>One portfolio as it is shown.</summary>
internal sealed class PortfolioView(TenantId tenant, PortfolioNode node, int slot)
{
    public TenantId Tenant => tenant;

    public PortfolioNode Node { get; set; } = node;

    /// <summary>What its assets are called.</summary>
    public AssetResolver Resolver { get; set; } = AssetResolver.Empty;

    /// <summary>Its place in the value table.</summary>
    public int Slot => slot;

    public DayStart Day { get; set; } = new(DateTimeOffset.MinValue, new Dictionary<AssetId, Quantity>());

    public IReadOnlyDictionary<AssetId, Holding> Holdings { get; set; } = new Dictionary<AssetId, Holding>();

    /// <summary>When each of its accounts' venues last said what the account holds.</summary>
    public IReadOnlyDictionary<AccountId, DateTimeOffset> Reported { get; set; } = new Dictionary<AccountId, DateTimeOffset>();

    /// <summary>Whether the history of all its accounts is in the ledger.</summary>
    public bool Complete { get; set; }

    /// <summary>Whether anything is known of its accounts, a balance or an entry. One without accounts is known to be empty.</summary>
    public bool Heard { get; set; }

    /// <summary>Whether somebody looks at it now.</summary>
    public bool Watched { get; set; }

    /// <summary>Positions as they were told last: what says the same again is not told again, and what is sold off can be taken away.</summary>
    public Dictionary<AssetId, PositionValue> Told { get; } = [];

    /// <summary>The total as it was told last; null before anything was.</summary>
    public TotalValue? ToldTotal { get; set; }

    /// <summary>Total by minute over the last day.</summary>
    public ImmutableArray<HistoryPoint> History { get; set; } = [];

    /// <summary>Nothing counts as told.</summary>
    public void ForgetTold()
    {
        Told.Clear();
        ToldTotal = null;
    }
}
