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
    public static Task<List<T>> ReadAsync<T>(this IReads reads, TenantId? tenant, NpgsqlBatchCommand statement, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken) =>
        reads.ReadAsync(tenant, [statement], (rows, token) => rows.TakeAsync(row, token), cancellationToken);

    /// <summary>Whether something failed because the database that a tenant has to itself is away: work for the others goes on.</summary>
    public static bool IsAway(this IDatabase database, TenantId tenant, Exception error) => error is NpgsqlException { IsTransient: true } && database.PlaceOf(tenant) != database.Places[0];

    /// <summary>Asks each database as the system role and puts the answers together. One that a tenant has to itself and that is away is left out: others do not wait for it.</summary>
    public static async Task<List<T>> EverywhereAsync<T>(this IDatabase database, Func<IDatabaseTransaction, CancellationToken, Task<List<T>>> ask, CancellationToken cancellationToken)
    {
        var answers = new List<T>();
        foreach (var place in database.Places)
        {
            try
            {
                await using var transaction = await database.BeginSystemAsync(place, cancellationToken);
                var answer = await ask(transaction, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                answers.AddRange(answer);
            }
            catch (NpgsqlException error) when (error.IsTransient && place != database.Places[0])
            {
                // Away; whose rows are there are told when they ask for them.
            }
        }

        return answers;
    }

    /// <summary>All rows of the result the reader stands before.</summary>
    public static async Task<List<T>> TakeAsync<T>(this NpgsqlDataReader rows, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        var taken = new List<T>();
        while (await rows.ReadAsync(cancellationToken)) taken.Add(row(rows));
        return taken;
    }
}
