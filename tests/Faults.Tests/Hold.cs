using Npgsql;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Faults.Tests;

/// <summary>
/// Keeps the product at one point of its way, from outside, by a lock it has to wait for; nothing of the product is changed for it.
/// </summary>
internal sealed class Hold : IAsyncDisposable
{
    private const int DispatcherLock = 727_004;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly NpgsqlConnection _connection;

    private Hold(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Facts are committed with their messages, and nobody may publish these: the dispatcher's lease is in our hands.</summary>
    public static async Task<Hold> BeforePublishAsync(TestDatabase database)
    {
        var hold = new Hold(await OpenAsync(database));
        var taken = hold.RunAsync($"select pg_advisory_lock({DispatcherLock})");
        await database.ExecuteAsync($"select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = {DispatcherLock} and granted");
        await taken;
        await WaitAsync(database, "select count(*) from platform.outbox", "messages wait to be published");
        return hold;
    }

    /// <summary>Messages are with their consumers, and none of these may commit: the heads of all accounts are in our hands.</summary>
    public static async Task<Hold> BeforeConsumersCommitAsync(TestDatabase database)
    {
        var hold = new Hold(await OpenAsync(database));
        await hold.RunAsync("begin; select 1 from portfolio.account_head for update");
        await WaitAsync(database, "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%account_head%'", "a consumer waits in front of its commit");
        return hold;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static Task WaitAsync(TestDatabase database, string count, string what) => Eventually.HoldsAsync(async () => await database.ScalarAsync<long>(count) > 0, what, Patience);

    private static async Task<NpgsqlConnection> OpenAsync(TestDatabase database)
    {
        var connection = new NpgsqlConnection(database.SuperuserConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private async Task RunAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync();
    }
}
