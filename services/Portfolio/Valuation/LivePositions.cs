using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Past;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Reconciliation;
using PortfolioPlatform.Portfolio.Transfers;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>
/// All tenants' positions and values in memory. Several loops use it: one takes prices, one keeps the books, one sees who looks. What is shown (views, values, what was told) changes in turn, and nobody
/// asks a database in his turn: so no price waits for the ledger.
/// </summary>
internal sealed class LivePositions(
    BookLoader loader, BookCheckpoints checkpoints, PastSnapshots past, PriceBoard board, ValueTable table, PortfolioFeed feed, FeedPublisher publisher, TreeFeed tree, ReconciliationFeed reconciliation, DayPrices dayPrices,
    TransferFinder transfers, ProvisionalFills provisional, Watchers watchers, ILogger<LivePositions> log) : IDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Rarely = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Hot = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<TenantId, TenantPositions> tenants = new();
    private readonly SemaphoreSlim showing = new(1);

    public IEnumerable<TenantPositions> Tenants => tenants.Select(t => t.Value);

    /// <summary>Takes a new epoch, so that what is published from now on replaces what an earlier keeper published.</summary>
    public async Task BeginAsync(IDatabase database, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select nextval('portfolio.epoch')", transaction.Connection);
        publisher.Begin((long)(await command.ExecuteScalarAsync(cancellationToken))!);
        await transaction.CommitAsync(cancellationToken);
        table.SetPrice(PriceQuestion.Dollar, Quantity.One);
    }

    /// <summary>A tenant's ledger grows now or in a moment.</summary>
    public void Expect(TenantId tenant, DateTimeOffset now)
    {
        if (!tenants.TryGetValue(tenant, out var positions)) tenants[tenant] = positions = new TenantPositions(tenant, table);
        (positions.HotUntil, positions.LookAgainAt) = (now + Hot, now + Often < positions.LookAgainAt ? now : positions.LookAgainAt);
    }

    /// <summary>Revalues the holders of what changed and publishes those somebody watches.</summary>
    public async Task TakePricesAsync(IReadOnlyList<PriceValue> prices, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var taken = prices.Where(board.Take).ToArray();
        if (taken.Length == 0) return;
        var assets = taken.Select(p => p.Asset).ToHashSet();
        await InTurnAsync(
            async () =>
            {
                foreach (var price in taken.Where(p => p.Asset != PriceQuestion.Dollar)) table.SetPrice(price.Asset, price.Usd);
                foreach (var view in Tenants.SelectMany(t => t.Views).Where(v => v.Watched))
                {
                    var touched = assets.Contains(view.Node.Currency) ? [.. view.Holdings.Keys] : view.Holdings.Keys.Where(assets.Contains).ToArray();
                    if (touched.Length > 0) await feed.PublishAsync(view, touched, now, cancellationToken);
                }
            },
            cancellationToken);
    }

    /// <summary>Looks which portfolios somebody watches.</summary>
    public async Task GreetAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        PortfolioView[] views = [];
        await InTurnAsync(() => Task.FromResult(views = [.. Tenants.SelectMany(t => t.Views)]), cancellationToken);
        await watchers.LookAsync(views, view => PublishAllAsync(view, now, cancellationToken), cancellationToken);
    }

    /// <summary>What a portfolio is worth now; null when nobody knows.</summary>
    public async Task<Quantity?> TotalAsync(PortfolioView view, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Quantity? total = null;
        await InTurnAsync(() => Task.FromResult(total = feed.TotalOf(view, now)), cancellationToken);
        return total;
    }

    /// <summary>Puts what was told of a portfolio into the hot store again.</summary>
    public Task KeepToldAsync(PortfolioView view, CancellationToken cancellationToken) => InTurnAsync(() => feed.KeepAsync(view, cancellationToken), cancellationToken);

    /// <summary>Shows fills at once; the ledger's own entry replaces them.</summary>
    public async Task TakeFillsAsync(IEnumerable<ProvisionalFill> fills, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var byTenant in fills.GroupBy(f => f.Tenant))
        {
            if (!tenants.TryGetValue(byTenant.Key, out var positions)) continue;
            foreach (var fill in byTenant) provisional.Put(positions.Book, fill, now);
            await ShowAsync(positions, now, cancellationToken);
        }
    }

    /// <summary>Looks whether ledgers grew: often where somebody said so, else every few seconds.</summary>
    public async Task LookAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var positions in Tenants.Where(p => p.LookAgainAt <= now))
        {
            positions.LookAgainAt = now + (positions.HotUntil > now ? Often : Rarely);
            await TryAsync(positions, () => CatchUpAsync(positions, now, cancellationToken), now, cancellationToken);
        }
    }

    /// <summary>Lets the books follow new reference prices and publishes what follows.</summary>
    public Task ReviseAsync(TenantPositions positions, DateTimeOffset now, CancellationToken cancellationToken) => TryAsync(
        positions,
        async () =>
        {
            if (positions.Whole is null && await loader.ReviseAsync(positions.Book, cancellationToken) > 0) await ShowAsync(positions, now, cancellationToken);
        },
        now,
        cancellationToken);

    /// <summary>Books that failed half-way are made anew from the ledger.</summary>
    private async Task TryAsync(TenantPositions positions, Func<Task> work, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            log.BooksForgotten(error, positions.Book.Tenant);
            positions.Forget();
            positions.LookAgainAt = now + Rarely;
        }
    }

    private async Task CatchUpAsync(TenantPositions positions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (positions.Whole is { IsCompleted: false }) return;
        var anew = await positions.TakeWholeAsync();
        if (await loader.CatchUpAsync(positions.Book, cancellationToken) is not { } taken)
        {
            await ReadWholeAsync(positions, cancellationToken);
            return;
        }

        if (positions.Book.NeedsHistory) await ReadWholeAsync(positions, cancellationToken);
        var expired = provisional.Expire(positions.Book, now);
        var news = (positions.Book.Tree, positions.Book.Reported);
        if (taken == 0 && !expired && !anew && positions.HotUntil <= now && positions.Seen is not null) return;
        positions.Seen = news;
        await transfers.RunAsync(positions.Book, cancellationToken);
        await tree.PublishAsync(positions, positions.Book.Tree, positions.Book.Resolver, cancellationToken);
        await ShowAsync(positions, now, cancellationToken);
    }

    /// <summary>Begins to make the books from the whole ledger, once the registry says what its codes mean; the tree is shown at once.</summary>
    private async Task ReadWholeAsync(TenantPositions positions, CancellationToken cancellationToken)
    {
        var tenant = positions.Book.Tenant;
        var (nodes, resolver) = await loader.LookAsync(tenant, cancellationToken);
        await tree.PublishAsync(positions, nodes, resolver, cancellationToken);
        if (resolver.Version == 0 || positions.Whole is not null) return;
        log.BooksMadeAnew(tenant);
        positions.Whole = Task.Run(() => loader.ReadWholeAsync(tenant, cancellationToken), cancellationToken);
    }

    /// <summary>Saves where the books are, so that the next start goes on from there.</summary>
    public async Task SaveAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var positions in Tenants.Where(p => p.Whole is null))
        {
            try
            {
                positions.Book.Settle();
                await checkpoints.SaveAsync(positions.Book, now, cancellationToken);
                await past.SaveAsync(positions.Book, cancellationToken);
            }
            catch (Npgsql.NpgsqlException error)
            {
                log.CheckpointFailed(error, positions.Book.Tenant);
            }
        }
    }

    /// <summary>Makes the views anew and publishes them.</summary>
    public async Task ShowAsync(TenantPositions positions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!positions.Book.IsStarted) return;
        var added = positions.Add(now);
        await InTurnAsync(
            () =>
            {
                positions.Show(added);
                return Task.CompletedTask;
            },
            cancellationToken);
        await reconciliation.PublishAsync(positions, cancellationToken);
        foreach (var view in positions.Views)
        {
            await dayPrices.CompleteAsync(view, cancellationToken);
            await PublishAllAsync(view, now, cancellationToken);
        }
    }

    public void Dispose() => showing.Dispose();

    private Task PublishAllAsync(PortfolioView view, DateTimeOffset now, CancellationToken cancellationToken) => InTurnAsync(() => feed.PublishAllAsync(view, now, cancellationToken), cancellationToken);

    private async Task InTurnAsync(Func<Task> action, CancellationToken cancellationToken)
    {
        await showing.WaitAsync(cancellationToken);
        try
        {
            await action();
        }
        finally
        {
            showing.Release();
        }
    }
}
