using Npgsql;
using NpgsqlTypes;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>The inbox: which consumer has applied which message.</summary>
internal static class InboxTable
{
    /// <summary>Claims a message for a consumer inside its transaction; false when it was applied before.</summary>
    public static async Task<bool> ClaimAsync(IDatabaseTransaction transaction, string consumer, Envelope envelope, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("insert into platform.inbox (tenant_id, consumer, message_id) values ($1, $2, $3) on conflict do nothing", transaction.Connection)
        {
            Parameters = { new() { Value = envelope.Tenant }, new() { Value = consumer }, new() { Value = envelope.MessageId } },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Forgets what is too old to come again.</summary>
    public static async Task<int> PruneAsync(IDatabaseTransaction transaction, TimeSpan age, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("delete from platform.inbox where handled_at < now() - $1", transaction.Connection)
        {
            Parameters = { new() { Value = age, NpgsqlDbType = NpgsqlDbType.Interval } },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
