using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>One row of the ledger. The category is not told in the row, only asked by.</summary>
internal readonly record struct BitfinexLedgerRow(long Id, DateTimeOffset Time, EconomicLeg Leg, int Category, string Description);

/// <summary><c>auth/r/ledgers/hist</c>: one row per leg of every event, newest first, with the balance after it and a description.</summary>
internal static class BitfinexLedger
{
    public const int Most = 2500;
    private const long FirstId = 8_000_000_000;
    private const int RowsPerEvent = 32;

    /// <summary>Writes a page; filters by currency code, category and wallet where asked.</summary>
    public static void Write(Utf8JsonWriter json, AccountBook book, BitfinexRange range, string? currency, int? category, string? wallet)
    {
        json.WriteStartArray();
        var left = range.Limit;
        foreach (var entry in range.Walk(book.Events))
        {
            var rows = Rows(entry);
            if (!range.OldestFirst) rows.Reverse();
            foreach (var row in rows)
            {
                if (currency is not null && BitfinexCodes.Code(row.Leg.Asset, row.Leg.Wallet) != currency) continue;
                if (category is not null && row.Category != category) continue;
                if (wallet is not null && BitfinexWallets.Type(row.Leg.Wallet) != wallet) continue;
                if (left-- == 0) break;
                WriteRow(json, row);
            }

            if (left <= 0) break;
        }

        json.WriteEndArray();
    }

    /// <summary>The rows of an event in the order they were booked.</summary>
    public static List<BitfinexLedgerRow> Rows(EconomicEvent entry)
    {
        var rows = new List<BitfinexLedgerRow>(entry.Legs.Length);
        foreach (var leg in entry.Legs)
        {
            var (category, text) = BitfinexLedgerWords.Of(entry, leg);
            var id = FirstId + (entry.Sequence * RowsPerEvent) + rows.Count;
            rows.Add(new BitfinexLedgerRow(id, entry.Time, leg, category, $"{text} on wallet {BitfinexWallets.Type(leg.Wallet)}"));
        }

        return rows;
    }

    private static void WriteRow(Utf8JsonWriter json, BitfinexLedgerRow row)
    {
        json.WriteStartArray();
        json.WriteNumberValue(row.Id);
        json.WriteStringValue(BitfinexCodes.Code(row.Leg.Asset, row.Leg.Wallet));
        json.WriteStringValue(BitfinexWallets.Type(row.Leg.Wallet));
        json.WriteNumberValue(row.Time.ToUnixTimeMilliseconds());
        json.WriteNullValue();
        json.Number(row.Leg.Amount);
        json.Number(row.Leg.After);
        json.WriteNullValue();
        json.WriteStringValue(row.Description);
        json.WriteEndArray();
    }

    /// <summary>A movement's number, also quoted in its ledger rows.</summary>
    public static string MovementId(long sequence) => (13_000_000 + sequence).ToString(CultureInfo.InvariantCulture);
}
