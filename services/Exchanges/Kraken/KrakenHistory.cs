using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Kraken.Ledger;

namespace PortfolioPlatform.Kraken;

/// <summary>The one history stream of a Kraken account: the ledger, newest first, each page enriched before it is told.</summary>
internal sealed class KrakenHistory(VenueHttp http, KrakenAssets assets, KrakenFacts facts, KrakenAllowance allowance, TimeProvider clock)
{
    /// <summary>Fetches the page the cursor asks for.</summary>
    public async Task<Result<HistoryPage>> FetchAsync(string? cursorText, CancellationToken cancellationToken)
    {
        if (await assets.EnsureAssetsAsync(cancellationToken) is { } failed) return failed;
        var cursor = LedgerCursor.Parse(cursorText);
        while (true)
        {
            var request = KrakenEndpoints.Ledgers(allowance, LedgerWalk.Start(cursor), LedgerWalk.End(cursor), cursor.IsWalking ? cursor.Offset : 0);
            var answer = await http.SendAsync(request, cancellationToken);
            if (!answer.IsOk) return answer.Error;
            if (answer.Value.IsMalformed || LedgerPage.Read(answer.Value.Body, new PageBuilder()) is not { } page) return Unreadable(request, answer.Value, cursorText);
            if (!LedgerWalk.IsTorn(cursor, page)) return await TellAsync(request, answer.Value, cursor, page, cancellationToken);
            cursor = LedgerWalk.Back(cursor, page);
        }
    }

    /// <summary>An answer that cannot be read is handed on raw; the cursor stays, so the same page is asked again at the next poll.</summary>
    private static HistoryPage Unreadable(VenueRequest request, VenueResponse answer, string? cursor) =>
        new(new RawPage("Ledgers", request.ToString(), answer.Body, answer.ReceivedAt), MappedPage.Unreadable(WireJson.Excerpt(answer.Body.Span)), cursor ?? new LedgerCursor().ToJson(), LedgerCursor.Parse(cursor).IsComplete, CaughtUp: true, null);

    private async Task<Result<HistoryPage>> TellAsync(VenueRequest request, VenueResponse answer, LedgerCursor cursor, LedgerPage page, CancellationToken cancellationToken)
    {
        var skip = LedgerWalk.Known(cursor, page);
        var fresh = page.Rows.Where(row => !skip.Contains(row.Id)).ToList();
        var open = fresh.Concat(cursor.Held.Select(row => new LedgerEntry(row.Key, row.Value))).ToList();
        var trades = await facts.TradesAsync(open, cancellationToken);
        if (!trades.IsOk) return trades.Error;
        var movements = await facts.MovementsAsync(open, cursor.Unproven, cancellationToken);
        if (!movements.IsOk) return movements.Error;

        var context = Context(cursor, page, skip, open, trades.Value, movements.Value);
        var builder = new PageBuilder();
        var read = LedgerPage.Read(answer.Body, builder)!;
        var fold = LedgerFold.Run(read.Rows, context, builder);
        builder.Records -= skip.Count;
        var mapped = builder.Build();
        var next = LedgerWalk.After(cursor, page, fresh.Count, fold) with { Unproven = Unproven(cursor, mapped, fold) };
        var raw = new RawPage("Ledgers", request.ToString(), answer.Body, answer.ReceivedAt, context.ToJson());
        return new HistoryPage(raw, mapped, next.ToJson(), next.IsComplete, !next.IsWalking, next.Expected);
    }

    private LedgerContext Context(
        LedgerCursor cursor, LedgerPage page, List<string> skip, List<LedgerEntry> open, Dictionary<string, TradeFact> trades, Dictionary<string, MovementFact> movements) => new()
        {
            Assets = open.Select(row => row.Row.Asset).Concat(cursor.Watched.Values.Select(row => row.Asset)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Where(code => assets.KnownSymbol(code) is not null).ToDictionary(code => code, assets.Symbol, StringComparer.Ordinal),
            Held = cursor.Held,
            Watched = cursor.Watched,
            Skip = skip,
            Again = [.. cursor.Unproven.Where(refid => movements.GetValueOrDefault(refid)?.TxId is not null)],
            Trades = trades,
            Movements = movements,
            More = LedgerWalk.HasMore(cursor, page),
            Now = (decimal)clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000m,
        };

    private static List<string> Unproven(LedgerCursor cursor, MappedPage mapped, LedgerFold fold)
    {
        var told = mapped.Transactions.Where(transaction => transaction.Kind == TransactionKind.Withdrawal).ToDictionary(transaction => transaction.NativeId, StringComparer.Ordinal);
        var watched = fold.Watched.Select(row => row.Group).ToHashSet(StringComparer.Ordinal);
        return [.. cursor.Unproven.Where(refid => !told.ContainsKey(refid))
            .Concat(told.Values.Where(transaction => transaction is { TxHash: null, Status: TransactionStatus.Completed }).Select(transaction => transaction.NativeId))
            .Where(watched.Contains).Distinct(StringComparer.Ordinal)];
    }
}
