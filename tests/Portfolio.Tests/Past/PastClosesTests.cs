using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Past;

namespace PortfolioPlatform.Portfolio.Tests.Past;

public sealed class PastClosesTests
{
    [Fact]
    public async Task Prices_of_many_instants_at_once_are_those_of_each_instant_alone()
    {
        await using var t = await LedgerTenant.StartAsync();
        await Valuation.ReferenceView.PublishAsync(t.Host.Database);
        var random = new Random(20261122);
        string[] assets = ["btc", "eth", "usdt"];
        for (var i = 0; i < 400; i++)
        {
            var (asset, granularity) = (assets[random.Next(3)], i % 4 == 0 ? "hour" : "day");
            if (asset == "usdt") granularity = "day";
            var at = LedgerTenant.Day.AddHours(granularity == "hour" ? random.Next(0, 24 * 20) : 24 * random.Next(-3, 20));
            await t.Host.Database.ExecuteAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"insert into marketdata.price values ('{asset}', '{granularity}', '{at.UtcDateTime:u}', '{(char)('a' + random.Next(3))}', {i}, {random.Next(1, 3)}, {1 + i}, now() - make_interval(mins => {random.Next(600)}))"));
        }

        DateTimeOffset[] times = [.. Enumerable.Range(0, 60).Select(_ => LedgerTenant.Day.AddMinutes(random.Next(-6000, 24 * 60 * 25))).Append(LedgerTenant.Day.AddDays(4)).Append(LedgerTenant.Day.AddHours(60))];
        var compared = 0;
        foreach (var known in (double[])[0, 30, 200, 700])
        {
            var knownAt = TimeProvider.System.GetUtcNow().AddMinutes(-known);
            compared += await t.InTransactionAsync(async transaction =>
            {
                AssetId[] asked = [.. assets.Select(a => new AssetId(a))];
                var many = await PastCloses.ReadAsync(transaction, asked, times, knownAt, default);
                foreach (var at in times.Distinct())
                {
                    var alone = await PastPriceSql.ReadAsync(transaction, asked, new PastPair(at, knownAt), default);
                    foreach (var asset in asked) Assert.Equal((at, asset, alone.TryGetValue(asset, out var price) ? price.Usd.ToDouble() : null), (at, asset, many.TryGetValue((asset, at), out var usd) ? usd : (double?)null));
                }

                return many.Count;
            });
        }

        Assert.InRange(compared, 100, 1000);
    }
}
