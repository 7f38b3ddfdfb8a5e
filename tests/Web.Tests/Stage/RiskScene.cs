namespace PortfolioPlatform.Web.Tests.Stage;

/// <summary>Risk figures on the stage.</summary>
internal sealed class RiskScene(StagedHost host)
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly object Coverage = new { assets = new[] { "btc", "eth" }, left = new[] { new { asset = "odd", symbol = "odd", reason = "no price" } }, share = 0.975, observations = 365 };

    private static readonly object Liquidity = new
    {
        participation = 0.1, slippage = 0.0021, byBook = 0.22, byVolume = 0.74, unknown = 0.04, levels = new[] { new { level = 0.95, @var = 0.0426, adjusted = 0.0561 }, new { level = 0.99, @var = 0.0601, adjusted = 0.0783 } },
        positions = new object[]
        {
            new { key = "btc", name = "btc", by = "volume", share = 0.5, days = 3, dailyVolume = 81.5 }, new { key = "deribit BTC-27MAR26-90000-C", name = "Deribit BTC-27MAR26-90000-C", by = "book", share = 0.22, slippage = 0.0123, filled = 0.8 },
            new { key = "eth", name = "eth", by = "volume", share = 0.24, days = 1, dailyVolume = 9_120.0 }, new { key = "odd", name = "odd", by = "unknown", share = 0.04 },
        },
    };

    internal Task ExposuresAsync(double valueAtRisk) => host.SetAsync("risk", Scene.All, "exposures", new
    {
        state = "ok", reason = (string?)null, asOf = At, volatility = 0.512, hhi = 0.53, effectiveAssets = 1.9, coverage = Coverage, stablecoins = Array.Empty<object>(), normal = Levels(valueAtRisk),
        assets = new[] { new { key = "btc", name = "BTC", share = 0.62 }, new { key = "eth", name = "ETH", share = 0.38 } }, venues = new[] { new { key = "huobi", name = "HTX", share = 1.0 } },
        chains = new[] { new { key = "Bitcoin", name = "Bitcoin", share = 0.62 }, new { key = "Ethereum", name = "Ethereum", share = 0.38 } }, issuers = new[] { new { key = "Tether", name = "Tether", share = 0.11 } },
    });

    internal Task ReportAsync() => host.SetAsync("risk", Scene.All, "report", new
    {
        number = 7, state = "ok", reason = (string?)null, asOf = At, drawdown = 0.123, maxDrawdown = 0.4, volatility = 0.5, symbols = new[] { "btc", "eth" }, weights = new[] { 0.62, 0.38 }, coverage = Coverage,
        methods = new[] { "historical", "normal", "cornish-fisher", "ewma" }.Select((m, i) => new { method = m, levels = Levels(0.04 + (i * 0.002)) }).ToArray(),
        stress = new[] { new { scenario = "FTX, 2022-11-05 to 2022-11-09", loss = 0.2766 }, new { scenario = "Kraken fails", loss = 1.0 } }, liquidity = Liquidity,
    });

    internal Task TooLittleAsync() => host.SetAsync("risk", Scene.All, "exposures", new
    {
        state = "not enough data", reason = "not enough data: 12 days in which all assets have a return, and 20 are needed", asOf = At, normal = Array.Empty<object>(), assets = Array.Empty<object>(), venues = Array.Empty<object>(), coverage = Coverage,
    });

    internal Task WarnAsync() => host.SetAsync("risk", Scene.All, "warning:StablecoinBand:usdt", new { kind = "StablecoinBand", subject = "usdt", raisedAt = At, measured = 0.9931, threshold = 0.005 });

    internal async Task DerivativesAsync(string mark, double ratio)
    {
        await host.SetAsync("derivatives", Scene.All, "position:a:BTCUSDT", new
        {
            venue = "binance", contract = "BTCUSDT", kind = "Perpetual", underlying = "BTC", settle = "USDT", quantity = "-2.5", mark, profit = "-1204.5", predictedLiquidationPrice = 104_210.4, liquidationProbability = 0.0312,
            marginRatio = ratio, delta = -2.5, isIsolated = false,
        });
        await host.SetAsync("derivatives", Scene.All, "position:b:BTC-27MAR26-90000-C", new
        {
            venue = "deribit", contract = "BTC-27MAR26-90000-C", kind = "Option", underlying = "BTC", settle = "BTC", quantity = "3", mark = "0.0812", profit = "0.0126", predictedLiquidationPrice = (double?)null, liquidationProbability = (double?)null, isIsolated = false,
        });
        await host.SetAsync("derivatives", Scene.All, "margin:a:USDT", new { venue = "binance", name = "USDT", settle = "USDT", ratio });
        await host.SetAsync("derivatives", Scene.All, "margin:b:BTC", new
        {
            venue = "deribit", name = "BTC", settle = "BTC", equity = 2.4, maintenance = 0.31, ratio = 0.129, paths = new[]
            {
                new { underlying = "BTC", level = 96_412.5, below = (double?)61_204.2, above = (double?)null, probability = 0.0007, points = new[] { -0.5, -0.3, 0, 0.3 }.Select(c => new { change = c, level = 96_412.5 * (1 + c), ratio = c < -0.4 ? 3.1 : 0.129 - c }) },
            },
        });
        await host.SetAsync("derivatives", Scene.All, "underlying:BTC", new { underlying = "BTC", delta = -0.62, gamma = 0.0000412, vega = 312.5 });
    }

    /// <summary>The total of what is held, with what is open beside it.</summary>
    internal Task EquityAsync(string derivatives, string equity) => host.SetAsync("portfolio", Scene.All, "total", new
    {
        value = "6423118.4471", derivatives, equity, currency = "USD", dayChange = "41870.2254", dayChangePercent = "0.6562", realised = "812004.113", unrealised = "-20114.77", income = "18220.4", fees = "-9120.05",
        unpricedCount = 1, staleCount = 0, asOf = At, complete = true, balanceAge = 12, oldBalances = Array.Empty<string>(),
    });

    private static object[] Levels(double at95) =>
    [
        new { level = 0.95, @var = at95, es = at95 * 1.25, reason = (string?)null, components = new[] { at95 * 0.7, at95 * 0.3 } },
        new { level = 0.99, @var = at95 * 1.41, es = at95 * 1.6, reason = (string?)null, components = new[] { at95, at95 * 0.41 } },
    ];
}
