using System.Collections.Immutable;
using PortfolioPlatform.Risk.Covariance;
using PortfolioPlatform.Risk.Numerics;
using PortfolioPlatform.Risk.Returns;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>The part of a portfolio there is enough history for, with its daily returns in the portfolio's currency.</summary>
internal sealed class CoveredBook
{
    /// <summary>Days of its own an asset needs to be in the figures: as many as an empirical quantile at 99 %.</summary>
    public const int Enough = 100;

    /// <summary>Where those with enough are not half of the portfolio: as many as one at 95 %.</summary>
    public const int AtLeast = 20;

    /// <summary>Share of the portfolio below which no figure is told.</summary>
    public const double Half = 0.5;

    private readonly AlignedReturns plain;

    private CoveredBook(BookSnapshot book, HeldAsset[] assets, AlignedReturns plain, AlignedReturns returns) => (Snapshot, Assets, this.plain, Returns, Weights) = (book, assets, plain, returns, WeightsOf(book, assets));

    public BookSnapshot Snapshot { get; }

    /// <summary>What is in the figures: assets, then the squared returns of those that options are held in.</summary>
    public IReadOnlyList<HeldAsset> Assets { get; }

    /// <summary>How many of them are assets.</summary>
    public int Coins => Assets.Count(a => !a.IsCurvature);

    /// <summary>Days in which all of them have a return.</summary>
    public AlignedReturns Returns { get; }

    /// <summary>Fractions of their common value.</summary>
    public double[] Weights { get; }

    /// <summary>Sample covariance of a day.</summary>
    public SquareMatrix Covariance { get => field ??= SampleCovariance.Of(Returns.Columns); private init; }

    /// <summary>Mean returns of a day.</summary>
    public double[] Means { get => field ??= Array.ConvertAll(Returns.Columns, c => c.Length == 0 ? 0 : c.Sum() / c.Length); private init; }

    /// <summary>What they are worth together, in the portfolio's currency.</summary>
    public double NetWorth => NetOf(Snapshot, Assets);

    /// <summary>Share of the size of all positions that have a price.</summary>
    public double? Share => Snapshot.Gross > 0 ? Assets.Take(Coins).Sum(a => Math.Abs(a.Exposure!.Value)) / Snapshot.Gross : null;

    /// <summary>Why no figure can be told; null when there is enough.</summary>
    public string? Missing
    {
        get
        {
            if (Snapshot.Assets.IsEmpty) return "not enough data: nothing is held";
            if (Share is null) return "not enough data: nothing held has a price";
            if (Share < Half) return FormattableString.Invariant($"not enough data: assets with at least {AtLeast} daily returns are {Share:P0} of the value, and {Half:P0} are needed");
            if (Returns.Observations < AtLeast) return FormattableString.Invariant($"not enough data: {Returns.Observations} days in which all assets have a return, and {AtLeast} are needed");
            return Weights.Length == 0 ? "not enough data: the positions are worth nothing together" : null;
        }
    }

    /// <summary>Chooses the assets.</summary>
    public static CoveredBook Of(BookSnapshot book, PriceGrid daily)
    {
        var columns = book.Assets.Where(a => a.Worth is not null).Select(a => (Asset: a, Prices: daily.In(a.Asset, book.Currency))).Where(c => c.Prices is not null).ToDictionary(c => c.Asset, c => c.Prices!);
        var days = columns.ToDictionary(c => c.Key, c => Days(c.Value));
        var chosen = With(Enough);
        if (chosen.Sum(a => Math.Abs(a.Exposure!.Value)) < Half * book.Gross) chosen = With(AtLeast);
        var table = new SeriesTable([.. chosen.Select(a => a.Asset.Value)], [.. Enumerable.Range(0, daily.Rows).Select(daily.At)], [.. chosen.Select(a => columns[a])]);
        var (all, plain) = (Curved(chosen), Alignment.FromPrices(table));
        return new(book, all, plain, Squared(plain, all));

        HeldAsset[] With(int least) => [.. book.Assets.Where(a => days.GetValueOrDefault(a) >= least)];
    }

    /// <summary>The same assets with the worth they have now; null when other assets are held.</summary>
    public CoveredBook? At(BookSnapshot now)
    {
        if (now.Currency != Snapshot.Currency || now.Assets.Length != Snapshot.Assets.Length) return null;
        for (var i = 0; i < now.Assets.Length; i++)
            if (now.Assets[i].Asset != Snapshot.Assets[i].Asset || now.Assets[i].Worth is null != Snapshot.Assets[i].Worth is null || IsCurved(now.Assets[i]) != IsCurved(Snapshot.Assets[i])) return null;
        var known = Assets.Select(a => a.Asset).ToHashSet();
        var assets = Curved([.. now.Assets.Where(a => known.Contains(a.Asset))]);
        return new(now, assets, plain, Returns) { Covariance = Covariance, Means = Means };
    }

    /// <summary>The same assets after something happened that may have changed what curves.</summary>
    public CoveredBook After(BookSnapshot left)
    {
        var known = Assets.Where(a => !a.IsCurvature).Select(a => a.Asset).ToHashSet();
        var all = Curved([.. left.Assets.Where(a => known.Contains(a.Asset))]);
        return new(left, all, plain, Squared(plain, all));
    }

    /// <summary>How it is told.</summary>
    public CoverageValue Coverage()
    {
        var inside = Assets.Select(a => a.Asset).ToHashSet();
        var left = Snapshot.Assets.Where(a => !inside.Contains(a.Asset))
            .Select(a => new LeftOut(a.Asset, a.Symbol, a.Worth is null ? "no price" : "too little history", Snapshot.Gross > 0 ? Math.Abs(a.Exposure ?? 0) / Snapshot.Gross : null));
        var times = Returns.Times ?? [];
        return new([.. Assets.Select(a => a.Asset)], [.. left], Share, Returns.Observations, times.Count > 0 ? times[0] : null, times.Count > 0 ? times[^1] : null) { Derivatives = Snapshot.Derivatives };
    }

    private static int Days(double[] prices)
    {
        var days = 0;
        for (var i = 1; i < prices.Length; i++) days += double.IsNaN(prices[i] / prices[i - 1]) ? 0 : 1;
        return days;
    }

    private static bool IsCurved(HeldAsset asset) => asset.Overlay.Curvature != 0;

    private static HeldAsset[] Curved(HeldAsset[] assets) => [.. assets, .. assets.Where(IsCurved).Select(a => a with { Symbol = a.Symbol + " gamma", IsCurvature = true })];

    /// <summary>Returns with those of the curvatures behind them: the squares of their assets'.</summary>
    private static AlignedReturns Squared(AlignedReturns returns, HeldAsset[] all)
    {
        var squares = all.Skip(returns.Columns.Length).ToArray();
        if (squares.Length == 0) return returns;
        var columns = squares.Select(s => Array.ConvertAll(returns.Columns[Array.FindIndex(all, a => a.Asset == s.Asset)], r => r * r));
        return returns with { Assets = [.. returns.Assets, .. squares.Select(s => s.Symbol)], Columns = [.. returns.Columns, .. columns] };
    }

    /// <summary>Exposures over the net worth of what is in the figures; derivatives add nothing to that but what a shock made of them.</summary>
    private static double[] WeightsOf(BookSnapshot book, HeldAsset[] assets)
    {
        var sum = NetOf(book, assets);
        return sum > 0 ? Array.ConvertAll(assets, a => (a.IsCurvature ? a.Overlay.Curvature : a.Exposure!.Value) / sum) : [];
    }

    private static double NetOf(BookSnapshot book, IReadOnlyList<HeldAsset> assets) => assets.Where(a => !a.IsCurvature).Sum(a => a.Worth!.Value) + book.Assets.Sum(a => a.Overlay.Sum);
}
