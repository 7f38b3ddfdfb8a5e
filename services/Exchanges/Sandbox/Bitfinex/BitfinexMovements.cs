using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary><c>auth/r/movements/hist</c>: deposits and withdrawals with 22 columns, newest first, at most 1000 a page.</summary>
internal sealed class BitfinexMovements(AccountBook book, DateTimeOffset now)
{
    public const int Most = 1000;

    public void Write(Utf8JsonWriter json, BitfinexRange range, string? currency)
    {
        json.WriteStartArray();
        var left = range.Limit;
        foreach (var entry in range.Walk(book.Events))
        {
            if (entry.Movement is not { } move || entry.Kind == EconomicKind.WithdrawalReversal) continue;
            if (entry.First(EconomicRole.Principal) is not { } leg || (currency is not null && BitfinexCodes.Code(leg.Asset) != currency)) continue;
            if (left-- == 0) break;
            WriteRow(json, entry, move, leg);
        }

        json.WriteEndArray();
    }

    private void WriteRow(Utf8JsonWriter json, EconomicEvent entry, Movement move, EconomicLeg leg)
    {
        json.WriteStartArray();
        json.WriteRawValue(BitfinexLedger.MovementId(entry.Sequence), skipInputValidation: true);
        json.WriteStringValue(BitfinexCodes.Code(leg.Asset));
        json.WriteStringValue(move.Network.ToUpperInvariant());
        json.Nulls(2);
        json.WriteNumberValue(entry.Time.ToUnixTimeMilliseconds());
        json.WriteNumberValue((move.CompletedAt <= now ? move.CompletedAt : entry.Time).ToUnixTimeMilliseconds());
        json.Nulls(2);
        json.WriteStringValue(Status(entry, move));
        json.Nulls(2);
        json.Number(leg.Amount);
        json.Number(entry.First(EconomicRole.Fee)?.Amount ?? 0);
        json.Nulls(2);
        json.Text(move.IsFiat ? null : move.Address);
        json.Nulls(3);
        json.Text(move.IsFiat ? null : move.TxHash);
        json.Text(entry.Note);
        json.WriteEndArray();
    }

    private string Status(EconomicEvent entry, Movement move) => move.CompletedAt > now
        ? entry.Kind == EconomicKind.Deposit ? "PENDING" : "SENDING"
        : move.Outcome == MovementOutcome.Completed ? "COMPLETED" : "CANCELED";
}
