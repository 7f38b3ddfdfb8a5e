using System.Globalization;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>Kraken's names: legacy ids with X and Z, XBT and XDG, suffixes for staked and earning wallets, four spellings of a pair.</summary>
internal static class KrakenCodes
{
    private static readonly Dictionary<string, string> Legacy = new(StringComparer.Ordinal)
    {
        ["BTC"] = "XXBT", ["ETH"] = "XETH", ["LTC"] = "XLTC", ["DOGE"] = "XXDG", ["XRP"] = "XXRP", ["XLM"] = "XXLM", ["XMR"] = "XXMR", ["ZEC"] = "XZEC", ["ETC"] = "XETC",
        ["USD"] = "ZUSD", ["EUR"] = "ZEUR", ["GBP"] = "ZGBP",
    };

    private static readonly Dictionary<string, string> Staked = new(StringComparer.Ordinal) { ["DOT"] = "DOT28.S", ["ATOM"] = "ATOM21.S" };

    /// <summary>The id of an asset in a wallet: <c>XXBT</c>, <c>SOL</c>, <c>DOT28.S</c>, <c>USDT.F</c>.</summary>
    public static string Id(string asset, string wallet = Wallets.Spot)
    {
        if (wallet == Wallets.Earn) return Staked.GetValueOrDefault(asset) ?? asset + ".F";
        return Legacy.GetValueOrDefault(asset) ?? asset;
    }

    /// <summary>The short name: <c>XBT</c>, <c>XDG</c>, <c>USD</c>.</summary>
    public static string Alt(string asset) => asset switch { "BTC" => "XBT", "DOGE" => "XDG", _ => asset };

    /// <summary>The id of a pair: both legacy ids joined where both have one (and no dog is among them), else like the short name.</summary>
    public static string PairId(VenueMarket market)
    {
        var legacy = Legacy.ContainsKey(market.Base) && Legacy.ContainsKey(market.Quote) && market.Base != "DOGE";
        return legacy || market is { Base: "USDT", Quote: "USD" } ? Id(market.Base) + Id(market.Quote) : PairAlt(market);
    }

    /// <summary>The short name of a pair: <c>XBTUSD</c>.</summary>
    public static string PairAlt(VenueMarket market) => Alt(market.Base) + Alt(market.Quote);

    /// <summary>All pairs by every spelling a client may send.</summary>
    public static Dictionary<string, VenueMarket> Spellings(IEnumerable<VenueMarket> markets)
    {
        var all = new Dictionary<string, VenueMarket>(StringComparer.Ordinal);
        foreach (var market in markets)
            foreach (var name in (string[])[PairId(market), PairAlt(market), Alt(market.Base) + "/" + Alt(market.Quote), market.Name]) all[name] = market;
        return all;
    }

    /// <summary>Digits that Kraken prints of an asset's amounts.</summary>
    public static int Digits(string asset) => AssetCatalog.All.TryGetValue(asset, out var known) ? known.Class switch { AssetClass.Fiat => 4, AssetClass.Credit => 2, AssetClass.Stablecoin => 8, _ => 10 } : 10;

    /// <summary>An amount with its digits, point and all.</summary>
    public static string Amount(string asset, decimal amount) => amount.ToString("F" + Digits(asset), CultureInfo.InvariantCulture);

    /// <summary>Seconds with four digits, as Kraken writes times.</summary>
    public static string Seconds(DateTimeOffset time) => (time.ToUnixTimeMilliseconds() / 1000m).ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>A text id such as <c>TABCDE-FGHIJ-KLMNOP</c>.</summary>
    public static string TextId(char kind, ulong hash)
    {
        var letters = Noise.Text(hash, kind.ToString(), 15, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
        return $"{kind}{letters[..5]}-{letters[5..10]}-{letters[10..]}";
    }
}
