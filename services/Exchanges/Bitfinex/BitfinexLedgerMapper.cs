using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Bitfinex;

/// <summary>
/// Ledger rows that no trade and no movement tells: income, interest, conversions, transfers between wallets, margin results, corrections. The ledger is read
/// whole rather than by category, so a row with new words is kept and flagged instead of missed.
/// </summary>
internal static class BitfinexLedgerMapper
{
    /// <summary>Source of ledger rows.</summary>
    public const string Source = "ledgers";

    /// <summary>Maps a page.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="meta">What was archived with it.</param>
    /// <param name="page">Where to.</param>
    /// <param name="pairsByCode">As until version 1: a transfer's two sides share the venue's code, so one into the wallet of derivatives (UST → USTF0) finds no other side.</param>
    public static void Map(JsonElement rows, BitfinexMeta meta, PageBuilder page, bool pairsByCode)
    {
        var codes = new BitfinexCodes(meta.Symbols);
        var together = new List<(BitfinexMeaning Meaning, BitfinexLedgerRow Row)>();
        foreach (var element in rows.EnumerateArray()) page.Read(BitfinexMapper.IdOf(element), () => MapRow(BitfinexLedgerRow.Of(element), meta, codes, together, page));
        foreach (var group in together.GroupBy(entry => (entry.Row.Mts, entry.Meaning.Kind, Currency: entry.Meaning.Kind == TransactionKind.InternalTransfer ? Pair(entry.Row) : "")))
            page.Add(Whole([.. group.OrderBy(entry => entry.Row.Id)], codes, page));

        string Pair(BitfinexLedgerRow row) => pairsByCode ? row.Currency : codes.Symbol(row.Currency);
    }

    private static void MapRow(BitfinexLedgerRow row, BitfinexMeta meta, BitfinexCodes codes, List<(BitfinexMeaning, BitfinexLedgerRow)> together, PageBuilder page)
    {
        if (row.Mts.ToUnixTimeMilliseconds() == meta.Cut || row.Amount.IsZero) return;
        var id = row.Id.ToString(CultureInfo.InvariantCulture);
        if (BitfinexMapper.IsLeftOut(row.Currency, row.Mts, id, page)) return;
        switch (BitfinexMeaning.Of(row))
        {
            case { Booking: BitfinexBooking.ByTrades or BitfinexBooking.ByMovements }:
                break;
            case { Booking: BitfinexBooking.Together } meaning:
                together.Add((meaning, row));
                break;
            case { } meaning:
                page.Add(Of(id, row, meaning.Kind, [Leg(row, meaning.Role, codes)]));
                break;
            default:
                page.Problem("unknown-type", id, $"Ledger words are not known: '{row.Description}'.");
                page.Add(Of(id, row, TransactionKind.Unknown, [Leg(row, LegRole.Principal, codes)]) with { Flags = ["unknown-type"] });
                break;
        }
    }

    private static VenueTransaction Whole(ImmutableArray<(BitfinexMeaning Meaning, BitfinexLedgerRow Row)> rows, BitfinexCodes codes, PageBuilder page)
    {
        var first = rows[0].Row;
        var booked = Of(first.Id.ToString(CultureInfo.InvariantCulture), first, rows[0].Meaning.Kind, [.. rows.Select(entry => Leg(entry.Row, entry.Meaning.Role, codes))]);
        if (rows.Any(entry => entry.Row.Amount.IsNegative) && rows.Any(entry => entry.Row.Amount.Sign > 0)) return booked;
        page.Problem("half-group", booked.NativeId, $"The other side of '{first.Description}' was not found at the same instant.");
        return booked with { Flags = ["half-group"] };
    }

    private static VenueTransaction Of(string nativeId, BitfinexLedgerRow row, TransactionKind kind, ImmutableArray<VenueLeg> legs) =>
        new(nativeId, Source, row.Mts.ToMicroseconds(), kind, legs) { Sequence = row.Id };

    private static VenueLeg Leg(BitfinexLedgerRow row, LegRole role, BitfinexCodes codes) => new(row.Currency, codes.Symbol(row.Currency), row.Amount, role);
}
