using Npgsql;
using PortfolioPlatform.Platform.Database;

namespace PortfolioPlatform.Testing;

/// <summary>A database of one test class.</summary>
public sealed class TestDatabase
{
    private readonly PostgresFolder _folder;

    internal TestDatabase(string name, PostgresFolder folder) => (Name, _folder) = (name, folder);

    /// <summary>The database of a product that runs on its embedded server in a data folder.</summary>
    public static TestDatabase OfProduct(string dataFolder) => new("portfolio", new PostgresFolder(dataFolder));

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Of the runtime login (which has no rights until it takes a role).</summary>
    public string RuntimeConnectionString => _folder.ConnectionString(Roles.Login, Name);

    /// <summary>Of the owner.</summary>
    public string OwnerConnectionString => _folder.ConnectionString(Roles.Owner, Name);

    /// <summary>Of the superuser, whom row-level security does not hold: for looking at what is really there.</summary>
    public string SuperuserConnectionString => _folder.ConnectionString("postgres", Name);

    /// <summary>Runs SQL as superuser.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(SuperuserConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads one value as superuser.</summary>
    public async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(SuperuserConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        var value = await command.ExecuteScalarAsync();
        return value is null or DBNull ? default : (T)value;
    }
}
