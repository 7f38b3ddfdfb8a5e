using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>Kraken's recent deposits and withdrawals: ninety days back, with chain hash and address.</summary>
internal static class KrakenMovements
{
    private static readonly TimeSpan Reach = TimeSpan.FromDays(90);

    public static string? Deposits(KrakenCall call, Utf8JsonWriter json) => Write(call, json, EconomicKind.Deposit);

    public static string? Withdrawals(KrakenCall call, Utf8JsonWriter json) => Write(call, json, EconomicKind.Withdrawal);

    private static string? Write(KrakenCall call, Utf8JsonWriter json, EconomicKind kind)
    {
        var now = call.Site.Clock.GetUtcNow();
        var oldest = Max(now - Reach, Seconds(call, "start") ?? DateTimeOffset.MinValue);
        var newest = Seconds(call, "end") ?? now;
        var limit = (int)Math.Clamp(call.Number("limit") ?? 500, 1, 500);
        json.WriteStartArray();
        call.Read(book =>
        {
            foreach (var e in book.Events.AsEnumerable().Reverse().TakeWhile(e => e.Time >= oldest).Where(e => e.Kind == kind && e.Time <= newest).Take(limit))
                if (call["asset"] is not { } asset || asset == KrakenCodes.Id(e.Legs[0].Asset) || asset == KrakenCodes.Alt(e.Legs[0].Asset)) WriteRow(json, book, e, now);
            return 0;
        });
        json.WriteEndArray();
        return null;
    }

    private static void WriteRow(Utf8JsonWriter json, AccountBook book, EconomicEvent e, DateTimeOffset now)
    {
        var (movement, principal) = (e.Movement!, e.Legs[0]);
        var pending = movement.CompletedAt > now;
        json.WriteStartObject();
        json.WriteString("method", movement.Network);
        json.WriteString("network", movement.Network);
        json.WriteString("aclass", "currency");
        json.WriteString("asset", KrakenCodes.Id(principal.Asset));
        json.WriteString("refid", KrakenLedger.RefId(book, e));
        json.WriteString("txid", pending && e.Kind == EconomicKind.Withdrawal ? null : movement.TxHash);
        json.WriteString("info", movement.Address);
        json.WriteString("amount", KrakenCodes.Amount(principal.Asset, Math.Abs(principal.Amount)));
        json.WriteString("fee", KrakenCodes.Amount(principal.Asset, -(e.First(EconomicRole.Fee)?.Amount ?? 0)));
        json.WriteNumber("time", e.Time.ToUnixTimeSeconds());
        json.WriteString("status", pending ? "Pending" : movement.Outcome == MovementOutcome.Completed ? "Success" : "Failure");
        if (!pending && movement.Outcome == MovementOutcome.Cancelled) json.WriteString("status-prop", "canceled");
        json.WriteEndObject();
    }

    private static DateTimeOffset? Seconds(KrakenCall call, string name) =>
        call.Number(name) is { } seconds ? DateTimeOffset.UnixEpoch.AddSeconds((double)seconds) : null;

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
