using System.Collections.Immutable;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Risk.Liquidity;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>
/// What it takes to get out of a portfolio. A contract whose order book is heard is closed into it: a long one into the bids, a short one into the asks. Everything else is sold or bought back in its asset's market, a
/// tenth of a day's volume at most: what is held, and the slopes of contracts without a book. Pure: the book, volumes and order books in, values out.
/// </summary>
internal sealed class BookLiquidity(CoveredBook book, IReadOnlyDictionary<AssetId, TradedVolume> volumes, Func<string, string, BookValue?> depth)
{
    /// <summary>Share of a day's volume that may be ours.</summary>
    public const double Participation = 0.1;

    private readonly List<(LiquidityPositionValue Value, double Size)> positions = [];
    private readonly Dictionary<AssetId, double> inBooks = [];
    private double slippage;

    /// <summary>The figures; null where there is no value at risk to adjust.</summary>
    public static LiquidityValue? Of(CoveredBook book, IReadOnlyDictionary<AssetId, TradedVolume> volumes, Func<string, string, BookValue?> depth, IReadOnlyList<double> levels) =>
        book.Missing is null ? new BookLiquidity(book, volumes, depth).Compute(levels) : null;

    private LiquidityValue Compute(IReadOnlyList<double> levels)
    {
        foreach (var contract in book.Snapshot.Contracts) Close(contract);
        var stretched = book.Weights.ToArray();
        for (var i = 0; i < book.Coins; i++) stretched[i] = Sell(book.Assets[i]) / book.NetWorth;
        var (size, part) = (positions.Sum(p => p.Size), slippage / book.NetWorth);
        var figures = levels.Select(l => new LiquidityLevelValue(l, Normal(book.Weights, l), Normal(stretched, l) + part));
        var rows = positions.Where(p => p.Size > 0).Select(p => p.Value with { Share = size > 0 ? p.Size / size : 0 }).OrderByDescending(p => p.Days ?? 0).ThenByDescending(p => p.Share).ThenBy(p => p.Key, StringComparer.Ordinal).ToImmutableArray();
        return new(Participation, part, [.. figures], rows, Share("book"), Share("volume", "money"), Share("unknown"));

        double Normal(double[] weights, double level) => LiquidityAdjustedVar.Stretched(book.Weights, weights, book.Means, book.Covariance, level);
        double Share(params string[] ways) => rows.Where(r => ways.Contains(r.By)).Sum(r => r.Share);
    }

    /// <summary>Closes a contract into its book, where one is heard.</summary>
    private void Close(OpenContract contract)
    {
        var terms = contract.Terms;
        if (depth(terms.Venue, terms.Name) is not { Bids: [var bid, ..] bids, Asks: [var ask, ..] asks }) return;
        var middle = 0.5 * (bid.Price.ToDouble() + ask.Price.ToDouble());
        var (fraction, filled) = LiquidityAdjustedVar.CloseInto(terms.Units, middle, [.. (terms.Units > 0 ? bids : asks).Select(l => (l.Price.ToDouble(), l.Amount.ToDouble()))]);
        var moves = Math.Abs(terms.Slopes().Delta * terms.UnderlyingPrice);
        inBooks[contract.Coin] = inBooks.GetValueOrDefault(contract.Coin) + contract.Notional;
        inBooks[contract.Against] = inBooks.GetValueOrDefault(contract.Against) - contract.Notional;
        slippage += fraction * terms.NotionalAt(middle);
        positions.Add((new($"{terms.Venue} {terms.Name}", $"{VenueNames.Of(terms.Venue)} {terms.Name}", "book", 0, null, null, fraction, filled), moves));
    }

    /// <summary>The exposure to an asset, that part of it stretched which is not closed into books.</summary>
    private double Sell(HeldAsset asset)
    {
        var closed = inBooks.GetValueOrDefault(asset.Asset);
        var open = asset.Exposure!.Value - closed;
        var volume = volumes.GetValueOrDefault(asset.Asset);
        var days = asset.Kind == "fiat" || asset.Asset == book.Snapshot.Currency ? 1 : volume is not null && asset.Unit is > 0 and var unit ? LiquidityAdjustedVar.Periods(open / unit, volume.PerDay, Participation) : int.MaxValue;
        var by = asset.Kind == "fiat" || asset.Asset == book.Snapshot.Currency ? "money" : days < int.MaxValue ? "volume" : "unknown";
        positions.Add((new(asset.Asset.Value, asset.Symbol, by, 0, by == "volume" ? days : null, by == "volume" ? volume!.PerDay : null, null, null), Math.Abs(open)));
        return (by == "volume" ? open * LiquidityAdjustedVar.Stretch(days) : open) + closed;
    }
}
