using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>One wallet of an account: an asset in the plain or in the staking place. The plain ones are the accounts of v3; v2 shows all.</summary>
internal sealed record CoinbaseWallet(AccountBook Book, string Asset, string Place)
{
    /// <summary>The wallet's UUID; the same in v2 and v3.</summary>
    public Guid Id { get; } = CoinbaseId.Of(Noise.Of(Book.Seed, Place), "wallet-" + Asset, 1);

    public bool IsPlain => string.Equals(Place, Wallets.Spot, StringComparison.Ordinal);

    public bool IsFiat => AssetCatalog.All.TryGetValue(Asset, out var asset) && asset.Class == AssetClass.Fiat;

    private string Name => IsPlain ? Asset + " Wallet" : "Staked " + Asset;

    /// <summary>All wallets ever used, plain ones first, by asset.</summary>
    public static List<CoinbaseWallet> All(AccountBook book) =>
        [.. book.Balances.Keys.Select(k => new CoinbaseWallet(book, k.Asset, k.Wallet)).OrderBy(w => !w.IsPlain).ThenBy(w => w.Asset, StringComparer.Ordinal).ThenBy(w => w.Place, StringComparer.Ordinal)];

    /// <summary>The wallet of an id; fiat wallets also answer to their currency code.</summary>
    public static CoinbaseWallet? Find(AccountBook book, string id) =>
        All(book).Find(w => (w.IsFiat && w.IsPlain && string.Equals(w.Asset, id, StringComparison.Ordinal)) || (Guid.TryParse(id, out var guid) && guid == w.Id));

    /// <summary>As v3 lists it.</summary>
    public void WriteV3(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("uuid", Id);
        json.WriteString("name", Name);
        json.WriteString("currency", Asset);
        json.Value("available_balance", Book.Available(Asset), Asset);
        json.WriteBoolean("default", true);
        json.WriteBoolean("active", true);
        json.WriteString("created_at", Created);
        json.WriteString("updated_at", Created);
        json.WriteNull("deleted_at");
        json.WriteString("type", IsFiat ? "ACCOUNT_TYPE_FIAT" : "ACCOUNT_TYPE_CRYPTO");
        json.WriteBoolean("ready", true);
        json.Value("hold", Book.Held(Asset), Asset);
        json.WriteString("retail_portfolio_id", CoinbaseId.Of(Book.Seed, "portfolio", 1));
        json.WriteString("platform", "ACCOUNT_PLATFORM_CONSUMER");
        json.WriteEndObject();
    }

    /// <summary>As v2 lists it.</summary>
    public void WriteV2(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", Id);
        json.WriteString("name", Name);
        json.WriteBoolean("primary", IsPlain && Asset == "BTC");
        json.WriteString("type", IsFiat ? "fiat" : "wallet");
        json.WriteStartObject("currency");
        json.WriteString("code", Asset);
        json.WriteString("name", Asset);
        json.WriteString("color", "#0066CF");
        json.WriteNumber("exponent", Book.Profile.Decimals(Asset));
        json.WriteString("type", IsFiat ? "fiat" : "crypto");
        json.WriteEndObject();
        json.Amount("balance", Book.Balance(Asset, Place), Asset);
        json.WriteString("created_at", Created);
        json.WriteString("updated_at", Created);
        json.WriteString("resource", "account");
        json.WriteString("resource_path", "/v2/accounts/" + Id.ToString("D", CultureInfo.InvariantCulture));
        json.WriteBoolean("allow_deposits", true);
        json.WriteBoolean("allow_withdrawals", IsPlain);
        json.WriteEndObject();
    }

    private string Created => Book.Events.Count == 0 ? "2020-01-01T00:00:00Z" : CoinbaseJson.ToSecond(Book.Events[0].Time);
}
