using Npgsql;
using PortfolioPlatform.Platform.Database;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Database;

public sealed class LostStatisticsTests
{
    [Fact]
    public async Task Tables_whose_growth_the_server_has_forgotten_are_analysed_once()
    {
        var database = await PostgresFixture.CreateEmptyAsync();
        await using var owner = new NpgsqlConnection(database.OwnerConnectionString + ";Pooling=false");
        await owner.OpenAsync();
        await using (var fill = new NpgsqlCommand("create table grown (id int, note text); create table small (id int); insert into grown select n, repeat('x', 50) from generate_series(1, 5000) n; insert into small values (1)", owner))
            await fill.ExecuteNonQueryAsync();

        Assert.Equal(1, await LostStatistics.RenewAsync(owner, CancellationToken.None));

        Assert.Equal(5000, await database.ScalarAsync<float>("select reltuples from pg_class where relname = 'grown'"));
        await Eventually.HoldsAsync(async () => await LostStatistics.RenewAsync(owner, CancellationToken.None) == 0, "nothing is left to do");
    }
}
