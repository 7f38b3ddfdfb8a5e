using Npgsql;
using PortfolioPlatform.Platform.Database;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>Held by the one process that dispatches: a session lock in the database, on a connection that also listens for new rows.</summary>
internal sealed class OutboxLease(Place place, TimeProvider time)
{
    /// <summary>The lock's number. Whoever holds it keeps all hosts from moving messages of this database.</summary>
    public const long Lock = 727_004;

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    /// <summary>Waits for the lease, then works until the connection that holds it is lost or we stop.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        place.RequireThere();
        await using var connection = await place.Source.OpenConnectionAsync(cancellationToken);
        try
        {
            await HoldAsync(connection, work, cancellationToken);
        }
        finally
        {
            await ReleaseAsync(connection);
        }
    }

    private async Task HoldAsync(NpgsqlConnection connection, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        while (!await TryLockAsync(connection, cancellationToken)) await Task.Delay(Retry, time, cancellationToken);
        connection.Notification += (_, _) => place.Signal.Pulse();
        await using (var listen = new NpgsqlCommand($"listen {OutboxTable.Channel}", connection)) await listen.ExecuteNonQueryAsync(cancellationToken);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listening = ListenAsync(connection, lost.Token);
        var working = work(lost.Token);
        var first = await Task.WhenAny(listening, working);
        await lost.CancelAsync();
        await Task.WhenAll(listening, working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }

    /// <summary>The pool gives connections on as they come back, so what the session holds is given back first; a connection on which that fails is lost, and with it the session.</summary>
    private static async Task ReleaseAsync(NpgsqlConnection connection)
    {
        try
        {
            await using var command = new NpgsqlCommand("unlisten *; select pg_advisory_unlock_all()", connection);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            NpgsqlConnection.ClearPool(connection);
        }
    }

    private static async Task<bool> TryLockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({Lock})", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ListenAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        while (true) await connection.WaitAsync(cancellationToken);
    }
}
