using System.Globalization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Web.Tests.Stage;

/// <summary>A small fund on the stage: a tree of three portfolios, five accounts in different states, holdings that can move.</summary>
internal sealed class Scene(StagedHost host)
{
    internal static readonly string All = new PortfolioId(DerivedId.Of("stage", "all")).ToString();
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly (string Symbol, string Name, decimal Quantity, decimal Price)[] Coins =
    [
        ("BTC", "Bitcoin", 41.23845171m, 96_412.5m), ("ETH", "Ethereum", 512.004m, 3_481.22m), ("SOL", "Solana", 8_201.5m, 188.4m), ("USDT", "Tether", 401_223.118273m, 0.9994m),
        ("XRP", "XRP", 120_400m, 2.3141m), ("ADA", "Cardano", 310_000.25m, 0.8812m), ("DOGE", "Dogecoin", 900_000m, 0.33017m), ("SHIB", "Shiba Inu", 5_400_000_000m, 0.0000213477m),
        ("LINK", "Chainlink", 4_100.75m, 21.4m), ("DOT", "Polkadot", 9_020.1234567m, 6.71m), ("AVAX", "Avalanche", 2_200m, 38.11m), ("UNI", "Uniswap", 3_050m, 13.02m),
        ("ATOM", "Cosmos", 4_801m, 6.44m), ("LTC", "Litecoin", 700.5m, 104.9m),
    ];

    internal async Task BuildAsync()
    {
        foreach (var (name, title, parent) in new[] { ("all", "All assets", null), ("holding", "Holding AG", "all"), ("fund", "Alpha Fund", "all"), ("kraken", "Kraken desk", "fund") })
        {
            var id = new PortfolioId(DerivedId.Of("stage", name)).ToString();
            await host.SetAsync("portfolios", null, id, new { id, name = title, parent = parent is null ? null : new PortfolioId(DerivedId.Of("stage", parent)).ToString(), currency = "USD", zone = "Europe/Zurich", accounts = Array.Empty<string>() });
            await TotalAsync(id, name == "all" ? 6_423_118.4471m : name == "fund" ? 2_110_400.1m : 1_204_882.993m);
        }

        await HistoryAsync();
        foreach (var coin in Coins) await PositionAsync(coin.Symbol, coin.Name, coin.Quantity, coin.Price);
        await host.SetAsync("portfolio", All, "position:odd", new { asset = "odd", symbol = "ODD", name = "Oddcoin", quantity = "1200.5", price = (string?)null, priceState = "NotListed", value = (string?)null, cost = "100.00", accounts = new[] { "1" } });
        await AccountsAsync();
    }

    internal Task TotalAsync(string portfolio, decimal value, decimal dayChange = 41_870.2254m, int? balanceAge = 12, params string[] oldBalances) => host.SetAsync("portfolio", portfolio, "total", new
    {
        balanceAge, oldBalances, value = Text(value), currency = "USD", dayChange = Text(dayChange), dayChangePercent = Text(Math.Round(dayChange / value * 100, 4)),
        realised = "812004.113", unrealised = "-20114.77", income = "18220.4", fees = "-9120.05", unpricedCount = portfolio == All ? 1 : 0, staleCount = 0, asOf = Start, complete = portfolio != All,
    });

    /// <summary>Holdings of which nothing has a price.</summary>
    internal Task UnpricedTotalAsync(string portfolio, int positions) => host.SetAsync("portfolio", portfolio, "total", new
    {
        value = (string?)null, currency = "USD", dayChange = (string?)null, dayChangePercent = (string?)null, unrealised = (string?)null, realised = "812004.113", income = "18220.4", fees = "9120.05",
        unpricedCount = positions, staleCount = 0, asOf = Start, complete = true, balanceAge = 12, oldBalances = Array.Empty<string>(),
    });

    internal Task PositionAsync(string symbol, string name, decimal quantity, decimal price, string state = "ok", int? age = null, int? balanceAge = 12) => host.SetAsync("portfolio", All, $"position:{symbol}", new
    {
        asset = symbol, symbol, name, quantity = Text(quantity), price = Text(price), priceState = state, priceAge = age, value = Text(quantity * price), cost = Text(quantity * price * 0.8m),
        realised = Text(symbol.Length * 100.5m), unrealised = Text(quantity * price * 0.2m), dayChange = Text((symbol[0] % 2 == 0 ? 1 : -1) * quantity * price * 0.012m), share = Text(Math.Round(quantity * price / 6_423_118m * 100, 4)), accounts = new[] { "1", "2" }, balanceAge,
    });

    internal Task AccountAsync(string venue, string name, string state, long done, long? expected = null, int? left = null, string? advice = null, int problems = 0, int readSecondsAgo = 12) => host.SetAsync("accounts", null, venue, new
    {
        account = venue, venue, name, state, advice, done, expected, secondsLeft = left, lastSync = TimeProvider.System.GetUtcNow().AddSeconds(-readSecondsAgo), streamAlive = state == "live", problems,
    });

    private async Task AccountsAsync()
    {
        await AccountAsync("binance", "Binance main", "live", 4_812, problems: 1);
        await AccountAsync("kraken", "Kraken desk", "importing", 1_204, 4_120, 31);
        await AccountAsync("coinbase", "Coinbase Prime", "excessive-permission", 0);
        await AccountAsync("bitfinex", "Bitfinex", "venue-down", 4_009, advice: "Bitfinex has not answered for 4 minutes. Balances are the last known; it is tried again by itself.");
        await AccountAsync("huobi", "HTX", "paused", 4_400);
        await host.SetAsync("reconciliation", null, "kraken:ada", new { account = "kraken", venue = "kraken", symbol = "ADA", ledger = "310000.25", balance = "309998.75", difference = "-1.5", firstBadEntry = "L7QK2-ADA-000412", since = Start });
    }

    private Task HistoryAsync()
    {
        var wave = Enumerable.Range(0, 96).Select(i => new { at = Start.AddMinutes((i - 96) * 15), value = Text(6_380_000m + (decimal)(30_000 * Math.Sin(i / 9.0)) + (i * 400)) });
        return host.SetAsync("portfolio", All, "history", new { points = wave.ToArray() });
    }

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
