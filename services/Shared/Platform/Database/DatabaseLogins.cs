using Npgsql;

namespace PortfolioPlatform.Platform.Database;

/// <summary>How to reach the database: as the runtime login, and as the owner for migrations.</summary>
/// <param name="Runtime">Connection string of the runtime login.</param>
/// <param name="Owner">Connection string of the owner.</param>
internal sealed record DatabaseLogins(string Runtime, string Owner)
{
    private const string DatabaseName = "portfolio";

    /// <summary>Logins of the embedded server; makes roles and database on first use.</summary>
    public static async Task<DatabaseLogins> OfEmbeddedAsync(PostgresFolder folder, CancellationToken cancellationToken)
    {
        await using (var connection = new NpgsqlConnection(folder.ConnectionString("postgres", "postgres") + ";Pooling=false"))
        {
            await connection.OpenAsync(cancellationToken);
            await Roles.CreateLoginsAsync(connection, cancellationToken);
            await Roles.CreateDatabaseAsync(connection, DatabaseName, template: null, cancellationToken);
        }

        return new(folder.ConnectionString(Roles.Login, DatabaseName), folder.ConnectionString(Roles.Owner, DatabaseName));
    }
}
