using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>Figures of all portfolios. Used by one thread at a time.</summary>
internal sealed class RiskEngine(IDatabase database, PriceHistory history, OrderBooks depth, RiskFeed feed, IOptions<RiskLimits> options, ILogger<RiskEngine> log)
{
    private static readonly TimeSpan Regularly = TimeSpan.FromMinutes(1);
    private readonly Dictionary<PortfolioId, BookDesk> desks = [];
    private DateTimeOffset thinned;

    /// <summary>Takes a new epoch, so that what is published from now on replaces what an earlier engine published.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select nextval('portfolio.epoch')", transaction.Connection);
        feed.Begin((long)(await command.ExecuteScalarAsync(cancellationToken))!);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Exposures of what changed at once, full reports of what is due.</summary>
    public async Task TurnAsync(IReadOnlyList<BookSnapshot> changed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await history.FollowAsync(changed.SelectMany(b => b.Assets.Select(a => a.Asset).Append(b.Currency)), now, cancellationToken))
        {
            foreach (var desk in desks.Values) desk.Follow(history.Daily);
            foreach (var desk in desks.Values) desk.DueAt = DateTimeOffset.MinValue;
        }

        foreach (var snapshot in changed)
        {
            if (!desks.TryGetValue(snapshot.Portfolio, out var desk)) desks[snapshot.Portfolio] = desk = new(options.Value);
            desk.Take(snapshot, history.Daily);
            await feed.PublishAsync(snapshot, BookRisk.Exposures(desk.Book!, feed.Next(), now), cancellationToken);
        }

        foreach (var desk in desks.Values.Where(d => d.DueAt <= now)) await TryAsync(desk, () => ReportAsync(desk, now, cancellationToken), now);
        // One a turn: thousands of portfolios whose night ends at the same moment do not hold up the figures of the minute.
        if (desks.Values.FirstOrDefault(d => d.IsNightDue(now)) is { } due) await TryAsync(due, () => NightAsync(due, now, cancellationToken), now);
        await ThinAsync(now, cancellationToken);
    }

    public async Task ForgetAsync(TenantId tenant, PortfolioId portfolio, CancellationToken cancellationToken)
    {
        desks.Remove(portfolio);
        await feed.RemoveAsync(tenant, portfolio, cancellationToken);
    }

    private async Task TryAsync(BookDesk desk, Func<Task> work, DateTimeOffset now)
    {
        var tenant = desk.Snapshot!.Tenant;
        try
        {
            await work();
        }
        catch (NpgsqlException error) when (database.IsAway(tenant, error))
        {
            desk.Done(now + Regularly);
            log.TenantAway(tenant);
        }
    }

    private async Task NightAsync(BookDesk desk, DateTimeOffset now, CancellationToken cancellationToken)
    {
        desk.NightAgain = now + Regularly;
        var night = RiskNight.Of(desk.Book!, RiskNight.DayOf(desk.Snapshot!, now), feed.Next(), now);
        await using var transaction = await database.BeginAsync(desk.Snapshot!.Tenant, cancellationToken);
        await RiskSql.WriteAsync(transaction, desk.Snapshot.Portfolio, night, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        desk.Night = night.Day;
        await feed.PublishAsync(desk.Snapshot, night, cancellationToken);
    }

    private async Task ReportAsync(BookDesk desk, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (snapshot, book) = (desk.Snapshot!, desk.Book!);
        await using var transaction = await database.BeginAsync(snapshot.Tenant, cancellationToken);
        if (desk.Number is null)
        {
            desk.Warnings.Restore(await RiskSql.OpenWarningsAsync(transaction, snapshot.Portfolio, cancellationToken));
            desk.Number = await RiskSql.LastNumberAsync(transaction, snapshot.Portfolio, cancellationToken);
            desk.Night = await RiskSql.LastNightAsync(transaction, snapshot.Portfolio, cancellationToken) ?? DateOnly.MinValue;
        }

        var exposures = BookRisk.Exposures(book, feed.Next(), now);
        var (raised, cleared) = desk.Warnings.Look(book, exposures, history.Hourly, now);
        var report = BookRisk.Report(book, desk.Warnings.Drawdown, desk.Number.Value + 1, feed.Next(), now) with { Liquidity = BookLiquidity.Of(book, history.Volumes, depth.Find, BookRisk.Levels) };
        await RiskSql.WriteAsync(transaction, snapshot.Portfolio, report, cancellationToken);
        foreach (var warning in raised) await RiskSql.RaiseAsync(transaction, snapshot.Portfolio, warning, cancellationToken);
        foreach (var warning in cleared) await RiskSql.ClearAsync(transaction, snapshot.Portfolio, warning, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        (desk.Number, var next) = (report.Number, now + Regularly);
        desk.Done(next);
        await feed.PublishAsync(snapshot, exposures, cancellationToken);
        await feed.PublishAsync(snapshot, report, BookRisk.Correlation(book, feed.Next(), now), cancellationToken);
        await feed.PublishAsync(snapshot, desk.Warnings.Open, cleared, cancellationToken);
    }

    private async Task ThinAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now < thinned.AddHours(1)) return;
        thinned = now;
        foreach (var tenant in desks.Values.Select(d => d.Snapshot!).GroupBy(s => s.Tenant))
        {
            try
            {
                await using var transaction = await database.BeginAsync(tenant.Key, cancellationToken);
                foreach (var snapshot in tenant) await RiskSql.ThinAsync(transaction, snapshot.Portfolio, now, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
            catch (NpgsqlException error) when (database.IsAway(tenant.Key, error))
            {
                log.TenantAway(tenant.Key);
            }
        }
    }
}
