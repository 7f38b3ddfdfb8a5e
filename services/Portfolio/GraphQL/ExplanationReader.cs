using System.Text.Json;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Past;
using PortfolioPlatform.Portfolio.Reconciliation;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Reads how a portfolio's totals come about.</summary>
internal sealed class ExplanationReader(IDatabase database, IHotStore store, TransactionPages pages)
{
    private const int FirstPage = 20;

    private static readonly string[] Formulas =
    [
        "value = Σ quantity × price, over holdings with a price",
        "unrealised = value − cost, cost being the average cost of what is held",
        "realised = Σ (proceeds − average cost), over disposals",
        "dayChange = value now − value at the portfolio's midnight",
    ];

    public async Task<ExplanationItem> NowAsync(TenantId tenant, PortfolioItem portfolio, string? asset, LivePortfolioLoader loader, CancellationToken cancellationToken)
    {
        var live = await loader.LoadAsync((tenant, portfolio.Id), cancellationToken);
        var holdings = Of(asset, live?.Holdings ?? []);
        var told = await store.GetAllAsync(LiveTopics.Prices, cancellationToken);
        var prices = holdings.Select(h => Price(h, told.TryGetValue(h.AssetId, out var json) ? JsonSerializer.Deserialize(json.Span, LiveJson.Default.PriceValue) : null)).ToList();
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var accounts = portfolio.AccountIds.ToHashSet();
        var open = (await ReconciliationSql.OpenAsync(transaction, cancellationToken)).Where(d => accounts.Contains(d.Account.Value) && (asset is null || d.Asset.Value == asset)).ToArray();
        var differ = open.Select(d => d.Asset.Value).ToHashSet(StringComparer.Ordinal);
        var heads = (await HeadSql.ReadAsync(transaction, cancellationToken)).Where(h => accounts.Contains(h.Key.Value)).OrderBy(h => h.Key.Value);
        return Explain(holdings, live?.Valuation?.Complete ?? false, open.Length, differ, prices,
            await TransactionsAsync(tenant, portfolio, asset, null, cancellationToken), heads.Select(h => new ChainHeadItem(h.Key.Value, h.Value.Number, Convert.ToHexStringLower(h.Value.Hash))));
    }

    public async Task<ExplanationItem> ThenAsync(TenantId tenant, PortfolioItem portfolio, PastPair pair, string? asset, PastPortfolioLoader loader, CancellationToken cancellationToken)
    {
        var past = await loader.LoadAsync((tenant, portfolio.Id, pair), cancellationToken);
        var holdings = past is null ? [] : Of(asset, PastItems.Holdings(past));
        var prices = holdings.Select(h => past!.Prices.TryGetValue(new AssetId(h.AssetId), out var fact)
            ? new ExplainedPrice(h.AssetId, h.Price, fact.Usd, h.PriceState, fact.Source, fact.At, h.PriceAge) : new ExplainedPrice(h.AssetId, h.Price, null, h.PriceState, null, null, null)).ToList();
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var heads = new List<ChainHeadItem>();
        var accounts = past?.Known.Tree.AccountsOf(new(portfolio.Id)).ToHashSet() ?? [];
        foreach (var (account, number) in past?.Known.Heads.Where(h => accounts.Contains(h.Key)).OrderBy(h => h.Key.Value).AsEnumerable() ?? [])
            if ((await LedgerRead.ByNumberAsync(transaction, account, [number], cancellationToken)) is [var row]) heads.Add(new(account.Value, number, Convert.ToHexStringLower(row.Hash)));
        return Explain(holdings, !holdings.Any(h => h.Short), 0, differ: null, prices, await TransactionsAsync(tenant, portfolio, asset, pair, cancellationToken), heads);
    }

    private static ExplanationItem Explain(
        IReadOnlyList<HoldingItem> holdings, bool complete, int open, HashSet<string>? differ, IReadOnlyList<ExplainedPrice> prices, Connection<TransactionItem> transactions, IEnumerable<ChainHeadItem> heads)
    {
        var priced = holdings.Count(h => h.Price is not null);
        Quantity Worth(Func<HoldingItem, bool> which) => holdings.Where(which).Aggregate(Quantity.Zero, (sum, h) => sum + (h.Value ?? Quantity.Zero).Abs());
        var all = Worth(_ => true);
        Quantity? Share(Func<HoldingItem, bool> which) => all.IsZero ? null : (Worth(which) * 100).Divide(all, 4);
        bool Agrees(HoldingItem holding) => !differ!.Contains(holding.AssetId);
        return new ExplanationItem(
            Formulas, complete, priced, holdings.Count - priced, holdings.Count(h => h.PriceState == "stale"), Percent(priced, holdings.Count), open, differ is null ? null : Percent(holdings.Count(Agrees), holdings.Count),
            Share(h => h.PriceState == "ok"), differ is null ? null : Share(Agrees), prices, transactions, [.. heads]);
    }

    private static IReadOnlyList<HoldingItem> Of(string? asset, IReadOnlyList<HoldingItem> holdings) => asset is null ? holdings : [.. holdings.Where(h => h.AssetId == asset)];

    private Task<Connection<TransactionItem>> TransactionsAsync(TenantId tenant, PortfolioItem portfolio, string? asset, PastPair? pair, CancellationToken cancellationToken) =>
        pages.ReadAsync(database, tenant, portfolio, new TransactionPageRequest(new TransactionFilter(AssetId: asset), TransactionOrder.NewestFirst, null, FirstPage, pair, pair is not null), cancellationToken);

    private static ExplainedPrice Price(HoldingItem holding, PriceValue? told) => new(holding.AssetId, holding.Price, told?.Usd, holding.PriceState, told?.Source, told?.At, holding.PriceAge);

    private static Quantity? Percent(int part, int all) => all == 0 ? null : Quantity.Parse($"{100 * part / all}");
}
