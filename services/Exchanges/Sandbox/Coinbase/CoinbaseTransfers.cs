using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>Rows of a fiat wallet's <c>deposits</c> and <c>withdrawals</c> lists.</summary>
internal sealed class CoinbaseTransfers(CoinbaseWallet wallet, CoinbaseTransactionRow row)
{
    /// <summary>Whether an event belongs into a list; the lists of instant buys and sells have been empty since those moved to the transactions.</summary>
    public static bool Belongs(EconomicEvent entry, string list) => entry.Movement is { IsFiat: true } && list switch
    {
        "deposits" => entry.Kind == EconomicKind.Deposit,
        "withdrawals" => entry.Kind == EconomicKind.Withdrawal,
        _ => false,
    };

    public void Write(Utf8JsonWriter json, EconomicEvent entry)
    {
        var resource = entry.Kind == EconomicKind.Deposit ? "deposit" : "withdrawal";
        var fee = -(entry.First(EconomicRole.Fee)?.Amount ?? 0);
        var moved = Math.Abs(entry.First(EconomicRole.Principal)?.Amount ?? 0);
        var id = CoinbaseId.Of(wallet.Book.Seed, CoinbaseTransactions.Kind(wallet, resource + "s"), entry.Sequence);
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("status", row.Status(entry));
        WriteReference(json, "payment_method", CoinbaseId.Of(wallet.Book.Seed, "payment-method", 1), "/v2/payment-methods/");
        WriteReference(json, "transaction", row.Id(entry), $"/v2/accounts/{wallet.Id}/transactions/");
        json.WriteString("created_at", CoinbaseJson.ToSecond(entry.Time));
        json.WriteString("updated_at", CoinbaseJson.ToSecond(entry.Time));
        json.WriteString("resource", resource);
        json.WriteString("resource_path", string.Create(CultureInfo.InvariantCulture, $"/v2/accounts/{wallet.Id}/{resource}s/{id}"));
        json.WriteBoolean("committed", true);
        json.WriteString("payout_at", CoinbaseJson.ToSecond(entry.Movement!.CompletedAt));
        json.WriteBoolean("instant", false);
        json.Amount("fee", fee, wallet.Asset);
        json.Amount("amount", moved, wallet.Asset);
        json.Amount("subtotal", moved, wallet.Asset);
        json.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter json, string name, Guid id, string path)
    {
        json.WriteStartObject(name);
        json.WriteString("id", id);
        json.WriteString("resource", name);
        json.WriteString("resource_path", path + id.ToString("D", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
