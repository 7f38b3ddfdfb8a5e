using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Benchmarks.Institution;

/// <summary>The history of one account: two years of buying and selling twenty assets for USDT, with fees, rewards and some coming and going. The same number gives the same history.</summary>
internal sealed class InstitutionLedger(int account, int count, DateTimeOffset until)
{
    public const int Days = 730;

    private readonly Dictionary<string, decimal> held = new(StringComparer.Ordinal);
    private readonly Random random = new(20261121 + account);

    public static IReadOnlyList<string> Symbols { get; } = ["BTC", "ETH", "SOL", "BNB", "XRP", "ADA", "DOGE", "DOT", "LTC", "LINK", "AVAX", "ATOM", "XLM", "UNI", "TRX", "ETC", "FIL", "AAVE", "ALGO", "XTZ"];

    /// <summary>What is held after the facts taken so far, by symbol.</summary>
    public IReadOnlyDictionary<string, decimal> Held => held;

    /// <summary>Dollars for one of an asset on a day of the history.</summary>
    public static decimal Price(int asset, int day) => Math.Round((decimal)(60_000 / Math.Pow(1.8, asset) * (1 + (0.3 * Math.Sin((day / 60.0) + asset)))), 6) + 0.01m;

    public IEnumerable<TransactionFact> Facts()
    {
        var start = until.AddDays(-Days);
        for (var i = 0; i < count; i++)
        {
            var at = start + (TimeSpan.FromDays(Days - 1) * (i / (double)count)) + TimeSpan.FromSeconds(account);
            yield return new TransactionFact($"{i}", "trades", at.ToMicroseconds(), KindOf(i), TransactionStatus.Completed, i, [.. Legs(i, (int)(at - start).TotalDays)]) { Reference = $"order {i / 3}" };
        }
    }

    private static TransactionKind KindOf(int i) => i switch
    {
        0 => TransactionKind.Deposit,
        _ when i % 97 == 0 => TransactionKind.Withdrawal,
        _ when i % 61 == 0 => TransactionKind.StakingReward,
        _ => TransactionKind.Trade,
    };

    private IEnumerable<LegFact> Legs(int i, int day)
    {
        var asset = (int)(Symbols.Count * Math.Pow(random.NextDouble(), 2));
        var (symbol, price) = (Symbols[asset], Price(asset, day));
        var amount = Math.Round(random.Next(100, 5000) / price, 8);
        if (i == 0) return [Leg("USDT", 50_000_000)];
        if (KindOf(i) == TransactionKind.Withdrawal) return [Leg("USDT", -amount)];
        if (KindOf(i) == TransactionKind.StakingReward) return [Leg(symbol, Math.Round(amount / 1000, 8))];
        var sells = held.GetValueOrDefault(symbol) > amount && random.Next(2) == 0;
        var worth = Math.Round(amount * price, 6);
        return [Leg(symbol, sells ? -amount : amount), Leg("USDT", sells ? worth : -worth), Leg("USDT", -Math.Round(worth / 1000, 6), LegRole.Fee)];
    }

    private LegFact Leg(string symbol, decimal amount, LegRole role = LegRole.Principal)
    {
        held[symbol] = held.GetValueOrDefault(symbol) + amount;
        return new(symbol, symbol, Quantity.Parse(amount.ToString(System.Globalization.CultureInfo.InvariantCulture)), role);
    }
}
