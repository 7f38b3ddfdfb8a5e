using System.Text.Json;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.GraphQL.DataLoading;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Past;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Risk.Derivatives;
using PortfolioPlatform.Portfolio.Risk.Live;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Portfolios as the risk mathematics takes them, for what is computed on demand: holdings of the ledger where they lie, at live prices, with a year of daily closes.</summary>
internal sealed class RiskBookLoader(IBatchScheduler scheduler, IDatabase database, PastPortfolios portfolios, LiveReader live, IHotStore store, TimeProvider time)
    : BatchDataLoader<(TenantId Tenant, Guid Portfolio), CoveredBook>(scheduler)
{
    protected override async Task<IReadOnlyDictionary<(TenantId Tenant, Guid Portfolio), CoveredBook>> LoadBatchAsync(
        IReadOnlyList<(TenantId Tenant, Guid Portfolio)> keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(TenantId, Guid), CoveredBook>();
        foreach (var key in keys)
        {
            var now = time.GetUtcNow();
            var pair = PastPair.Of(now.AddDays(2), now, now)!.Value;
            if (await portfolios.ReadAsync(key.Tenant, new(key.Portfolio), pair, cancellationToken) is not { } held) continue;
            var holdings = LivePortfolio.Of(await live.NowAsync(LiveSources.Portfolio(key.Tenant, key.Portfolio), cancellationToken)).Holdings;
            var overlay = await OverlayAsync(key.Tenant, held, now, cancellationToken);
            var book = Snapshot(key.Tenant, held, holdings.ToDictionary(h => h.AssetId), overlay, now);
            await using var transaction = await database.BeginAsync(key.Tenant, cancellationToken);
            var daily = await ReferencePrices.IsThereAsync(transaction, cancellationToken)
                ? await PriceHistory.DailyAsync(transaction, [.. book.Assets.Select(a => a.Asset).Append(book.Currency)], now, cancellationToken)
                : PriceGrid.Ending(now, TimeSpan.FromDays(1), 1);
            found[key] = CoveredBook.Of(book, daily);
        }

        return found;
    }

    /// <summary>What derivatives add, at the marks published last and the consolidated prices.</summary>
    private async Task<(DerivativeOverlay Overlay, Func<AssetId, double?> UnitOf)> OverlayAsync(TenantId tenant, PastPortfolio held, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var positions = DerivativesItem.PositionsOf(await store.GetAllAsync(DerivativeFeed.TopicOf(tenant, held.Node.Id), cancellationToken));
        if (positions.Count == 0) return (DerivativeOverlay.None, _ => null);
        var prices = (await store.GetAllAsync(LiveTopics.Prices, cancellationToken)).ToDictionary(p => p.Key, p => JsonSerializer.Deserialize(p.Value.Span, LiveJson.Default.PriceValue)?.Usd?.ToDouble(), StringComparer.Ordinal);
        var resolver = held.Known.Resolver;
        return (DerivativeOverlay.Of(positions, new ContractMarket((venue, symbol) => resolver.Resolve(venue, symbol, now), UnitOf, asset => resolver.Describe(asset).Kind is "stablecoin" or "fiat", now)), UnitOf);

        double? Usd(AssetId asset) => asset == PriceQuestion.Dollar ? 1 : prices.GetValueOrDefault(asset.Value);
        double? UnitOf(AssetId asset) => asset == held.Node.Currency ? 1 : Usd(asset) / Usd(held.Node.Currency);
    }

    private static BookSnapshot Snapshot(
        TenantId tenant, PastPortfolio held, Dictionary<string, HoldingItem> live, (DerivativeOverlay Overlay, Func<AssetId, double?> UnitOf) derivatives, DateTimeOffset now)
    {
        var venues = held.Known.Tree.Accounts.ToDictionary(a => a.Id, a => a.Venue);
        var assets = held.Holdings().Select(h => Asset(h.Asset, h.Pool.Balance, held, live.GetValueOrDefault(h.Asset.Value), venues)).ToList();
        assets.AddRange(derivatives.Overlay.Assets.Except(assets.Select(a => a.Asset)).Select(a => Unheld(a, held, derivatives.UnitOf(a))));
        return new BookSnapshot(tenant, held.Node.Id, held.Node.Currency, now, [.. assets.Select(derivatives.Overlay.On).OrderBy(a => a.Asset.Value, StringComparer.Ordinal)]) { Derivatives = derivatives.Overlay.Coverage, Contracts = derivatives.Overlay.Contracts, Zone = held.Node.Zone };
    }

    private static HeldAsset Unheld(AssetId asset, PastPortfolio held, double? unit)
    {
        var row = held.Known.Resolver.Describe(asset);
        return new HeldAsset(asset, row.Symbol, row.Kind, unit is null ? null : 0, null, unit is not null, new Places(new Dictionary<string, double>())) { Unit = unit };
    }

    private static HeldAsset Asset(AssetId asset, Quantity quantity, PastPortfolio held, HoldingItem? live, Dictionary<AccountId, string> venues)
    {
        var row = held.Known.Resolver.Describe(asset);
        var price = asset == held.Node.Currency ? Quantity.One : live?.Price;
        var places = held.Pools.Where(p => p.Key.Asset == asset && !p.Value.Balance.IsZero).GroupBy(p => venues.GetValueOrDefault(p.Key.Account, "unknown"))
            .ToDictionary(g => g.Key, g => g.Sum(p => p.Value.Balance.ToDouble()) / quantity.ToDouble(), StringComparer.Ordinal);
        return new HeldAsset(asset, row.Symbol, row.Kind, (quantity * price)?.ToDouble(), null, live?.PriceState == "ok", new Places(quantity.IsZero ? new Dictionary<string, double>() : places)) { Unit = price?.ToDouble() };
    }
}
