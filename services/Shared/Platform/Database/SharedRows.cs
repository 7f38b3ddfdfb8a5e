using Npgsql;

namespace PortfolioPlatform.Platform.Database;

/// <summary>Shared rows (<c>platform.copy_to_placed</c>) that a placed database begins with: all there are, and from then on what is written is on its way to it.</summary>
internal static class SharedRows
{
    /// <summary>Fills a placed database once. Both owners do it; who writes shared rows waits meanwhile.</summary>
    public static async Task FillAsync(Place main, Place place, CancellationToken cancellationToken)
    {
        await using var from = await OpenAsync(main, cancellationToken);
        await using var reading = await from.BeginTransactionAsync(cancellationToken);
        if (await IsFilledAsync(from, place.Name, cancellationToken)) return;
        await ExecuteAsync(from, "lock table platform.placed_database in access exclusive mode", cancellationToken);
        if (await IsFilledAsync(from, place.Name, cancellationToken)) return;
        await using var to = await OpenAsync(place, cancellationToken);
        await using var writing = await to.BeginTransactionAsync(cancellationToken);
        foreach (var table in await TablesAsync(from, cancellationToken))
        {
            await ExecuteAsync(to, $"truncate {table}", cancellationToken);
            await CopyAsync(from, $"select * from {table}", to, table, cancellationToken);
        }

        await writing.CommitAsync(cancellationToken);
        await using var told = new NpgsqlCommand("insert into platform.placed_database (place) values ($1)", from) { Parameters = { new() { Value = place.Name } } };
        await told.ExecuteNonQueryAsync(cancellationToken);
        await reading.CommitAsync(cancellationToken);
    }

    /// <summary>Whether a placed database was filled.</summary>
    public static async Task<bool> IsFilledAsync(NpgsqlConnection main, string place, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select exists (select from platform.placed_database where place = $1)", main) { Parameters = { new() { Value = place } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Nothing is on its way any more to databases that are not configured: one that comes back is filled anew.</summary>
    public static async Task ForgetOthersAsync(Places places, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(places.Main, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var table in (string[])["placed_database", "relay"])
        {
            await using var command = new NpgsqlCommand($"delete from platform.{table} where place <> all($1)", connection) { Parameters = { new() { Value = places.Placed.Select(p => p.Name).ToArray() } } };
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>A connection of a database's owner.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(Place place, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(place.Logins.Owner + ";Pooling=false;Command Timeout=0");
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Copies the rows of a query into a table of another database, as bytes.</summary>
    public static async Task CopyAsync(NpgsqlConnection from, string query, NpgsqlConnection to, string target, CancellationToken cancellationToken)
    {
        await using var rows = await from.BeginRawBinaryCopyAsync($"copy ({query}) to stdout (format binary)", cancellationToken);
        await using var sink = await to.BeginRawBinaryCopyAsync($"copy {target} from stdin (format binary)", cancellationToken);
        await rows.CopyToAsync(sink, cancellationToken);
    }

    private static async Task<List<string>> TablesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select format('%I.%I', n.nspname, c.relname) from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where t.tgname = 'relay_insert' order by 1", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tables = new List<string>();
        while (await reader.ReadAsync(cancellationToken)) tables.Add(reader.GetString(0));
        return tables;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
