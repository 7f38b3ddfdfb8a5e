using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>One event as a v2 transaction of one wallet: a single signed amount, fees of that asset included, and a sub-object by type.</summary>
internal sealed class CoinbaseTransactionRow(CoinbaseWallet wallet, PriceBoard prices, DateTimeOffset now)
{
    private readonly string _kind = CoinbaseTransactions.Kind(wallet, "transactions");

    public Guid Id(EconomicEvent entry) => CoinbaseId.Of(wallet.Book.Seed, _kind, entry.Sequence);

    public decimal Amount(EconomicEvent entry) => entry.Legs.Where(l => l.Asset == wallet.Asset && l.Wallet == wallet.Place).Sum(l => l.Amount);

    public void Write(Utf8JsonWriter json, EconomicEvent entry)
    {
        var amount = Amount(entry);
        json.WriteStartObject();
        json.WriteString("id", Id(entry));
        json.WriteString("type", Type(entry, amount));
        json.WriteString("status", Status(entry));
        json.Amount("amount", amount, wallet.Asset);
        json.Amount("native_amount", Native(amount, entry.Time), wallet.Book.Profile.HomeCurrency);
        json.WriteString("description", entry.Note);
        json.WriteString("created_at", CoinbaseJson.ToSecond(entry.Time));
        json.WriteString("updated_at", CoinbaseJson.ToSecond(entry.Movement is { } m && m.CompletedAt <= now ? m.CompletedAt : entry.Time));
        json.WriteString("resource", "transaction");
        json.WriteString("resource_path", string.Create(CultureInfo.InvariantCulture, $"/v2/accounts/{wallet.Id}/transactions/{Id(entry)}"));
        json.WriteBoolean("instant_exchange", false);
        WriteDetails(json, entry, amount);
        json.WriteEndObject();
    }

    /// <summary>The venue's word for an event.</summary>
    public static string Type(EconomicEvent entry, decimal amount) => entry.Kind switch
    {
        EconomicKind.Trade => "advanced_trade_fill",
        EconomicKind.Deposit => entry.Movement is { IsFiat: true } ? "fiat_deposit" : "send",
        EconomicKind.Withdrawal => entry.Movement is { IsFiat: true } ? "fiat_withdrawal" : "send",
        EconomicKind.StakingReward => "staking_reward",
        EconomicKind.Interest => "interest",
        EconomicKind.Airdrop => "earn_payout",
        EconomicKind.Referral => "incentives_rewards_payout",
        EconomicKind.FeeCredit => "subscription_rebate",
        EconomicKind.Conversion => "trade",
        EconomicKind.InstantBuy => "buy",
        EconomicKind.DustSweep => "retail_simple_dust",
        EconomicKind.WalletTransfer => entry.Legs.First(l => l.Amount < 0).Wallet == Wallets.Spot ? "staking_transfer" : "unstaking_transfer",
        EconomicKind.Migration => "asset_migration",
        _ => amount < 0 ? "tx_out" : "tx",
    };

    public string Status(EconomicEvent entry) => entry.Movement switch
    {
        null => "completed",
        { Outcome: MovementOutcome.Completed } move => move.CompletedAt <= now ? "completed" : "pending",
        { Outcome: MovementOutcome.Failed } move => move.CompletedAt <= now ? "failed" : "pending",
        { } move => move.CompletedAt <= now ? "canceled" : "pending",
    };

    private decimal Native(decimal amount, DateTimeOffset time)
    {
        var home = prices.UsdAt(wallet.Book.Profile.HomeCurrency, time);
        return home <= 0 ? 0 : Math.Round((decimal)((double)amount * prices.UsdAt(wallet.Asset, time) / home), 2, MidpointRounding.AwayFromZero);
    }

    private void WriteDetails(Utf8JsonWriter json, EconomicEvent entry, decimal amount)
    {
        if (entry.Fill is { } fill) WriteFill(json, entry, fill);
        else if (entry.Movement is { IsFiat: false } move) WriteNetwork(json, entry, move, amount);
        else if (entry.Kind == EconomicKind.Conversion) WriteTrade(json, entry, "trade");
        else if (entry.Kind == EconomicKind.InstantBuy) WriteTrade(json, entry, "buy");
        json.WriteStartObject("details");
        json.WriteString("title", (amount < 0 ? "Sent " : "Received ") + wallet.Asset);
        json.WriteEndObject();
    }

    private void WriteFill(Utf8JsonWriter json, EconomicEvent entry, Fill fill)
    {
        json.WriteStartObject("advanced_trade_fill");
        json.WriteString("fill_price", fill.Price.Plain());
        json.WriteString("commission", fill.Fee.Plain());
        json.WriteString("product_id", CoinbaseProducts.Id(fill.Market));
        json.WriteString("order_id", CoinbaseId.Of(wallet.Book.Seed, "order", fill.OrderId));
        if (entry.Hash % 5 != 0) json.WriteString("order_side", fill.IsBuy ? "buy" : "sell");
        json.WriteEndObject();
    }

    private void WriteNetwork(Utf8JsonWriter json, EconomicEvent entry, Movement move, decimal amount)
    {
        json.WriteStartObject("network");
        json.WriteString("status", move.CompletedAt <= now && move.TxHash is not null ? "confirmed" : "pending");
        json.WriteString("network_name", move.Network.ToLowerInvariant());
        if (move.TxHash is { } hash) json.WriteString("hash", hash);
        if (entry.First(EconomicRole.Fee) is { } fee) json.Amount("transaction_fee", -fee.Amount, fee.Asset);
        json.WriteEndObject();
        json.WriteStartObject(amount < 0 ? "to" : "from");
        json.WriteString("resource", amount < 0 ? "address" : move.Network.ToLowerInvariant() + "_network");
        if (amount < 0) json.WriteString("address", move.Address);
        json.WriteEndObject();
    }

    // The legs of one exchange share the sub-object's id, one row in each wallet.
    private void WriteTrade(Utf8JsonWriter json, EconomicEvent entry, string name)
    {
        var paid = entry.Legs.First(l => l.Amount < 0);
        var fee = entry.First(EconomicRole.Fee);
        var spent = -entry.Legs.Where(l => l.Asset == paid.Asset && l.Role == EconomicRole.Principal).Sum(l => l.Amount);
        json.WriteStartObject(name);
        json.WriteString("id", CoinbaseId.Of(wallet.Book.Seed, name, entry.Sequence));
        json.Amount("fee", -(fee?.Amount ?? 0), fee?.Asset ?? paid.Asset);
        if (name == "buy")
        {
            json.Amount("subtotal", spent, paid.Asset);
            json.Amount("total", spent - (fee?.Amount ?? 0), paid.Asset);
        }

        json.WriteString("payment_method_name", paid.Asset + " Wallet");
        json.WriteEndObject();
    }
}
