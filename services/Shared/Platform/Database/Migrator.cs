using Npgsql;

namespace PortfolioPlatform.Platform.Database;

/// <summary>Brings the schemas up to date: numbered SQL files, each in a transaction with its own record, one process at a time.</summary>
internal static class Migrator
{
    /// <summary>The lock whoever migrates holds.</summary>
    public const long Lock = 727_002;

    public static async Task MigrateAsync(DatabaseLogins logins, IReadOnlyList<MigrationSet> sets, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(logins.Owner + ";Pooling=false;Command Timeout=0");
        await connection.OpenAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_lock({Lock})", cancellationToken);
        await Roles.CreateWorkingRolesAsync(connection, new NpgsqlConnectionStringBuilder(logins.Runtime).Username!, cancellationToken);
        await MigrationRecord.CreateAsync(connection, cancellationToken);
        var applied = await MigrationRecord.ReadAsync(connection, cancellationToken);
        RefuseNewer(sets, applied);
        foreach (var set in sets) await ApplyAsync(connection, set, applied, cancellationToken);
        await MigrationChecks.RequireRowSecurityAsync(connection, sets, cancellationToken);
        await LostStatistics.RenewAsync(connection, cancellationToken);
    }

    private static void RefuseNewer(IReadOnlyList<MigrationSet> sets, IReadOnlyList<AppliedMigration> applied)
    {
        foreach (var set in sets)
        {
            if (applied.LastOrDefault(a => a.Module == set.Module && a.Number > set.Latest) is { } newer)
                throw new StartupException($"The data was written by a newer version of the program ({newer.Module} {newer.Name}): start that version, or use another folder with --data.");
        }
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, MigrationSet set, IReadOnlyList<AppliedMigration> applied, CancellationToken cancellationToken)
    {
        foreach (var migration in set.Migrations)
        {
            var before = applied.FirstOrDefault(a => a.Module == set.Module && a.Number == migration.Number);
            if (before is null) await ApplyAsync(connection, set.Module, migration, cancellationToken);
            else if (before.Checksum != migration.Checksum)
                throw new StartupException($"Migration {set.Module}/{migration.Name} is not the one this database was made with: applied migrations never change.");
        }
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, string module, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, $"""
            create schema if not exists "{module}";
            grant usage on schema "{module}" to {Roles.App}, {Roles.System};
            set local search_path = "{module}", platform, public
            """, cancellationToken);
        await ExecuteAsync(connection, migration.Sql, cancellationToken);
        await MigrationRecord.AddAsync(connection, module, migration, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
