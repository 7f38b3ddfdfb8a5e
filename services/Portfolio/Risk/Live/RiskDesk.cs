using System.Collections.Concurrent;
using System.Collections.Immutable;
using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Risk.Derivatives;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>Where the keeper of positions leaves what portfolios hold, twice a second at most; only the newest of each waits for the risk engine.</summary>
internal sealed class RiskDesk(PriceBoard board, OpenDerivatives open) : IDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(500);
    private static readonly Places Nowhere = new(new Dictionary<string, double>());
    private readonly ConcurrentDictionary<PortfolioId, BookSnapshot> waiting = new();
    private readonly ConcurrentQueue<(TenantId Tenant, PortfolioId Portfolio)> gone = new();
    private readonly Dictionary<PortfolioId, (IReadOnlyDictionary<AssetId, Holding> Holdings, Dictionary<AssetId, Places> Places, BookSnapshot? Last)> seen = [];
    private readonly SemaphoreSlim bell = new(0, 1);
    private DateTimeOffset next;

    /// <summary>Looks at all portfolios; called by the keeper's own thread.</summary>
    public void Look(IEnumerable<TenantPositions> tenants, DateTimeOffset now)
    {
        if (now < next) return;
        next = now + Often;
        var there = new HashSet<PortfolioId>();
        foreach (var tenant in tenants)
            foreach (var view in tenant.Views)
            {
                there.Add(view.Node.Id);
                if (tenant.Book.IsStarted) Look(tenant, view, now); // Else its books are being made anew.
            }

        foreach (var portfolio in seen.Keys.Where(p => !there.Contains(p)).ToArray())
            if (seen.Remove(portfolio, out var was) && was.Last is { } last) gone.Enqueue((last.Tenant, portfolio));
        if (!waiting.IsEmpty && bell.CurrentCount == 0) bell.Release();
    }

    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellationToken) => bell.WaitAsync(longest, cancellationToken);

    public IReadOnlyList<BookSnapshot> Take() => [.. waiting.Keys.Select(k => waiting.TryRemove(k, out var snapshot) ? snapshot : null).OfType<BookSnapshot>()];

    public IEnumerable<(TenantId Tenant, PortfolioId Portfolio)> TakeGone()
    {
        while (gone.TryDequeue(out var portfolio)) yield return portfolio;
    }

    public void Dispose() => bell.Dispose();

    private void Look(TenantPositions tenant, PortfolioView view, DateTimeOffset now)
    {
        var known = seen.TryGetValue(view.Node.Id, out var before) && ReferenceEquals(before.Holdings, view.Holdings);
        var places = known ? before.Places : view.Holdings.ToDictionary(h => h.Key, h => PlacesOf(tenant, view, h.Key, h.Value));
        var resolver = tenant.Book.Resolver;
        var market = new ContractMarket((venue, symbol) => resolver.Resolve(venue, symbol, now), asset => board.In(asset, view.Node.Currency)?.ToDouble(), asset => resolver.Describe(asset).Kind is "stablecoin" or "fiat", now);
        var overlay = DerivativeOverlay.Of(open.Of(view.Node.Id), market);
        var assets = view.Holdings.Where(h => !h.Value.Quantity.IsZero).Select(h => h.Key).Union(overlay.Assets).Order();
        var held = assets.Select(a => overlay.On(Of(tenant, view, a, view.Holdings.GetValueOrDefault(a)?.Quantity ?? Quantity.Zero, places.GetValueOrDefault(a, Nowhere))));
        var snapshot = new BookSnapshot(view.Tenant, view.Node.Id, view.Node.Currency, now, [.. held]) { Zone = view.Node.Zone, Derivatives = overlay.Coverage, Contracts = overlay.Contracts };
        if (!known || before.Last?.Says(snapshot) != true) waiting[view.Node.Id] = snapshot;
        seen[view.Node.Id] = (view.Holdings, places, snapshot);
    }

    private HeldAsset Of(TenantPositions tenant, PortfolioView view, AssetId asset, Quantity quantity, Places places)
    {
        var row = tenant.Book.Resolver.Describe(asset);
        var price = asset == view.Node.Currency ? 1 : board.In(asset, view.Node.Currency)?.ToDouble();
        var fresh = row.Kind == "fiat" && price is not null || board.Find(asset) is { Usd: not null, State: "ok" };
        return new(asset, row.Symbol, row.Kind, price * quantity.ToDouble(), board.Usd(asset)?.ToDouble(), fresh, places) { Unit = price };
    }

    private static Places PlacesOf(TenantPositions tenant, PortfolioView view, AssetId asset, Holding holding)
    {
        var (book, sums) = (tenant.Book, new Dictionary<string, double>(StringComparer.Ordinal));
        foreach (var account in holding.Accounts)
        {
            var amount = HoldingsOf.IsImporting(book, account) ? book.Reported[account].Amounts.GetValueOrDefault(asset) : book.In(view.Node.Currency)[new PoolKey(account, asset)].Balance;
            var venue = book.Tree.Accounts.FirstOrDefault(a => a.Id == account)?.Venue ?? "unknown";
            sums[venue] = sums.GetValueOrDefault(venue) + amount.ToDouble();
        }

        var all = sums.Values.Sum();
        return new(all == 0 ? sums : sums.ToDictionary(s => s.Key, s => s.Value / all, StringComparer.Ordinal));
    }
}
