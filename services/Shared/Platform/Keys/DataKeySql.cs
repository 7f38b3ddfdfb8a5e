using Npgsql;

namespace PortfolioPlatform.Platform.Keys;

/// <summary>Rows of data keys.</summary>
internal static class DataKeySql
{
    /// <summary>The tenant's keys, oldest first.</summary>
    public static async Task<List<DataKeyRow>> ReadAsync(IDatabaseTransaction transaction, bool locked, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, $"select number, master, wrapped, made_under from platform.data_keys where tenant_id = $1 order by number{(locked ? " for update" : "")}");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<DataKeyRow>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(new(reader.GetInt32(0), new(reader.GetString(1), reader.GetFieldValue<byte[]>(2)), reader.GetString(3)));
        return rows;
    }

    /// <summary>Adds a key; one of its number that is there already stays.</summary>
    public static async Task AddAsync(IDatabaseTransaction transaction, DataKeyRow row, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "insert into platform.data_keys (tenant_id, number, wrapped, master, made_under) values ($1, $2, $3, $4, $5) on conflict do nothing", row.Number, row.Wrapped.Box, row.Wrapped.Master, row.MadeUnder);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Keeps another wrapping of a key.</summary>
    public static async Task RewrapAsync(IDatabaseTransaction transaction, int number, WrappedKey wrapped, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "update platform.data_keys set wrapped = $3, master = $4 where tenant_id = $1 and number = $2", number, wrapped.Box, wrapped.Master);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(IDatabaseTransaction transaction, string sql, params object[] arguments)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value } } };
        foreach (var argument in arguments) command.Parameters.Add(new() { Value = argument });
        return command;
    }
}
