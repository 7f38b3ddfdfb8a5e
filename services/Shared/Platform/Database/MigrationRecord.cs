using Npgsql;

namespace PortfolioPlatform.Platform.Database;

/// <summary>A migration that was applied.</summary>
internal sealed record AppliedMigration(string Module, int Number, string Name, string Checksum);

/// <summary>The table of applied migrations.</summary>
internal static class MigrationRecord
{
    public static async Task CreateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            create schema if not exists platform;
            grant usage on schema platform to {Roles.App}, {Roles.System};
            create table if not exists platform.migrations (
              module text not null, number int not null, name text not null, checksum text not null, applied_at timestamptz not null default now(),
              primary key (module, number));
            grant select on platform.migrations to {Roles.App}, {Roles.System}
            """, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<IReadOnlyList<AppliedMigration>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select module, number, name, checksum from platform.migrations order by module, number", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var applied = new List<AppliedMigration>();
        while (await reader.ReadAsync(cancellationToken))
            applied.Add(new(reader.GetString(0), reader.GetInt32(1), reader.GetString(2), reader.GetString(3)));
        return applied;
    }

    public static async Task AddAsync(NpgsqlConnection connection, string module, Migration migration, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("insert into platform.migrations (module, number, name, checksum) values ($1, $2, $3, $4)", connection)
        {
            Parameters = { new() { Value = module }, new() { Value = migration.Number }, new() { Value = migration.Name }, new() { Value = migration.Checksum } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
