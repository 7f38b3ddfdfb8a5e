using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Contracts;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>One row of a database's outbox: for every consumer of its type, or for one.</summary>
internal sealed record OutboxRow(long Id, Envelope Envelope, string? Consumer, string Place);

/// <summary>The outbox table.</summary>
internal static class OutboxTable
{
    public const string Channel = "platform_outbox";

    /// <summary>Writes a message. The lock on its key makes the order of ids the order of commits within a key, so that rows read by id are in order.</summary>
    public static async Task AddAsync(NpgsqlConnection connection, IMessage message, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            with locked as materialized (select pg_advisory_xact_lock(hashtextextended($4, 727003)))
            insert into platform.outbox (tenant_id, message_id, type, ordering_key, body)
            select $1, $2, $3, $4, $5 from locked;
            """, connection)
        {
            Parameters =
            {
                new() { Value = message.Tenant.Value },
                new() { Value = Guid.CreateVersion7() },
                new() { Value = MessageJson.TypeName(message.GetType()), NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = message.OrderingKey, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = MessageJson.Write(message), NpgsqlDbType = NpgsqlDbType.Text },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
        await using var notify = new NpgsqlCommand($"notify {Channel}", connection);
        await notify.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The oldest rows that are not under way.</summary>
    public static async Task<IReadOnlyList<OutboxRow>> ReadAsync(NpgsqlConnection connection, string place, long[] underWay, int limit, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select id, message_id, tenant_id, type, ordering_key, body, consumer from platform.outbox
            where id <> all($1) order by id limit $2
            """, connection) { Parameters = { new() { Value = underWay }, new() { Value = limit } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<OutboxRow>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(new(reader.GetInt64(0), new(reader.GetGuid(1), reader.GetGuid(2), reader.GetString(3), reader.GetString(4), reader.GetFieldValue<byte[]>(5)), reader.IsDBNull(6) ? null : reader.GetString(6), place));
        return rows;
    }

    public static async Task RemoveAsync(NpgsqlConnection connection, long[] done, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("delete from platform.outbox where id = any($1)", connection) { Parameters = { new() { Value = done } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
