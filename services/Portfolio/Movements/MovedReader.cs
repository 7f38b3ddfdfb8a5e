using System.Collections.Concurrent;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Movements;

/// <summary>
/// What moved between two instants: the difference of the sums stored nearest to them, and the legs between each and its instant. Where nothing is stored between them the legs are added up
/// one by one; it is the same to the last digit.
/// </summary>
internal sealed class MovedReader
{
    private const int Kept = 24;

    private readonly ConcurrentDictionary<Guid, MovedSums> known = [];

    public async Task<IReadOnlyList<MovedLegs>> ReadAsync(IDatabaseTransaction transaction, MovementQuestion q, long registry, CancellationToken cancellationToken)
    {
        var (from, to) = await MovedSumsSql.NearestAsync(transaction, q.Currency, registry, q.From, q.To, cancellationToken);
        if (to is null || to == from || await BetweenAsync(transaction, q, from, to, cancellationToken) is not { } moved)
            return await MovementSql.MovedAsync(transaction, q.Accounts, q.From, q.To, q.Currency, cancellationToken);
        return moved;
    }

    /// <summary>Null when something before one of them changed meanwhile.</summary>
    private async Task<List<MovedLegs>?> BetweenAsync(IDatabaseTransaction transaction, MovementQuestion q, StoredSums? from, StoredSums to, CancellationToken cancellationToken)
    {
        var before = from is null ? MovedSums.None : await SumsAsync(transaction, q.Currency, from, cancellationToken);
        var until = await SumsAsync(transaction, q.Currency, to, cancellationToken);
        if (before is null || until is null) return null;
        var tails = await MovementSql.TailsAsync(transaction, q.Accounts, [(from?.Floor ?? DateTimeOffset.MinValue, q.From), (to.Floor, q.To)], q.Currency, cancellationToken);
        if (!await MovedSumsSql.HoldAsync(transaction, q.Currency, from is null ? [to] : [from, to], cancellationToken)) return null;
        var accounts = q.Accounts.ToHashSet();
        var sums = new Dictionary<(AssetId Asset, TransactionKind Kind, LegRole Role), LegSum>();
        void Add((AssetId, TransactionKind, LegRole) group, LegSum sum) => sums[group] = sums.GetValueOrDefault(group) + sum;
        foreach (var (group, sum) in until.Groups.Where(g => accounts.Contains(g.Key.Account.Value))) Add((group.Asset, group.Kind, group.Role), sum);
        foreach (var (group, sum) in before.Groups.Where(g => accounts.Contains(g.Key.Account.Value))) Add((group.Asset, group.Kind, group.Role), -sum);
        foreach (var legs in tails[0]) Add((legs.Asset, legs.Kind, legs.Role), -legs.Sum);
        foreach (var legs in tails[1]) Add((legs.Asset, legs.Kind, legs.Role), legs.Sum);
        return [.. sums.Where(s => !s.Value.IsZero).Select(s => new MovedLegs(s.Key.Asset, s.Key.Kind, s.Key.Role, s.Value.Amount, s.Value.Value, s.Value.Usd, s.Value.Unpriced))];
    }

    /// <summary>A state of sums never changes: one that was read is kept.</summary>
    private async Task<MovedSums?> SumsAsync(IDatabaseTransaction transaction, AssetId currency, StoredSums stored, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(stored.Id, out var sums)) return sums;
        if (await MovedSumsSql.ReadAsync(transaction, currency, stored, cancellationToken) is not { } read) return null;
        if (known.Count >= Kept) known.Clear();
        return known[stored.Id] = read;
    }
}
