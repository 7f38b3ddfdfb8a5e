using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>Books and views of one tenant. Used by one thread at a time.</summary>
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

    /// <summary>Makes the views anew from the books. Returns nodes that are gone.</summary>
    public IReadOnlyList<PortfolioView> Rebuild(DateTimeOffset now)
    {
        Book.Settle();
        foreach (var node in Book.Tree.Nodes)
        {
            if (!views.TryGetValue(node.Id, out var view)) views[node.Id] = view = new PortfolioView(tenant, node, table.AddSlot());
            view.Node = node;
            var dayStart = DayStart.Of(node.Zone, now);
            if (view.Day.At != dayStart) view.Day = new DayStart(dayStart, new Dictionary<AssetId, Quantity>());
            Show(view, HoldingsOf.Node(Book, node, dayStart));
        }

        var gone = views.Values.Where(v => Book.Tree.Find(v.Node.Id) is null).ToArray();
        foreach (var view in gone)
        {
            Show(view, []);
            views.Remove(view.Node.Id);
        }

        return gone;
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
