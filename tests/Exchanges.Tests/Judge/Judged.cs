using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Tests.Judge;

/// <summary>Both sides in one form: lines of text, numbers with twelve significant digits, because ccxt keeps doubles.</summary>
internal static class Judged
{
    /// <summary>Our trades.</summary>
    public static List<string> Trades(MappedPage page) => Sorted(page.Transactions.Select(row =>
    {
        var sides = row.Legs.Where(leg => leg.Role == LegRole.Principal).ToList();
        var fee = row.Legs.Where(leg => leg.Role != LegRole.Principal).Select(leg => $"{Number(-leg.Amount.ToDouble())} {leg.Symbol}");
        return $"{row.Time.ToUnixTimeMilliseconds()} {(sides[0].Amount.Sign > 0 ? "buy" : "sell")} {Number(sides[0].Amount.Abs().ToDouble())} {sides[0].Symbol} for {Number(sides[1].Amount.Abs().ToDouble())} {sides[1].Symbol} fee {string.Join('+', fee)}";
    }));

    /// <summary>The trades of ccxt.</summary>
    public static List<string> Trades(JsonElement answer) => Sorted(answer.EnumerateArray().Select(row =>
    {
        var symbol = row.GetProperty("symbol").GetString()!.Split('/');
        var fee = row.GetProperty("fee") is { ValueKind: JsonValueKind.Object } told && Value(told, "cost") is { } cost ? $"{Number(cost)} {told.GetProperty("currency").GetString()}" : "";
        return $"{row.GetProperty("timestamp").GetInt64()} {row.GetProperty("side").GetString()} {Number(Value(row, "amount"))} {symbol[0]} for {Number(Value(row, "cost"))} {symbol[1]} fee {fee}";
    }));

    /// <summary>Our balances: total by symbol, zeros left out.</summary>
    public static List<string> Balances(MappedPage page) => Sorted(page.Balances.GroupBy(row => row.Symbol)
        .Select(group => (group.Key, Sum: group.Aggregate(Quantity.Zero, (sum, row) => sum + row.Total).ToDouble())).Where(total => total.Sum != 0).Select(total => $"{total.Key} {Number(total.Sum)}"));

    /// <summary>The balances of ccxt.</summary>
    public static List<string> Balances(JsonElement answer) => Sorted(answer.GetProperty("total").EnumerateObject()
        .Where(total => total.Value.GetDouble() != 0).Select(total => $"{total.Name} {Number(total.Value.GetDouble())}"));

    /// <summary>Our movements.</summary>
    public static List<string> Movements(MappedPage page) => Sorted(page.Transactions.Select(row =>
    {
        var fee = row.Legs.Where(leg => leg.Role == LegRole.Fee).Select(leg => Number(-leg.Amount.ToDouble()));
        var status = row.Status switch { TransactionStatus.Completed => "ok", TransactionStatus.Failed => "failed", _ => "pending" };
        return $"{row.Kind.ToString().ToLowerInvariant()} {Number(row.Legs[0].Amount.Abs().ToDouble())} {row.Legs[0].Symbol} fee {string.Join('+', fee)} {status} {row.TxHash}";
    }));

    /// <summary>The movements of ccxt.</summary>
    public static List<string> Movements(JsonElement answer) => Sorted(answer.EnumerateArray().Select(row =>
    {
        var fee = row.TryGetProperty("fee", out var told) && told.ValueKind == JsonValueKind.Object && Value(told, "cost") is { } cost and not 0 ? Number(cost) : "";
        return $"{row.GetProperty("type").GetString()} {Number(Value(row, "amount"))} {row.GetProperty("currency").GetString()} fee {fee} {row.GetProperty("status").GetString()} {Text(row, "txid")}";
    }));

    /// <summary>What our ledger changes, by symbol.</summary>
    public static List<string> Changes(MappedPage page) => Sorted(page.Transactions.SelectMany(row => row.Legs).GroupBy(leg => leg.Symbol)
        .Select(group => $"{group.Key} {Number(group.Aggregate(Quantity.Zero, (sum, leg) => sum + leg.Amount).ToDouble())}"));

    /// <summary>What ccxt's ledger changes, by currency.</summary>
    public static List<string> Changes(JsonElement answer) => Sorted(answer.EnumerateArray().GroupBy(row => row.GetProperty("currency").GetString()).Select(group =>
        $"{group.Key} {Number(group.Sum(row => ((row.GetProperty("direction").GetString() == "out" ? -1 : 1) * Math.Abs(Value(row, "amount") ?? 0)) - (row.TryGetProperty("fee", out var fee) && fee.ValueKind == JsonValueKind.Object ? Value(fee, "cost") ?? 0 : 0)))}"));

    private static double? Value(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Number(double? value) => value?.ToString("G12", CultureInfo.InvariantCulture) ?? "?";

    private static List<string> Sorted(IEnumerable<string> lines) => [.. lines.Order(StringComparer.Ordinal)];
}
