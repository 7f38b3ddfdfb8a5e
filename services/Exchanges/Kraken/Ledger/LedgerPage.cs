using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kraken.Wire;

namespace PortfolioPlatform.Kraken.Ledger;

/// <summary>The rows of one <c>Ledgers</c> answer.</summary>
/// <param name="Rows">Rows that could be read, as they came.</param>
/// <param name="Total">All rows of the asked range, if told.</param>
/// <param name="Size">Rows in the page, unreadable ones included.</param>
internal sealed record LedgerPage(IReadOnlyList<LedgerEntry> Rows, long? Total, int Size)
{
    /// <summary>Reads an answer; null when it is not in the documented shape. Unreadable rows become problems.</summary>
    public static LedgerPage? Read(ReadOnlyMemory<byte> body, PageBuilder page)
    {
        if (KrakenEnvelope.Result(body) is not { ValueKind: JsonValueKind.Object } result || !result.TryGetProperty("ledger", out var ledger)) return null;
        if (ledger.ValueKind != JsonValueKind.Object) return ledger.ValueKind == JsonValueKind.Array && ledger.GetArrayLength() == 0 ? new LedgerPage([], 0, 0) : null;
        var rows = new List<LedgerEntry>();
        var size = 0;
        foreach (var member in ledger.EnumerateObject())
        {
            size++;
            page.Read(member.Value, KrakenJson.Default.KrakenLedgerRow, member.Name, row => rows.Add(new LedgerEntry(member.Name, row)));
        }

        long? total = result.TryGetProperty("count", out var count) && count.TryGetInt64(out var told) ? told : null;
        return new LedgerPage(rows, total, size);
    }
}
