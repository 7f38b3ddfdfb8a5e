using System.Collections.Immutable;
using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>Adds up what the accounts of a portfolio hold. Pure.</summary>
internal static class HoldingsOf
{
    /// <summary>The holdings of one node; what is zero and never earned or lost anything is left out.</summary>
    public static Dictionary<AssetId, Holding> Node(TenantBook book, PortfolioNode node, DateTimeOffset dayStart)
    {
        var accounts = book.Tree.AccountsOf(node.Id).ToHashSet();
        var positions = book.In(node.Currency);
        var pools = positions.Pools.Where(p => accounts.Contains(p.Key.Account)).ToLookup(p => p.Key.Asset);
        var changes = positions.Since(dayStart);
        var reported = accounts.Where(a => IsImporting(book, a)).SelectMany(a => book.Reported[a].Amounts.Keys);
        var holdings = new Dictionary<AssetId, Holding>();
        foreach (var asset in pools.Select(g => g.Key).Union(reported))
        {
            var holding = Asset(book, asset, accounts, pools[asset], changes);
            if (!holding.Quantity.IsZero || holding.Pool != PoolState.Empty) holdings[asset] = holding;
        }

        return holdings;
    }

    /// <summary>Whether what the venue says is shown instead of a ledger that is not complete yet.</summary>
    public static bool IsImporting(TenantBook book, AccountId account) => book.Reported.TryGetValue(account, out var report) && !report.HistoryComplete;

    private static Holding Asset(TenantBook book, AssetId asset, HashSet<AccountId> accounts, IEnumerable<KeyValuePair<PoolKey, PoolState>> pools, IReadOnlyDictionary<PoolKey, PoolChange> changes)
    {
        var byAccount = pools.ToDictionary(p => p.Key.Account, p => p.Value);
        var (quantity, sum) = (Quantity.Zero, PoolState.Empty);
        PoolChange? change = new(default, default, default, default);
        var holders = ImmutableArray.CreateBuilder<AccountId>();
        foreach (var account in accounts)
        {
            var pool = byAccount.GetValueOrDefault(account, PoolState.Empty);
            var importing = IsImporting(book, account);
            var held = importing ? book.Reported[account].Amounts.GetValueOrDefault(asset) : pool.Balance;
            quantity += held;
            sum = sum.Plus(pool);
            if (importing) change = null;
            else if (changes.TryGetValue(new(account, asset), out var own)) change = change is null ? null : Plus(change, own);
            if (!held.IsZero) holders.Add(account);
        }

        return new(quantity, sum, change, [.. holders.OrderBy(a => a.Value)]);
    }

    private static PoolChange Plus(PoolChange a, PoolChange b) =>
        new(a.BalanceThen + b.BalanceThen, a.Flows + b.Flows, a.Exchanged + b.Exchanged, a.Unvalued + b.Unvalued);
}
