using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.MarketData.Prices;

/// <summary>Gathers prices into minutes. Pure: instants are arguments.</summary>
internal sealed class MinuteBars
{
    private readonly Dictionary<AssetId, MinuteBar> _open = [];
    private DateTimeOffset _minute;

    /// <summary>Takes changed prices; gives the bars of the minute that ended, if one did. An asset whose price did not change in a minute keeps its last close.</summary>
    public (DateTimeOffset Minute, List<MinuteBar> Bars)? Note(IEnumerable<PriceValue> changed, DateTimeOffset now)
    {
        var minute = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        (DateTimeOffset, List<MinuteBar>)? ended = null;
        if (minute > _minute)
        {
            if (_open.Count > 0) ended = (_minute, [.. _open.Values]);
            foreach (var (asset, bar) in _open.ToList()) _open[asset] = MinuteBar.Start(asset, bar.Close);
            _minute = minute;
        }

        foreach (var price in changed) Take(price);
        return ended;
    }

    private void Take(PriceValue price)
    {
        if (price.Usd is not { } usd || price.State != "ok") _open.Remove(price.Asset);
        else _open[price.Asset] = _open.TryGetValue(price.Asset, out var bar) ? bar.With(usd) : MinuteBar.Start(price.Asset, usd);
    }
}

/// <summary>One asset's minute in US dollars.</summary>
internal readonly record struct MinuteBar(AssetId Asset, Quantity Open, Quantity High, Quantity Low, Quantity Close)
{
    public static MinuteBar Start(AssetId asset, Quantity price) => new(asset, price, price, price, price);

    public MinuteBar With(Quantity price) => this with { High = price > High ? price : High, Low = price < Low ? price : Low, Close = price };
}
