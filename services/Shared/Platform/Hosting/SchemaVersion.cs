using Npgsql;
using PortfolioPlatform.Platform.Database;

namespace PortfolioPlatform.Platform.Hosting;

/// <summary>Targets that migrate bring the schemas up to date; the others wait until somebody has.</summary>
internal static class SchemaVersion
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    public static async Task PrepareAsync(TargetSelection selection, DatabaseLogins logins, HostParts parts, CancellationToken cancellationToken)
    {
        try
        {
            if (selection.Migrates) await Migrator.MigrateAsync(logins, MigrationSet.Of(parts.Modules), cancellationToken);
            else await WaitAsync(logins, MigrationSet.Of(selection.HasApi ? parts.Modules : selection.Workers.Select(w => w.Module)), cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.DiskFull)
        {
            throw new StartupException($"Disk full: the database has no room left ({error.MessageText}).", error);
        }
        catch (NpgsqlException error) when (error is not PostgresException)
        {
            throw new StartupException($"The database does not answer: {error.Message}", error);
        }
    }

    private static async Task WaitAsync(DatabaseLogins logins, IReadOnlyList<MigrationSet> sets, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(logins.Runtime + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        while (!await IsReadyAsync(connection, sets, cancellationToken)) await Task.Delay(Poll, cancellationToken);
    }

    /// <summary>Whether a database has what these modules need.</summary>
    public static async Task<bool> IsReadyAsync(NpgsqlConnection connection, IReadOnlyList<MigrationSet> sets, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using (var role = new NpgsqlCommand($"set local role {Roles.System}", connection)) await role.ExecuteNonQueryAsync(cancellationToken);
            var applied = await MigrationRecord.ReadAsync(connection, cancellationToken);
            return sets.All(s => s.Latest == 0 || applied.Any(a => a.Module == s.Module && a.Number >= s.Latest));
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidParameterValue or PostgresErrorCodes.UndefinedObject or PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName)
        {
            return false;
        }
    }
}
