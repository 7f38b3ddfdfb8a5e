using Npgsql;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Past;
using PortfolioPlatform.Portfolio.Queries;
using PortfolioPlatform.Portfolio.Registry;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>A page somebody asks for.</summary>
/// <param name="Filter">Which.</param>
/// <param name="Order">Which come first.</param>
/// <param name="After">Behind which; null at the beginning.</param>
/// <param name="First">How many.</param>
/// <param name="Pair">As of when; null for the present.</param>
/// <param name="AsKnown">Whether the versions of once are asked for, and not those that hold now.</param>
internal sealed record TransactionPageRequest(TransactionFilter Filter, TransactionOrder Order, TransactionCursor? After, int First, PastPair? Pair, bool AsKnown)
{
    private static readonly TransactionCursor Oldest = new(DateTimeOffset.UnixEpoch, long.MinValue, Guid.Empty);

    public bool Newest => Order == TransactionOrder.NewestFirst;

    public TransactionCursor Start => After ?? (Newest ? TransactionCursor.Newest : Oldest);

    public DateTimeOffset From => Filter.From ?? DateTimeOffset.UnixEpoch;

    /// <summary>Not included.</summary>
    public DateTimeOffset To
    {
        get
        {
            var (to, asOf) = (Filter.To ?? TransactionCursor.Newest.Time, Pair is { } pair && pair.AsOf < TransactionCursor.Newest.Time ? pair.AsOf.AddMicroseconds(1) : TransactionCursor.Newest.Time);
            return to < asOf ? to : asOf;
        }
    }

    public string[]? Terms => TransactionTerm.Asked(Filter.Kinds?.ToArray(), Filter.AssetId is { } asset ? new AssetId(asset) : null);
}

/// <summary>
/// Reads transactions by keyset in either order: each account's index gives its next few, and the first of all are taken. What a filter asks for is looked up hour by hour in which there is some.
/// Cost depends on the page, not on the ledger.
/// </summary>
internal sealed class TransactionPages(KnowledgeSql knowledge)
{
    public async Task<Connection<TransactionItem>> ReadAsync(IReads reads, TenantId tenant, PortfolioItem portfolio, TransactionPageRequest request, CancellationToken cancellationToken)
    {
        var known = request.AsKnown ? await KnownAsync(tenant, request.Pair!.Value.KnownAt, cancellationToken) : null;
        var accounts = known is null ? portfolio.AccountIds : [.. known.Tree.AccountsOf(new(portfolio.Id)).Select(a => a.Value)];
        Spot[] all = [.. accounts.Where(a => request.Filter.AccountIds?.Contains(a) ?? true).Select(a => new Spot(a, known is null ? long.MaxValue : known.Heads.GetValueOrDefault(new(a))))];
        var rows = request.Terms is { } terms ? await SearchAsync(reads, tenant, request, all, terms, known?.Resolver, cancellationToken) : await RowsAsync(reads, tenant, request, all, known?.Resolver, cancellationToken);
        var edges = rows.Take(request.First).Select(r => new Edge<TransactionItem>(new TransactionCursor(r.Item.Time, r.Sequence, r.Item.Id).ToString(), r.Item)).ToArray();
        return new(edges, new PageInfo(rows.Count > request.First, request.After is not null, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor));
    }

    private async Task<Knowledge> KnownAsync(TenantId tenant, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var transaction = await knowledge.BeginAsync(tenant, at, cancellationToken);
        return await knowledge.ReadAsync(transaction, at, cancellationToken);
    }

    /// <summary>Goes from hours to hours in which there may be some; there nearly always are.</summary>
    private static async Task<List<(TransactionItem Item, long Sequence)>> SearchAsync(
        IReads reads, TenantId tenant, TransactionPageRequest request, Spot[] accounts, string[] terms, AssetResolver? resolver, CancellationToken cancellationToken)
    {
        var found = new List<(TransactionItem, long)>();
        for (var beyond = (DateTimeOffset?)null; ;)
        {
            var hours = await reads.ReadAsync(tenant, [TransactionPageSql.Search(tenant, request, accounts, terms, beyond)], (rows, token) => TakeAsync(rows, found, resolver, token), cancellationToken);
            if (found.Count > request.First || hours.Count <= request.First) return found;
            beyond = request.Newest ? hours.Earliest : hours.Latest;
        }
    }

    /// <summary>Takes the rows there are; returns in how many hours of accounts they were looked for, the earliest and the latest of them.</summary>
    private static async Task<(long Count, DateTimeOffset Earliest, DateTimeOffset Latest)> TakeAsync(
        NpgsqlDataReader r, List<(TransactionItem, long)> found, AssetResolver? resolver, CancellationToken cancellationToken)
    {
        var hours = default((long Count, DateTimeOffset, DateTimeOffset));
        while (await r.ReadAsync(cancellationToken))
        {
            if (hours.Count == 0 && r.GetInt64(23) is > 0 and var count) hours = (count, Utc(r, 24), Utc(r, 25));
            if (!r.IsDBNull(0)) found.Add((Row(r, resolver), r.GetInt64(3)));
        }

        return hours;
    }

    private static Task<List<(TransactionItem Item, long Sequence)>> RowsAsync(IReads reads, TenantId tenant, TransactionPageRequest request, Spot[] accounts, AssetResolver? resolver, CancellationToken cancellationToken) =>
        reads.ReadAsync(tenant, TransactionPageSql.Rows(tenant, request, request.Start, accounts), r => (Row(r, resolver), r.GetInt64(3)), cancellationToken);

    private static TransactionItem Row(NpgsqlDataReader r, AssetResolver? resolver) => new(
        r.GetGuid(1), r.GetGuid(0), Utc(r, 2), (TransactionKind)r.GetInt16(4), (TransactionStatus)r.GetInt16(5), r.GetString(6), r.GetString(7), r.GetInt32(8), r.GetInt16(9) > 0, r.GetBoolean(10),
        Legs(r, resolver), Text(r, 15), Text(r, 16), Text(r, 17), Text(r, 18), r.IsDBNull(19) ? [] : r.GetFieldValue<string[]>(19), Utc(r, 20));

    /// <summary>What codes meant is asked of the registry of once, where there is one.</summary>
    private static LegItem[] Legs(NpgsqlDataReader r, AssetResolver? resolver)
    {
        var (codes, assets, amounts, roles) = (r.GetFieldValue<string[]>(11), r.GetFieldValue<string[]>(12), r.GetFieldValue<string[]>(13), r.GetFieldValue<short[]>(14));
        if (resolver is not null)
        {
            var (venue, symbols, time) = (r.GetString(21), r.GetFieldValue<string[]>(22), Utc(r, 2));
            assets = [.. codes.Select((code, i) => resolver.Resolve(venue, new Contracts.LegFact(code, symbols[i], Quantity.Zero, LegRole.Principal), time).Value)];
        }

        return [.. codes.Select((code, i) => new LegItem(code, assets[i], Quantity.Parse(amounts[i]), (LegRole)roles[i]))];
    }

    private static DateTimeOffset Utc(NpgsqlDataReader r, int column) => new(r.GetDateTime(column), TimeSpan.Zero);

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}

/// <summary>Where to look for transactions.</summary>
/// <param name="Account">In which account.</param>
/// <param name="Known">Up to which row of its chain.</param>
internal sealed record Spot(Guid Account, long Known);
