namespace PortfolioPlatform.Sandbox.Markets;

/// <summary>
/// The simulated market: every coin follows one market factor by its beta, its own walk, jumps of its own and jumps of the whole market;
/// stablecoins stay near a dollar but for one scheduled depeg. A pure function of (seed, origin, time).
/// </summary>
internal sealed class SimulatedPrices : IPriceSource
{
    private const double MarketVolatility = 0.021;
    private readonly ulong _seed;
    private readonly DateTimeOffset _origin;
    private readonly RandomWalk _market;
    private readonly JumpSchedule _marketJumps;
    private readonly Dictionary<string, Path> _paths;
    private readonly MarketShock _depeg;

    public SimulatedPrices(ulong seed, DateTimeOffset origin)
    {
        (_seed, _origin) = (Noise.Of(seed, "prices"), origin);
        _market = new RandomWalk(Noise.Of(_seed, "market"));
        _marketJumps = new JumpSchedule(Noise.Of(_seed, "market-jumps"), 0.006, 0.09);
        _paths = AssetCatalog.All.Values.ToDictionary(a => a.Symbol, a => new Path(a, Walk(a), Jumps(a)), StringComparer.Ordinal);
        var start = origin.AddDays(200 + (Noise.Of(_seed, "depeg") % 300));
        _depeg = new MarketShock("USDC", start, start.AddHours(50), 0.91);
    }

    public double? UsdAt(string asset, DateTimeOffset time)
    {
        if (!_paths.TryGetValue(asset, out var path)) return null;
        var days = (time - _origin).TotalDays;
        return path.Asset.Class switch
        {
            AssetClass.Credit => path.Asset.StartUsd,
            AssetClass.Stablecoin => (1 + (path.Asset.Volatility * Ripple(path.Asset.Symbol, days))) * Depeg(asset, time),
            _ => path.Asset.StartUsd * Math.Exp(Log(path, days)),
        };
    }

    private double Log(Path path, double days)
    {
        var (asset, beta) = (path.Asset, path.Asset.Beta);
        var own = (asset.Volatility * path.Walk.At(days)) - (asset.Volatility * asset.Volatility * days / 2);
        var market = MarketVolatility * _market.At(days) + _marketJumps.At(days) + (0.0004 * days);
        return own + path.Jumps.At(days) + (beta * market) - (beta * beta * MarketVolatility * MarketVolatility * Math.Max(0, days) / 2);
    }

    private double Ripple(string asset, double days)
    {
        var hours = days * 24;
        var hour = Math.Floor(hours);
        var (a, b) = (Noise.Bell(Noise.Of(_seed + (ulong)(long)hour, asset)), Noise.Bell(Noise.Of(_seed + (ulong)(long)hour + 1, asset)));
        return a + ((b - a) * (hours - hour));
    }

    // Falls within an hour, heals over the rest of its time.
    private double Depeg(string asset, DateTimeOffset time)
    {
        if (asset != _depeg.Asset || time < _depeg.From || time > _depeg.Until) return 1;
        var (since, left) = ((time - _depeg.From).TotalHours, (_depeg.Until!.Value - time).TotalHours / 49);
        return 1 - ((1 - _depeg.Factor) * Math.Min(since, left));
    }

    // MATIC and POL are one coin under two names.
    private RandomWalk Walk(SimulatedAsset asset) => new(Noise.Of(_seed, asset.Symbol == "POL" ? "MATIC" : asset.Symbol));

    private JumpSchedule Jumps(SimulatedAsset asset) =>
        new(Noise.Of(_seed, "jump-" + (asset.Symbol == "POL" ? "MATIC" : asset.Symbol)), asset.Class == AssetClass.Coin ? 0.012 : 0, 0.12);

    private sealed record Path(SimulatedAsset Asset, RandomWalk Walk, JumpSchedule Jumps);
}
