using System.Text.Json;
using PortfolioPlatform.Binance.History;
using PortfolioPlatform.Binance.Wire;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance;

/// <summary>Fetches pages: trades by id within a market, everything else by time windows. Streams are independent and may run in parallel.</summary>
internal sealed class BinanceHistory(VenueHttp http, VenueHttp futures, BinanceMarkets markets, string key, TimeProvider clock)
{
    /// <summary>Empty windows passed in one go; none of them is worth a page of its own.</summary>
    private const int EmptyWindows = 40;

    /// <summary>Fetches the page the cursor asks for.</summary>
    public async Task<Result<HistoryPage>> FetchAsync(string stream, string? cursor, CancellationToken cancellationToken)
    {
        if (await markets.EnsureAsync(cancellationToken) is { } failed) return failed;
        if (BinanceFamilies.Find(stream) is { } family) return await FetchAsync(family, cursor, cancellationToken);
        if (After(stream, BinanceTrades.Source("")) is { } market) return await FetchFillsAsync("myTrades", from => BinanceEndpoints.MyTrades(market, from), cursor, cancellationToken);
        if (After(stream, BinanceTrades.AllocationSource("")) is { } routed) return await FetchFillsAsync("myAllocations", from => BinanceEndpoints.MyAllocations(routed, from), cursor, cancellationToken);
        return new VenueError(VenueErrorType.InvalidRequest, stream, $"Binance has no stream '{stream}'.");
    }

    private static string? After(string stream, string source) => stream.StartsWith(source, StringComparison.Ordinal) ? stream[source.Length..] : null;

    private async Task<Result<HistoryPage>> FetchFillsAsync(string endpoint, Func<long?, VenueRequest> ask, string? cursorText, CancellationToken cancellationToken)
    {
        var cursor = TradeCursor.Parse(cursorText);
        var request = ask(cursor.From);
        var answer = await http.SendAsync(request, cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (answer.Value.IsMalformed || BinanceAnswer.Rows(answer.Value.Body) is not { } rows) return Unreadable(endpoint, request, answer.Value, cursorText, cursor.ToJson(), cursor.IsDone);
        var page = Page(endpoint, request, answer.Value, rows);
        var ids = page.Mapped.Transactions.Select(trade => trade.Sequence).Order().ToList();
        var next = cursor.After(ids);
        var fresh = ids.Exists(id => !cursor.IsKnown(id));
        return page with { Cursor = next.ToJson(), BackfillDone = next.IsDone, CaughtUp = next.IsDone && (!fresh || !cursor.IsDone), Expected = next.IsDone ? next.Count : null };
    }

    private async Task<Result<HistoryPage>> FetchAsync(BinanceFamily family, string? cursorText, CancellationToken cancellationToken)
    {
        var cursor = WindowWalk.Open(WindowCursor.Parse(cursorText), family.Rules, clock.GetUtcNow());
        for (var empty = 0; ; empty++)
        {
            var request = family.Request(key, WindowWalk.Call(cursor));
            var answer = await (family.IsFutures ? futures : http).SendAsync(request, cancellationToken);
            if (!answer.IsOk) return answer.Error;
            if (answer.Value.IsMalformed || BinanceAnswer.Rows(answer.Value.Body) is not { } rows) return Unreadable(family.Endpoint, request, answer.Value, cursorText, cursor.ToJson(), cursor.IsDone);
            var told = BinanceAnswer.Page(answer.Value.Body, rows.Count);
            if (WindowWalk.MustSplit(cursor, family.Rules, told))
            {
                cursor = WindowWalk.Split(cursor);
                continue;
            }

            var next = WindowWalk.After(cursor, family.Rules, told);
            if (rows.Count == 0 && empty < EmptyWindows && !next.IsDone)
            {
                cursor = next;
                continue;
            }

            var page = Page(family.Endpoint, request, answer.Value, rows);
            return page with { Cursor = next.ToJson(), BackfillDone = next.IsDone, CaughtUp = WindowWalk.IsCaughtUp(next), Expected = WindowWalk.Expected(next, family.Rules) };
        }
    }

    private HistoryPage Page(string endpoint, VenueRequest request, VenueResponse answer, IReadOnlyList<JsonElement> rows)
    {
        var metadata = Metadata(endpoint, answer.Body, rows).ToJson();
        var raw = new RawPage(endpoint, request.ToString(), answer.Body, answer.ReceivedAt, metadata);
        return new HistoryPage(raw, BinanceMapper.Map(endpoint, answer.Body, metadata), "", false, false, null);
    }

    /// <summary>The markets of the page as the table has them, and the codes it does not have.</summary>
    private BinanceMetadata Metadata(string endpoint, ReadOnlyMemory<byte> body, IReadOnlyList<JsonElement> rows)
    {
        var symbols = rows.Select(row => row.ValueKind == JsonValueKind.Object && row.TryGetProperty("symbol", out var name) ? name.GetString() : null).OfType<string>().Distinct(StringComparer.Ordinal)
            .Where(markets.All.ContainsKey).ToDictionary(symbol => symbol, symbol => new[] { markets.All[symbol].Base, markets.All[symbol].Quote }, StringComparer.Ordinal);
        var plain = new BinanceMetadata { Symbols = symbols };
        var codes = BinanceMapper.Map(endpoint, body, plain.ToJson()).Transactions.SelectMany(row => row.Legs).Select(leg => leg.Code).Distinct(StringComparer.Ordinal);
        return plain with { Unknown = [.. codes.Where(code => !markets.IsAsset(code) && !markets.IsAsset(BinanceSymbols.Symbol(code))).Order(StringComparer.Ordinal)] };
    }

    /// <summary>An answer that cannot be read is handed on raw; the cursor stays, so the same page is asked again at the next poll.</summary>
    private static HistoryPage Unreadable(string endpoint, VenueRequest request, VenueResponse answer, string? cursor, string first, bool isDone) =>
        new(new RawPage(endpoint, request.ToString(), answer.Body, answer.ReceivedAt), MappedPage.Unreadable(WireJson.Excerpt(answer.Body.Span)), cursor ?? first, isDone, CaughtUp: true, null);
}
