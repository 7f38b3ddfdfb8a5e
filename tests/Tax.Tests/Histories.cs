using System.Globalization;

namespace PortfolioPlatform.Tax.Tests;

/// <summary>Made histories: the same seed, the same rows.</summary>
internal static class Histories
{
    /// <summary>Trades and rewards of two assets in two wallets over three years; some rows share their instant, so that only ids decide their order.</summary>
    public static string Of(int seed, int rows = 400)
    {
        var random = new Random(seed);
        var lines = new List<string> { "+type" };
        for (var i = 0; i < rows; i++)
        {
            var time = new DateTime(2022, 11, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(i / 2 * 60 * 400 / rows);
            var asset = random.Next(2) == 0 ? "BTC" : "ETH";
            var type = random.Next(20) == 0 ? "staking" : "";
            var side = type.Length > 0 ? "" : i > 20 && random.Next(5) < 2 ? "sell" : "buy";
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{i},{time:yyyy-MM-dd'T'HH:mm:ss'Z'},W{random.Next(2)},{asset},{side},{random.Next(1, 9999) / 1000m},{random.Next(1, 99999) / 7m:0.#####},{random.Next(0, 200) / 100m},{type}"));
        }

        return string.Join('\n', lines);
    }
}
