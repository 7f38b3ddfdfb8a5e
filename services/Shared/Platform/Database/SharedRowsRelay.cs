using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace PortfolioPlatform.Platform.Database;

/// <summary>
/// Brings shared rows that were written in the main database to the placed ones, in order. Rows leave when they are committed there; while a database is away they wait. A row that
/// comes twice is the same row twice.
/// </summary>
internal sealed class SharedRowsRelay(Places places, IDatabase database, TimeProvider time, ILogger<SharedRowsRelay> log) : BackgroundService
{
    private const int Most = 2000;
    private const int Lock = 727_005;
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<(string Place, string Table), string> _upserts = [];

    /// <summary>Brings what waits for a database; how many rows.</summary>
    public async Task<int> RunAsync(Place place, CancellationToken cancellationToken)
    {
        await using var from = await database.BeginSystemAsync(cancellationToken);
        if (!await TryLockAsync(from.Connection, place.Name, cancellationToken)) return 0;
        var waiting = await ReadAsync(from.Connection, place.Name, cancellationToken);
        if (waiting.Count == 0) return 0;
        await using (var to = await database.BeginSystemAsync(place.Name, cancellationToken))
        {
            foreach (var table in waiting.GroupBy(w => w.Target, StringComparer.Ordinal)) await WriteAsync(to.Connection, place.Name, table.Key, [.. table], cancellationToken);
            await to.CommitAsync(cancellationToken);
        }

        await using var done = new NpgsqlCommand("delete from platform.relay where place = $1 and id = any($2)", from.Connection);
        done.Parameters.Add(new() { Value = place.Name });
        done.Parameters.Add(new() { Value = waiting.Select(w => w.Id).ToArray() });
        await done.ExecuteNonQueryAsync(cancellationToken);
        await from.CommitAsync(cancellationToken);
        return waiting.Count;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(places.Placed.Select(p => FollowAsync(p, stoppingToken)));

    private async Task FollowAsync(Place place, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Often, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                while (place.Away is null && await RunAsync(place, cancellationToken) == Most) cancellationToken.ThrowIfCancellationRequested();
            }
            catch (NpgsqlException error)
            {
                Log.SharedRowsWait(log, error, place.Name);
            }
        }
    }

    private static async Task<bool> TryLockAsync(NpgsqlConnection connection, string place, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select pg_try_advisory_xact_lock({Lock}, hashtext($1))", connection) { Parameters = { new() { Value = place } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<List<Waiting>> ReadAsync(NpgsqlConnection connection, string place, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select id, target, body::text from platform.relay where place = $1 order by id limit $2", connection) { Parameters = { new() { Value = place }, new() { Value = Most } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.TakeAsync(r => new Waiting(r.GetInt64(0), r.GetString(1), r.GetString(2)), cancellationToken);
    }

    private async Task WriteAsync(NpgsqlConnection connection, string place, string table, IReadOnlyList<Waiting> rows, CancellationToken cancellationToken)
    {
        if (!_upserts.TryGetValue((place, table), out var upsert)) _upserts[(place, table)] = upsert = await UpsertAsync(connection, table, cancellationToken);
        await using var command = new NpgsqlCommand(upsert, connection);
        command.Parameters.Add(new() { Value = rows.Select(r => r.Id).ToArray() });
        command.Parameters.Add(new() { Value = rows.Select(r => r.Body).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Of rows with one key the last holds.</summary>
    private static async Task<string> UpsertAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select format('%I', a.attname), a.attnum = any(i.indkey) from pg_index i join pg_attribute a on a.attrelid = i.indrelid
            where i.indrelid = $1::regclass and i.indisprimary and a.attnum > 0 and not a.attisdropped order by a.attnum
            """, connection) { Parameters = { new() { Value = table, NpgsqlDbType = NpgsqlDbType.Text } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var columns = await reader.TakeAsync(r => (Name: r.GetString(0), IsKey: r.GetBoolean(1)), cancellationToken);
        var (key, rest) = (string.Join(", ", columns.Where(c => c.IsKey).Select(c => c.Name)), columns.Where(c => !c.IsKey).Select(c => $"{c.Name} = excluded.{c.Name}").ToArray());
        var names = string.Join(", ", columns.Select(c => c.Name));
        return $"""
            insert into {table} ({names})
            select distinct on ({key}) {names} from unnest($1::bigint[], $2::text[]) as w(relay_id, relay_body) cross join lateral jsonb_populate_record(null::{table}, w.relay_body::jsonb)
            order by {key}, w.relay_id desc
            on conflict ({key}) do {(rest.Length == 0 ? "nothing" : $"update set {string.Join(", ", rest)}")}
            """;
    }

    private sealed record Waiting(long Id, string Target, string Body);
}
