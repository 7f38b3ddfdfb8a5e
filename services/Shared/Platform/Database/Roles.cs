using Npgsql;

namespace PortfolioPlatform.Platform.Database;

/// <summary>
/// The database roles. <see cref="Owner"/> owns every schema and is no superuser. <see cref="Login"/> may log in and has no rights of its own;
/// each transaction makes it <see cref="App"/> (one tenant, held by row-level security) or <see cref="System"/> (outbox, inbox, schedules, tables without tenant).
/// </summary>
internal static class Roles
{
    public const string Owner = "portfolio_owner";
    public const string Login = "portfolio_login";
    public const string App = "portfolio_app";
    public const string System = "portfolio_system";

    public static async Task CreateLoginsAsync(NpgsqlConnection superuser, CancellationToken cancellationToken)
    {
        await ExecuteAsync(superuser, $"""
            do $$ begin
              perform pg_advisory_xact_lock(727001);
              if not exists (select from pg_roles where rolname = '{Owner}') then create role {Owner} login nosuperuser createrole; end if;
              if not exists (select from pg_roles where rolname = '{Login}') then create role {Login} login noinherit nosuperuser nobypassrls; end if;
            end $$
            """, cancellationToken);
        await CreateWorkingRolesAsync(superuser, Login, cancellationToken);
    }

    /// <summary>Makes the two working roles and lets <paramref name="login"/> become either.</summary>
    public static Task CreateWorkingRolesAsync(NpgsqlConnection connection, string login, CancellationToken cancellationToken) =>
        ExecuteAsync(connection, $"""
            do $$ begin
              perform pg_advisory_xact_lock(727001);
              if not exists (select from pg_roles where rolname = '{App}') then create role {App} nologin nobypassrls; end if;
              if not exists (select from pg_roles where rolname = '{System}') then create role {System} nologin nobypassrls; end if;
              if not pg_has_role('{login}', '{App}', 'member') then grant {App} to "{login}"; end if;
              if not pg_has_role('{login}', '{System}', 'member') then grant {System} to "{login}"; end if;
            end $$
            """, cancellationToken);

    public static async Task CreateDatabaseAsync(NpgsqlConnection superuser, string name, string? template, CancellationToken cancellationToken)
    {
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", superuser) { Parameters = { new() { Value = name } } };
        if (await exists.ExecuteScalarAsync(cancellationToken) is not null) return;
        await ExecuteAsync(superuser, $"create database \"{name}\" owner {Owner}{(template is null ? string.Empty : $" template \"{template}\"")}", cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
