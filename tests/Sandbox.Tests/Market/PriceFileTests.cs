using System.IO.Compression;
using System.Text;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Tests.Market;

public sealed class PriceFileTests
{
    private static readonly DateTimeOffset Origin = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_hourly_file_is_replayed_from_the_origin_on_and_never_from_the_future()
    {
        var file = PriceFile.Read(Write("p.csv", "open_time_utc,BTC,LUNA", "2021-06-01 00:00:00,100,5", "2021-06-01 01:00:00,110,", "2021-06-01 03:00:00,90,0.1"), Origin);
        Assert.Equal(100, file.UsdAt("BTC", Origin));
        Assert.Equal(100, file.UsdAt("BTC", Origin.AddMinutes(59)));
        Assert.Equal(110, file.UsdAt("BTC", Origin.AddHours(2.5)));
        Assert.Equal(90, file.UsdAt("BTC", Origin.AddYears(1)));
        Assert.Equal(5, file.UsdAt("LUNA", Origin.AddHours(2)));
        Assert.Equal(0.1, file.UsdAt("LUNA", Origin.AddHours(3)));
        Assert.Null(file.UsdAt("ETH", Origin));
        Assert.Equal(["BTC", "LUNA"], file.Assets);
    }

    [Fact]
    public void A_daily_file_may_be_packed_and_sorted_by_asset()
    {
        var file = PriceFile.Read(Write("p.csv.gz", "date,asset,close,quote,source", "2020-01-02,AAVE,50,USD,A", "2020-01-03,AAVE,55,USD,A", "2020-01-01,BTC,7000,USD,A"), Origin);
        Assert.Equal(7000, file.UsdAt("BTC", Origin));
        Assert.Equal(50, file.UsdAt("AAVE", Origin.AddDays(1)));
        Assert.Equal(55, file.UsdAt("AAVE", Origin.AddDays(2)));
    }

    [Fact]
    public void A_file_of_another_kind_is_refused_with_what_it_should_be()
    {
        var error = Assert.Throws<InvalidDataException>(() => PriceFile.Read(Write("p.csv", "a,b"), Origin));
        Assert.Contains("date,asset,close", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replaying_sandbox_trades_at_the_files_prices_and_simulates_what_the_file_lacks()
    {
        var rows = Enumerable.Range(0, 24 * 61).Select(h => $"{new DateTime(2021, 6, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(h):yyyy-MM-dd HH:mm:ss},{40_000 + h},1");
        await using var sandbox = await Sandboxes.StandingAsync(o => o with { PricesFile = Write("p.csv", ["open_time_utc,BTC,USDT", .. rows]) });
        Assert.InRange(sandbox.Truth.Price("kraken", "BTC/USD", Sandboxes.Noon)!.Value, 41_400, 41_500);
        Assert.InRange(sandbox.Truth.Usd("ETH", Sandboxes.Noon), 100, 20_000);
    }

    private static string Write(string name, params string[] lines)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, name);
        using var file = File.Create(path);
        using var stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : (Stream)file;
        stream.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return path;
    }
}
