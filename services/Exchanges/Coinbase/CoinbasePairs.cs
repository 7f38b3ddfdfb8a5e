using System.Collections.Immutable;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Coinbase;

/// <summary>Puts the two halves of conversions, wraps and moves between own wallets together: they lie in two wallets, and often on two pages.</summary>
internal static class CoinbasePairs
{
    private static readonly TimeSpan Nearness = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FloorMargin = TimeSpan.FromMinutes(10);

    /// <summary>Books the events that all wallets were read past, and returns the rows that still wait.</summary>
    public static ImmutableArray<CoinbaseRow> Book(IEnumerable<CoinbaseRow> rows, CoinbasePageState state, PageBuilder page)
    {
        var all = rows.Where(row => !IsBooked(row, state.Floor)).DistinctBy(row => row.Id).OrderBy(row => row.At).ThenBy(row => row.Id, StringComparer.Ordinal).ToList();
        var waiting = all.Where(row => !IsPast(row, state.Horizon)).ToImmutableArray();
        var left = all.Where(row => IsPast(row, state.Horizon)).ToList();
        BookWhole(left, row => row.Group, group => $"trade:{group}", page);
        BookWhole(left, SweepOf, null, page);
        foreach (var outgoing in left.Where(row => row.Group is null && row.Amount.IsNegative).ToList())
        {
            if (Partner(outgoing, left) is not { } incoming) continue;
            page.Add(Whole(outgoing.Id, [outgoing, incoming], null));
            left.RemoveAll(row => row.Id == outgoing.Id || row.Id == incoming.Id);
        }

        foreach (var half in left) BookHalf(half, page);
        return waiting;
    }

    // A page of a quiet wallet reaches far below the floor, that of a busy one does not: what is seen there of an event may be a part, and an earlier pass had all of it.
    private static bool IsBooked(CoinbaseRow row, long? floor) => row.At.ToUnixTimeMilliseconds() < floor + (long)FloorMargin.TotalMilliseconds;

    private static bool IsPast(CoinbaseRow row, long? horizon) =>
        horizon == CoinbasePageState.Everything || (horizon is { } past && row.At.ToUnixTimeMilliseconds() > past + (long)Nearness.TotalMilliseconds);

    private static void BookWhole(List<CoinbaseRow> rows, Func<CoinbaseRow, string?> key, Func<string, string>? nativeId, PageBuilder page)
    {
        foreach (var group in rows.Where(row => key(row) is not null).GroupBy(key).ToList())
        {
            if (!IsWhole(group)) continue;
            page.Add(Whole(nativeId?.Invoke(group.Key!) ?? group.Min(row => row.Id)!, [.. group], nativeId is null ? null : group.Key));
            rows.RemoveAll(row => key(row) == group.Key);
        }
    }

    // A sweep of small remainders takes several wallets and fills one, all in the same second.
    private static string? SweepOf(CoinbaseRow row) => Kind(row) == TransactionKind.DustConversion ? row.At.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture) : null;

    private static bool IsWhole(IEnumerable<CoinbaseRow> group) => group.Any(row => row.Amount.IsNegative) && group.Any(row => row.Amount.Sign > 0);

    private static CoinbaseRow? Partner(CoinbaseRow outgoing, List<CoinbaseRow> rows) => rows
        .Where(row => row.Group is null && row.Type == outgoing.Type && row.Amount.Sign > 0 && (row.At - outgoing.At).Duration() <= Nearness && Fits(outgoing, row))
        .MinBy(row => (row.At - outgoing.At).Duration());

    private static bool Fits(CoinbaseRow outgoing, CoinbaseRow incoming) => Kind(outgoing) == TransactionKind.InternalTransfer
        ? outgoing.Currency == incoming.Currency && (outgoing.Amount + incoming.Amount).IsZero
        : outgoing.Currency != incoming.Currency;

    private static VenueTransaction Whole(string nativeId, IReadOnlyList<CoinbaseRow> rows, string? reference) =>
        new(nativeId, CoinbaseTransactionMapper.Source, rows.Min(row => row.At).ToMicroseconds(), KindOf(rows), [.. rows.OrderBy(row => row.Amount.Sign).SelectMany(row => row.Legs())])
        {
            Reference = reference,
        };

    // A conversion of a currency into itself moves nothing (the venue's helper rows of 1:1 products): a move between own wallets.
    private static TransactionKind KindOf(IReadOnlyList<CoinbaseRow> rows) => rows.All(row => row.Currency == rows[0].Currency) ? TransactionKind.InternalTransfer : Kind(rows[0]);

    private static TransactionKind Kind(CoinbaseRow row) => CoinbaseType.Find(row.Type)?.KindOf(row.Amount) ?? TransactionKind.Unknown;

    private static void BookHalf(CoinbaseRow half, PageBuilder page)
    {
        page.Problem("half-group", half.Id, $"The other half of this {half.Type} ({half.Amount} {half.Currency}, worth {half.Native ?? "an unknown amount"}) was not found in any wallet.");
        page.Add(Whole(half.Group is { } group ? $"trade:{group}" : half.Id, [half], half.Group) with
        {
            Kind = Kind(half),
            Flags = half.Native is null ? ["half-group"] : ["half-group", $"native:{half.Native}"],
        });
    }
}
