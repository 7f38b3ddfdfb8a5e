using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Registry;
using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Portfolio.Tree;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio.Risk.Derivatives;

/// <summary>Derivatives of all portfolios: figures follow each mark at once, margin warnings are stored and told as they turn. Used by one thread at a time.</summary>
internal sealed class DerivativeEngine(IDatabase database, AssetRegistryCopy registry, DerivativeFeed feed, OpenDerivatives open, IOptions<RiskLimits> limits, ILogger<DerivativeEngine> log)
{
    private readonly Dictionary<TenantId, TenantDerivatives> tenants = [];
    private readonly Dictionary<(string Venue, string Contract), Mark> marks = [];

    /// <summary>Tenants that hold anything.</summary>
    public IEnumerable<TenantId> Active => tenants.Values.Where(t => t.Reports.Any(r => !r.Positions.IsEmpty)).Select(t => t.Tenant);

    /// <summary>Takes a new epoch, so that what is published from now on replaces what an earlier engine published.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select nextval('portfolio.epoch')", transaction.Connection);
        feed.Begin((long)(await command.ExecuteScalarAsync(cancellationToken))!);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Takes what was told and the newest marks; publishes what they change. Gives back tenants that could not be read.</summary>
    public async Task<IReadOnlyList<TenantId>> TurnAsync(IReadOnlyList<TenantId> told, IReadOnlyList<MarkValue> ticks, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var tick in ticks) marks[(tick.Venue, tick.Contract)] = new Mark(tick.Mark, tick.FundingRate, tick.NextFunding, tick.Time) { UnderlyingPrice = tick.UnderlyingPrice, Volatility = tick.Volatility };
        var (changed, late) = (new HashSet<TenantDerivatives>(), new List<TenantId>());
        foreach (var tenant in told)
        {
            if (await TryAsync(tenant, () => LoadAsync(tenant, now, cancellationToken))) changed.Add(tenants[tenant]);
            else late.Add(tenant);
        }

        changed.UnionWith(tenants.Values.Where(t => ticks.Any(m => t.Holds(m.Venue, m.Contract))));
        foreach (var one in changed)
        {
            var books = one.Reports.ToDictionary(r => r.Account, r => (Report: r, Books: MarginBook.Of(r, marks)));
            foreach (var node in one.Tree.Nodes) await feed.PublishAllAsync(one.Tenant, node.Id, Fields(one, node.Id, [.. one.Tree.AccountsOf(node.Id).Where(books.ContainsKey).Select(a => books[a])], now), cancellationToken);
            if (!await TryAsync(one.Tenant, () => WarnAsync(one, [.. books.Values], now, cancellationToken))) late.Add(one.Tenant);
        }

        return late;
    }

    private List<KeyValuePair<string, ReadOnlyMemory<byte>>> Fields(
        TenantDerivatives tenant, PortfolioId portfolio, IReadOnlyList<(DerivativeReport Report, IReadOnlyList<MarginBook> Books)> accounts, DateTimeOffset now)
    {
        var (fields, positions) = (new List<KeyValuePair<string, ReadOnlyMemory<byte>>>(), new List<DerivativeValue>());
        foreach (var (report, books) in accounts)
            foreach (var book in books)
            {
                var margin = DerivativeFigures.Margin(report, book, tenant.Volatilities, now, feed.Next());
                fields.Add(FeedPublisher.Field(margin.Key, margin, DerivativeJson.Default.MarginValue));
                for (var i = 0; i < book.Positions.Count; i++)
                {
                    var value = DerivativeFigures.Position(report, book, i, tenant.Volatilities.TryGetValue(book.Positions[i].Fact.Underlying, out var volatility) ? volatility : null, now, feed.Next());
                    fields.Add(FeedPublisher.Field(value.Key, value, DerivativeJson.Default.DerivativeValue));
                    positions.Add(value);
                }
            }

        open.Set(portfolio, positions);
        foreach (var value in DerivativeFigures.Underlyings(positions, tenant.Volatilities, feed.Next))
            fields.Add(FeedPublisher.Field(value.Key, value, DerivativeJson.Default.UnderlyingValue));
        return fields;
    }

    private async Task LoadAsync(TenantId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!tenants.TryGetValue(id, out var tenant)) tenants[id] = tenant = new TenantDerivatives(id, limits.Value.MarginLimit);
        await using var transaction = await database.BeginAsync(id, cancellationToken);
        tenant.Take(await TreeSql.ReadAsync(transaction, cancellationToken), await DerivativeSql.ReadAsync(transaction, cancellationToken));
        if (!tenant.IsRestored) tenant.Restore(await DerivativeSql.OpenWarningsAsync(transaction, cancellationToken));
        var unknown = tenant.Reports.SelectMany(r => r.Positions).Any(p => !tenant.Volatilities.ContainsKey(p.Underlying));
        if (tenant.Reports.Count == 0 || (now < tenant.VolatilitiesUntil && !unknown)) return;
        tenant.Volatilities = await UnderlyingVolatility.ReadAsync(transaction, await registry.ReadAsync(transaction, cancellationToken), tenant.Reports, now, cancellationToken);
        tenant.VolatilitiesUntil = now.AddHours(1);
    }

    private async Task WarnAsync(TenantDerivatives tenant, IReadOnlyList<(DerivativeReport Report, IReadOnlyList<MarginBook> Books)> accounts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var there = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (report, books) in accounts)
            foreach (var book in books)
            {
                var subject = $"{report.Account}:{book.Name}";
                there.Add(subject);
                var (stands, turned) = tenant.Warnings.Look(subject, book.Ratio ?? double.NaN);
                if (turned && stands) await RaiseAsync(tenant, report.Account, new OpenWarning(MarginWarnings.Kind, subject, now, book.Ratio!.Value, tenant.Warnings.Limit), cancellationToken);
                if (turned && !stands) await ClearAsync(tenant, subject, now, cancellationToken);
            }

        foreach (var gone in tenant.Warnings.Forget(there)) await ClearAsync(tenant, gone, now, cancellationToken);
    }

    private async Task RaiseAsync(TenantDerivatives tenant, AccountId account, OpenWarning warning, CancellationToken cancellationToken)
    {
        HashSet<PortfolioId> portfolios = [.. tenant.Tree.Nodes.Where(n => tenant.Tree.AccountsOf(n.Id).Contains(account)).Select(n => n.Id)];
        await using var transaction = await database.BeginAsync(tenant.Tenant, cancellationToken);
        foreach (var portfolio in portfolios) await RiskSql.RaiseAsync(transaction, portfolio, warning, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        tenant.Open[warning.Subject] = (warning, portfolios);
        foreach (var portfolio in portfolios) await feed.PublishAsync(tenant.Tenant, portfolio, warning, stands: true, cancellationToken);
    }

    private async Task ClearAsync(TenantDerivatives tenant, string subject, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!tenant.Open.Remove(subject, out var known)) return;
        await using var transaction = await database.BeginAsync(tenant.Tenant, cancellationToken);
        foreach (var portfolio in known.Portfolios) await RiskSql.ClearAsync(transaction, portfolio, known.Warning, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var portfolio in known.Portfolios) await feed.PublishAsync(tenant.Tenant, portfolio, known.Warning, stands: false, cancellationToken);
    }

    private async Task<bool> TryAsync(TenantId tenant, Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (NpgsqlException error) when (database.IsAway(tenant, error))
        {
            log.TenantAway(tenant);
            return false;
        }
    }
}
