using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Leases;

/// <summary>
/// One process talks with one key. A lease has an epoch that only rises; pages are written only under the epoch noted on the account, so a process
/// that lost its lease without noticing can write nothing. A restarted process takes the leases of its own place back at once, others wait for the end.
/// </summary>
internal sealed class KeyLeases(IDatabase database, IOptions<IngestionOptions> options)
{
    private readonly Guid _holder = Guid.CreateVersion7();
    private readonly string _place = Environment.MachineName;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Tries to take leases; gives the epochs of those taken.</summary>
    public async Task<IReadOnlyDictionary<string, long>> AcquireAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var taken = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        foreach (var key in keys.Order(StringComparer.Ordinal))
        {
            if (await AcquireAsync(transaction.Connection, key, cancellationToken) is { } epoch) taken[key] = epoch;
        }

        await transaction.CommitAsync(cancellationToken);
        _taken.UnionWith(taken.Keys);
        return taken;
    }

    /// <summary>Prolongs leases; gives those still held.</summary>
    public Task<HashSet<string>> RenewAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken) => SetUntilAsync(keys, options.Value.LeaseFor, cancellationToken);

    /// <summary>Gives leases back.</summary>
    public Task ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken) => SetUntilAsync(keys, TimeSpan.Zero, cancellationToken);

    private async Task<long?> AcquireAsync(NpgsqlConnection connection, string key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into ingestion.key_lease as l (key_fingerprint, place, holder, epoch, until)
            values ($1, $2, $3, nextval('ingestion.epoch'), clock_timestamp() + $4)
            on conflict (key_fingerprint) do update set place = $2, holder = $3, epoch = excluded.epoch, until = excluded.until
            where l.until < clock_timestamp() or l.holder = $3 or (l.place = $2 and $5)
            returning epoch
            """,
            connection)
        {
            // Taking back from the same place is for the first time only: two processes of one place must not snatch a key from each other for ever.
            Parameters = { new() { Value = key }, new() { Value = _place }, new() { Value = _holder }, new() { Value = options.Value.LeaseFor }, new() { Value = !_taken.Contains(key) } },
        };
        return (long?)await command.ExecuteScalarAsync(cancellationToken);
    }

    private async Task<HashSet<string>> SetUntilAsync(IReadOnlyCollection<string> keys, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        if (keys.Count == 0) return held;
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await using (var command = new NpgsqlCommand("update ingestion.key_lease set until = clock_timestamp() + $3 where key_fingerprint = any($1) and holder = $2 returning key_fingerprint", transaction.Connection))
        {
            command.Parameters.Add(new NpgsqlParameter { Value = keys.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
            command.Parameters.Add(new NpgsqlParameter { Value = _holder });
            command.Parameters.Add(new NpgsqlParameter { Value = lifetime });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) held.Add(reader.GetString(0));
        }

        await transaction.CommitAsync(cancellationToken);
        return held;
    }
}
