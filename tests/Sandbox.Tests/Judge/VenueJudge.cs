using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Tests.Judge;

/// <summary>
/// What has to be known to compare ccxt's view of a venue with the truth: which calls read a whole history, and what the venue cannot tell.
/// A venue is one subclass, one line in <see cref="All"/> and ten rows in the table.
/// </summary>
internal abstract class VenueJudge
{
    /// <summary>All judges by venue.</summary>
    public static IReadOnlyDictionary<string, VenueJudge> All { get; } = new VenueJudge[] { new KrakenJudge(), new BinanceJudge(), new CoinbaseJudge(), new BitfinexJudge(), new HuobiJudge() }.ToDictionary(j => j.Venue, StringComparer.Ordinal);

    /// <summary>Name of the venue in the sandbox.</summary>
    public abstract string Venue { get; }

    /// <summary>Name of the exchange in ccxt.</summary>
    public virtual string Exchange => Venue;

    /// <summary>The address ccxt is told.</summary>
    public virtual Uri Base(SandboxServer sandbox) => sandbox.Endpoints[Venue].Rest;

    /// <summary>The hostname ccxt is told (HTX signs it), or null.</summary>
    public virtual string? Hostname(SandboxServer sandbox) => null;

    /// <summary>Options ccxt offers its users and this venue needs, or null.</summary>
    public virtual object? Options => null;

    /// <summary>The calls that read the whole history of the main account: balance, trades, deposits, withdrawals, ledger.</summary>
    public abstract IEnumerable<JudgeCall> History(SandboxServer sandbox);

    /// <summary>Whether the public calls need a key at this venue.</summary>
    public virtual bool PublicNeedsKey => false;

    /// <summary>A market for orders, tickers and candles.</summary>
    public virtual string Market => "BTC/USD";

    /// <summary>Currency code under which ccxt's fetchBalance shows an asset in a wallet; null when it does not.</summary>
    public abstract string? BalanceCode(string asset, string wallet);

    /// <summary>Whether ccxt can see an event as a trade.</summary>
    public virtual bool TellsTrade(EconomicEvent e) => e.Fill is not null;

    /// <summary>The fee ccxt can know of a fill; null when the venue tells another one there.</summary>
    public virtual (string Currency, decimal Cost)? TradeFee(Fill fill) => (fill.FeeAsset, fill.Fee);

    /// <summary>The movements ccxt can see of all.</summary>
    public virtual IEnumerable<EconomicEvent> Movements(IEnumerable<EconomicEvent> movements, DateTimeOffset now) => movements;

    /// <summary>The resolution of a movement's time.</summary>
    public virtual TimeSpan MovementTime(EconomicEvent movement) => TimeSpan.FromMilliseconds(1);

    /// <summary>The chain hash in ccxt's movement; empty when there is none.</summary>
    public virtual string TxId(JsonElement row) => row.Text("txid") ?? "";

    /// <summary>What ccxt's ledger row says the balance changed by.</summary>
    public virtual decimal LedgerChange(JsonElement row)
    {
        var fee = row.TryGetProperty("fee", out var told) && told.ValueKind == JsonValueKind.Object && told.Text("cost") is not null ? told.Decimal("cost") : 0;
        return (row.Text("direction") == "out" ? -row.Decimal("amount") : row.Decimal("amount")) - fee;
    }

    /// <summary>Fewer ledger rows than this would prove nothing.</summary>
    public virtual int LeastLedgerRows => 4_000;

    /// <summary>Whether the venue tells a fee with a movement.</summary>
    public virtual bool TellsFee(EconomicEvent movement) => movement.Kind == EconomicKind.Withdrawal;

    /// <summary>The ledger rows the truth expects: time, ccxt's currency code, change of balance.</summary>
    public virtual IEnumerable<(long Time, string Code, decimal Change)> Ledger(IEnumerable<EconomicEvent> events) => events.SelectMany(e =>
        e.Legs.GroupBy(l => (l.Asset, l.Wallet)).Select(g => (e.Time.ToUnixTimeMilliseconds(), BalanceCode(g.Key.Asset, g.Key.Wallet) ?? g.Key.Asset, g.Sum(l => l.Amount))));

    /// <summary>Length of the candles compared, in ccxt's words and as a span.</summary>
    public virtual (string Name, TimeSpan Length) Candles => ("1h", TimeSpan.FromHours(1));
}
