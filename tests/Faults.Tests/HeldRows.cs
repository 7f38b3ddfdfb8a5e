using Npgsql;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Faults.Tests;

/// <summary>Rows that another session holds locked, so that the product waits in front of them.</summary>
internal sealed class HeldRows : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private HeldRows(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Locks the rows and waits until the outbox has work that cannot be done.</summary>
    public static async Task<HeldRows> TakeAsync(TestDatabase database, string sql)
    {
        var connection = new NpgsqlConnection(database.SuperuserConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using (var begin = new NpgsqlCommand($"begin; {sql}", connection)) await begin.ExecuteNonQueryAsync();
        await Eventually.HoldsAsync(async () => await database.ScalarAsync<long>("select count(*) from platform.outbox") > 0, "messages wait", TimeSpan.FromSeconds(60));
        return new HeldRows(connection);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
