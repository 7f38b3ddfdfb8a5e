using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Data;

/// <summary>Statements with positional arguments inside a transaction of the platform.</summary>
internal static class TransactionSql
{
    /// <summary>Runs a statement; gives the number of rows it touched.</summary>
    public static async Task<int> ExecuteAsync(this IDatabaseTransaction transaction, string sql, object?[] arguments, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, sql, arguments);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Runs a query; gives its rows.</summary>
    public static async Task<List<T>> QueryAsync<T>(this IDatabaseTransaction transaction, string sql, object?[] arguments, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, sql, arguments);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
        return rows;
    }

    /// <summary>A column that may be null.</summary>
    public static T? Maybe<T>(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? default : reader.GetFieldValue<T>(column);

    private static NpgsqlCommand Command(IDatabaseTransaction transaction, string sql, object?[] arguments)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection);
        foreach (var argument in arguments) command.Parameters.Add(Parameter(argument));
        return command;
    }

    private static NpgsqlParameter Parameter(object? argument) => argument switch
    {
        null => new NpgsqlParameter { Value = DBNull.Value },
        string text => new NpgsqlParameter { Value = text, NpgsqlDbType = NpgsqlDbType.Text },
        string[] texts => new NpgsqlParameter { Value = texts, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
        DateTimeOffset time => new NpgsqlParameter { Value = time.ToUniversalTime(), NpgsqlDbType = NpgsqlDbType.TimestampTz },
        _ => new NpgsqlParameter { Value = argument },
    };
}
