using Npgsql;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform;

/// <summary>Shorter ways to say common things to the database.</summary>
public static class DatabaseExtensions
{
    /// <inheritdoc cref="IDatabaseTransaction.ThenAsync"/>
    public static Task ThenAsync(this IDatabaseTransaction transaction, Action effect, CancellationToken cancellationToken) => transaction.ThenAsync(_ =>
    {
        effect();
        return Task.CompletedTask;
    }, cancellationToken);

    /// <summary>The rows of one statement, read in one go.</summary>
    public static Task<List<T>> ReadAsync<T>(this IDatabase database, TenantId? tenant, NpgsqlBatchCommand statement, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken) =>
        database.ReadAsync(tenant, [statement], (rows, token) => rows.TakeAsync(row, token), cancellationToken);

    /// <summary>All rows of the result the reader stands before.</summary>
    public static async Task<List<T>> TakeAsync<T>(this NpgsqlDataReader rows, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        var taken = new List<T>();
        while (await rows.ReadAsync(cancellationToken)) taken.Add(row(rows));
        return taken;
    }
}
