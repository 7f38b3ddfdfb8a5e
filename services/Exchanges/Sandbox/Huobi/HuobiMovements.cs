using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Huobi;

/// <summary><c>query/deposit-withdraw</c>: one type at a time, by number upwards (<c>prev</c>) or newest first (<c>next</c>); no age limit, amounts as JSON numbers.</summary>
internal sealed class HuobiMovements(AccountBook book, DateTimeOffset now)
{
    public const int Most = 500;

    /// <summary>The movements of a page.</summary>
    public List<EconomicEvent> Page(IQueryCollection query, EconomicKind kind, int size)
    {
        var (currency, from) = (query["currency"].ToString(), query.Long("from", 0) ?? 0);
        var upwards = query["direct"].ToString() == "prev";
        var rows = book.Events.Where(e => e.Kind == kind && (currency.Length == 0 || HuobiCodes.Currency(e.Legs[0].Asset) == currency));
        rows = upwards ? rows.Where(e => HuobiCodes.MovementId(e) >= from) : rows.Reverse().Where(e => from <= 0 || HuobiCodes.MovementId(e) <= from);
        return [.. rows.Take(size)];
    }

    public void Write(Utf8JsonWriter json, IEnumerable<EconomicEvent> rows)
    {
        json.WriteStartArray();
        foreach (var row in rows) WriteRow(json, row, row.Movement!);
        json.WriteEndArray();
    }

    private void WriteRow(Utf8JsonWriter json, EconomicEvent entry, Movement move)
    {
        var moved = entry.First(EconomicRole.Principal)!.Value;
        json.WriteStartObject();
        json.WriteNumber("id", HuobiCodes.MovementId(entry));
        json.WriteString("type", entry.Kind == EconomicKind.Deposit ? "deposit" : "withdraw");
        json.WriteString("sub-type", "NORMAL");
        json.WriteString("request-id", $"{HuobiCodes.Chain(moved.Asset)}-{entry.Hash.ToString("x16", CultureInfo.InvariantCulture)}");
        json.WriteString("currency", HuobiCodes.Currency(moved.Asset));
        json.WriteString("chain", HuobiCodes.Chain(moved.Asset));
        json.WriteString("tx-hash", move.TxHash ?? "");
        json.WriteNumber("amount", Math.Abs(moved.Amount));
        json.WriteString("from-addr-tag", "");
        json.WriteNumber("address-id", 0);
        json.WriteString("address", move.Address);
        json.WriteString("address-tag", "");
        json.WriteNumber("fee", -(entry.First(EconomicRole.Fee)?.Amount ?? 0));
        json.WriteString("state", State(entry, move));
        json.WriteNumber("created-at", entry.Time.ToUnixTimeMilliseconds());
        json.WriteNumber("updated-at", (move.CompletedAt <= now ? move.CompletedAt : entry.Time).ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }

    private string State(EconomicEvent entry, Movement move)
    {
        var done = move.CompletedAt <= now;
        if (entry.Kind == EconomicKind.Deposit) return done ? "safe" : "confirming";
        if (!done) return "wallet-transfer";
        return move.Outcome switch
        {
            MovementOutcome.Completed => "confirmed",
            MovementOutcome.Failed => "wallet-reject",
            _ => "repealed",
        };
    }
}
