using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>Books and views of one tenant. The books belong to the loop that reads the ledger; what is shown is changed while nobody values it (see <see cref="LivePositions"/>).</summary>
internal sealed class TenantPositions(TenantId tenant, ValueTable table)
{
    private readonly Dictionary<PortfolioId, PortfolioView> views = [];

    public TenantBook Book { get; private set; } = new(tenant);

    public IReadOnlyCollection<PortfolioView> Views => views.Values;

    /// <summary>Until when the ledger is looked at often, because somebody said it grows.</summary>
    public DateTimeOffset HotUntil { get; set; }

    public DateTimeOffset LookAgainAt { get; set; }

    public DateTimeOffset ReviseAt { get; set; }

    /// <summary>What was last seen of tree and balances, to know whether views have to be made anew.</summary>
    public (PortfolioTree Tree, IReadOnlyDictionary<AccountId, ReportedBalances> Reported)? Seen { get; set; }

    /// <summary>Books being made from the whole ledger; until they are there the ones of before are shown, if any.</summary>
    public Task<TenantBook>? Whole { get; set; }

    /// <summary>Starts over: the books may be wrong.</summary>
    public void Forget() => (Book, Whole) = (new TenantBook(tenant), null);

    /// <summary>Takes the books that were made from the whole ledger, if they are done. An attempt that failed is forgotten with its reason thrown.</summary>
    public async Task<bool> TakeWholeAsync()
    {
        if (Whole is not { IsCompleted: true } done) return false;
        Whole = null;
        Book = await done;
        return true;
    }

    /// <summary>What the portfolios hold by the books. Takes as long as the books are large, and changes nothing that is shown.</summary>
    public IReadOnlyList<NodeHoldings> Add(DateTimeOffset now)
    {
        Book.Settle();
        return [.. Book.Tree.Nodes.Select(node => new NodeHoldings(node, DayStart.Of(node.Zone, now), HoldingsOf.Node(Book, node, DayStart.Of(node.Zone, now))))];
    }

    /// <summary>Shows what portfolios hold, and no longer those that are gone.</summary>
    public void Show(IReadOnlyList<NodeHoldings> added)
    {
        foreach (var (node, dayStart, holdings) in added)
        {
            if (!views.TryGetValue(node.Id, out var view)) views[node.Id] = view = new PortfolioView(tenant, node, table.AddSlot());
            (view.Node, view.Resolver) = (node, Book.Resolver);
            if (view.Day.At != dayStart) view.Day = new DayStart(dayStart, new Dictionary<AssetId, Quantity>());
            Show(view, holdings);
        }

        foreach (var gone in views.Values.Where(v => Book.Tree.Find(v.Node.Id) is null).ToArray())
        {
            Show(gone, []);
            views.Remove(gone.Node.Id);
        }
    }

    private void Show(PortfolioView view, Dictionary<AssetId, Holding> holdings)
    {
        foreach (var asset in view.Holdings.Keys.Union(holdings.Keys))
        {
            var quantity = holdings.TryGetValue(asset, out var holding) ? holding.Quantity : Quantity.Zero;
            table.SetHolding(view.Slot, asset, quantity.TryToDecimal(out _) ? quantity : Quantity.Zero);
        }

        view.Holdings = holdings;
        var accounts = Book.Tree.AccountsOf(view.Node.Id);
        view.Reported = accounts.Where(Book.Reported.ContainsKey).Distinct().ToDictionary(a => a, a => Book.Reported[a].At);
        view.Heard = accounts.IsEmpty || accounts.Any(a => Book.Reported.ContainsKey(a) || Book.ReadTo(a) > 0);
        view.Complete = view.Heard && !accounts.Any(a => HoldingsOf.IsImporting(Book, a));
    }
}
