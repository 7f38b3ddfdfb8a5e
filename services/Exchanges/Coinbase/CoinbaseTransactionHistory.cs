using System.Collections.Immutable;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Coinbase;

/// <summary>Walks the v2 rows of all wallets together, newest first.</summary>
internal static class CoinbaseTransactionHistory
{
    // New rows may be inserted late: three days are read again at every poll.
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(3);

    // A movement that is pending for longer is read again by nobody; its row then changes without being seen until a full import.
    private static readonly TimeSpan LongestOpen = TimeSpan.FromDays(60);

    /// <summary>Pages the wallets of a new pass in.</summary>
    public static CoinbaseWalletCursor Begin(CoinbaseWalletCursor cursor, IEnumerable<CoinbaseWallet> wallets) =>
        cursor with { Wallets = [.. wallets.Select(wallet => new CoinbaseWalletPosition(wallet.Id)).DistinctBy(wallet => wallet.Id)] };

    /// <summary>The page and where the walk stands after it.</summary>
    /// <param name="raw">The page without metadata.</param>
    /// <param name="cursor">Where the walk stood.</param>
    /// <param name="wallet">The wallet read.</param>
    /// <param name="beginning">When the oldest wallet was made.</param>
    public static HistoryPage Page(RawPage raw, CoinbaseWalletCursor cursor, CoinbaseWalletPosition wallet, DateTimeOffset? beginning)
    {
        var position = PositionAfter(raw.Body, wallet, cursor.Pass.Floor);
        var next = cursor.Move(wallet, position.Next);
        var state = new CoinbasePageState(cursor.Held, next.Horizon, cursor.Pass.Floor);
        raw = raw with { Metadata = state.ToString() };
        var held = ImmutableArray<CoinbaseRow>.Empty;
        var mapped = CoinbaseMapper.Read(raw.Body, (root, page) => held = CoinbaseTransactionMapper.Map(root.GetProperty("data"), state, page));
        if (mapped.IsUnreadable()) return HistoryPages.Quarantined(raw, mapped, cursor.ToString(), cursor.Pass.Backfilled);
        var pass = cursor.Pass.After(mapped, position.Times);
        if (!next.Wallets.IsEmpty) return new HistoryPage(raw, mapped, (next with { Held = held, Pass = pass }).ToString(), pass.Backfilled, false, Estimate(pass, next, beginning, raw));
        return new HistoryPage(raw, mapped, (next with { Held = [], Pass = pass.Finish(Overlap, LongestOpen) }).ToString(), true, true, cursor.Pass.Backfilled ? null : pass.Seen);
    }

    // Wallets move back in time together, so the youngest position is how far the whole has come.
    private static long? Estimate(HistoryPass pass, CoinbaseWalletCursor next, DateTimeOffset? beginning, RawPage raw) =>
        (pass with { Low = next.Wallets.Max(wallet => wallet.At) ?? pass.Top }).Estimate(beginning, raw.FetchedAt);

    private static (CoinbaseWalletPosition? Next, ImmutableArray<DateTimeOffset> Times) PositionAfter(ReadOnlyMemory<byte> body, CoinbaseWalletPosition wallet, long? floor)
    {
        if (CoinbaseMapper.TryParse(body) is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("data", out var rows) || rows.ValueKind != JsonValueKind.Array) return (wallet, []);
        var times = rows.EnumerateArray().Select(TimeOf).OfType<DateTimeOffset>().ToImmutableArray();
        if (rows.GetArrayLength() == 0 || !HasMore(root)) return (null, times);
        var low = times.IsEmpty ? wallet.At : times.Min().ToUnixTimeMilliseconds();
        if (low < floor) return (null, times);
        return (wallet with { After = CoinbaseMapper.IdOf(rows[rows.GetArrayLength() - 1], "id"), At = low }, times);
    }

    private static DateTimeOffset? TimeOf(JsonElement row) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty("created_at", out var time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var at) ? at : null;

    private static bool HasMore(JsonElement root) =>
        root.TryGetProperty("pagination", out var pagination) && (CoinbaseMapper.IdOf(pagination, "next_uri") ?? CoinbaseMapper.IdOf(pagination, "next_starting_after")) is { Length: > 0 };
}
