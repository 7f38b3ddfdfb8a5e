namespace PortfolioPlatform.Web.Tests.Stage;

/// <summary>Risk figures on the stage.</summary>
internal sealed class RiskScene(StagedHost host)
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly object Coverage = new { assets = new[] { "btc", "eth" }, left = new[] { new { asset = "odd", symbol = "odd", reason = "no price" } }, share = 0.975, observations = 365 };

    internal Task ExposuresAsync(double valueAtRisk) => host.SetAsync("risk", Scene.All, "exposures", new
    {
        state = "ok", reason = (string?)null, asOf = At, volatility = 0.512, hhi = 0.53, effectiveAssets = 1.9, coverage = Coverage, stablecoins = Array.Empty<object>(), normal = Levels(valueAtRisk),
        assets = new[] { new { key = "btc", name = "BTC", share = 0.62 }, new { key = "eth", name = "ETH", share = 0.38 } }, venues = new[] { new { key = "huobi", name = "HTX", share = 1.0 } },
    });

    internal Task ReportAsync() => host.SetAsync("risk", Scene.All, "report", new
    {
        number = 7, state = "ok", reason = (string?)null, asOf = At, drawdown = 0.123, maxDrawdown = 0.4, volatility = 0.5, symbols = new[] { "btc", "eth" }, weights = new[] { 0.62, 0.38 }, coverage = Coverage,
        methods = new[] { "historical", "normal", "cornish-fisher", "ewma" }.Select((m, i) => new { method = m, levels = Levels(0.04 + (i * 0.002)) }).ToArray(),
        stress = new[] { new { scenario = "FTX, 2022-11-05 to 2022-11-09", loss = 0.2766 }, new { scenario = "Kraken fails", loss = 1.0 } },
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
        await host.SetAsync("derivatives", Scene.All, "underlying:BTC", new { underlying = "BTC", delta = -0.62, gamma = 0.0000412, vega = 312.5 });
    }

    private static object[] Levels(double at95) =>
    [
        new { level = 0.95, @var = at95, es = at95 * 1.25, reason = (string?)null, components = new[] { at95 * 0.7, at95 * 0.3 } },
        new { level = 0.99, @var = at95 * 1.41, es = at95 * 1.6, reason = (string?)null, components = new[] { at95, at95 * 0.41 } },
    ];
}
