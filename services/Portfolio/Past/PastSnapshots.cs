using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Movements;
using PortfolioPlatform.Portfolio.Positions;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>
/// Saves how books stood before many instants of the past, and what all legs before some of them add up to, so that a past pair or a change between two instants is read from the nearest of
/// them and the few entries after it. A snapshot is true for what was known since it was made and until something before its instant changed; what changes notes that in its own transaction.
/// </summary>
internal sealed class PastSnapshots(IDatabase database, TimeProvider time)
{
    /// <summary>Entries between two snapshots.</summary>
    internal const int Stride = 128;

    /// <summary>Entries between two sums of legs.</summary>
    internal const int SumStride = 256;

    private const int MostAtOnce = 256;

    /// <summary>What is younger changes too often: late entries and late prices are rarely older.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(2);

    /// <summary>Saves what is missing, at most so many at once. Returns how many.</summary>
    public async Task<int> SaveAsync(TenantBook book, CancellationToken cancellationToken)
    {
        if (!IsSound(book) || book.Snapped == (book.Rows, book.PricesSeen)) return 0;
        var days = await DaysAsync(book, cancellationToken);
        await using var transaction = await database.BeginAsync(book.Tenant, cancellationToken);
        var seen = await PriceNewsSql.LockAsync(transaction, cancellationToken);
        await SnapshotSql.LockAsync(transaction, cancellationToken);
        var heads = await HeadSql.ReadAsync(transaction, cancellationToken);
        if (seen != book.PricesSeen || heads.Any(h => book.ReadTo(h.Key) != h.Value.Number)) return 0;
        var now = time.GetUtcNow();
        var floors = Missing(book, await SnapshotSql.FloorsAsync(transaction, book.Resolver.Version, book.Currencies, cancellationToken), now - Recent);
        foreach (var currency in book.Currencies)
            foreach (var origin in floors.Take(MostAtOnce).Select(f => book.In(currency).Before(f)).DistinctBy(o => o.Floor))
                await SnapshotSql.WriteAsync(transaction, currency, book.Resolver.Version, origin, now, cancellationToken);
        await SnapshotSql.ThinAsync(transaction, cancellationToken);
        var isAll = await SaveSumsAsync(book, transaction, now - Recent, cancellationToken);
        isAll &= await MovedDaySql.WriteAsync(transaction, days, heads, book.Resolver.Version, now, cancellationToken) && floors.Count <= MostAtOnce;
        await transaction.CommitAsync(cancellationToken);
        if (isAll) book.Snapped = (book.Rows, book.PricesSeen);
        return Math.Min(floors.Count, MostAtOnce);
    }

    private async Task<NewDays> DaysAsync(TenantBook book, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(book.Tenant, cancellationToken);
        return await MovedDaySql.AddUpAsync(transaction, book.Resolver.Version, time.GetUtcNow() - Recent, MostAtOnce, cancellationToken);
    }

    private bool IsSound(TenantBook book) => book.IsStarted && !book.NeedsHistory && book.IsComplete && book.PricesSeen >= 0
        && !book.In(PriceQuestion.Dollar).Entries.Any(e => e.Rank.Layer < 0 && e.Counts && e.Time < time.GetUtcNow() - Recent);

    /// <summary>Whether no sums are missing any more.</summary>
    private static async Task<bool> SaveSumsAsync(TenantBook book, IDatabaseTransaction transaction, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var isAll = true;
        foreach (var currency in book.Currencies)
        {
            var floors = await MovedSumsSql.MissingAsync(transaction, currency, book.Resolver.Version, SumStride, until, cancellationToken);
            if (floors.Count > 0) await MovedSumsSql.WriteAsync(transaction, currency, book.Resolver.Version, [.. floors.Take(MostAtOnce)], cancellationToken);
            isAll &= floors.Count <= MostAtOnce;
        }

        return isAll;
    }

    /// <summary>Instants so many entries after the one before, where no snapshot is near.</summary>
    private static List<DateTimeOffset> Missing(TenantBook book, IReadOnlyList<DateTimeOffset> saved, DateTimeOffset until)
    {
        var times = book.In(PriceQuestion.Dollar).Entries.Select(e => e.Time).Where(t => t < until).Order().ToArray();
        var (floors, since, next) = (new List<DateTimeOffset>(), 0, 0);
        foreach (var time in times)
        {
            while (next < saved.Count && saved[next] <= time) (since, next) = (0, next + 1);
            if (++since <= Stride || time <= book.Floor || (floors.Count > 0 && floors[^1] == time)) continue;
            floors.Add(time);
            since = 1;
        }

        return floors;
    }
}
