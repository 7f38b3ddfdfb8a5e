using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>Portfolios at a past pair. The same pair is answered the same for ever: by the tree, the registry, the ledger, the links and the prices that were known then.</summary>
internal sealed class PastPortfolios(KnowledgeSql knowledge)
{
    /// <summary>What a portfolio was; null if it was not there.</summary>
    public async Task<PastPortfolio?> ReadAsync(TenantId tenant, PortfolioId portfolio, PastPair pair, CancellationToken cancellationToken)
    {
        await using var transaction = await knowledge.BeginAsync(tenant, pair.KnownAt, cancellationToken);
        var known = await knowledge.ReadAsync(transaction, pair.KnownAt, cancellationToken);
        if (known.Tree.Find(portfolio) is not { } node) return null;
        var book = await PastBook.ReadAsync(transaction, known, node.Currency, pair.AsOf, cancellationToken);
        var accounts = known.Tree.AccountsOf(portfolio).ToHashSet();
        KeyValuePair<PoolKey, PoolState>[] pools = [.. book.Pools.Where(p => accounts.Contains(p.Key.Account) && p.Value != PoolState.Empty).OrderBy(p => p.Key)];
        var assets = pools.Where(p => !p.Value.Balance.IsZero).Select(p => p.Key.Asset).Append(node.Currency);
        var prices = await PastPriceSql.ReadAsync(transaction, assets, pair with { AsOf = pair.AsOf < pair.KnownAt ? pair.AsOf : pair.KnownAt }, cancellationToken);
        return new PastPortfolio(pair, known, node, pools, prices);
    }
}
