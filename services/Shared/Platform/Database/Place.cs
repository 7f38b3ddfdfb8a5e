using Npgsql;
using PortfolioPlatform.Platform.Bus;

namespace PortfolioPlatform.Platform.Database;

/// <summary>
/// One database of the product: the main one, or one that tenants have to themselves. A placed database that does not answer is away: whoever wants it hears so at once, until
/// <see cref="PlaceKeeper"/> finds it back. The main one is never away: without it nothing goes on.
/// </summary>
internal sealed class Place : IAsyncDisposable
{
    /// <summary>Name of the main database.</summary>
    public const string MainName = "main";

    private const string PoolExhausted = "The connection pool has been exhausted";
    private static readonly string[] Leaving = [PostgresErrorCodes.AdminShutdown, PostgresErrorCodes.CrashShutdown, PostgresErrorCodes.CannotConnectNow, PostgresErrorCodes.InvalidCatalogName];

    private volatile string? _away;

    private Place(string name, DatabaseLogins logins, int connections, string? away) =>
        (Name, Logins, Source, KeySource, _away) = (name, logins, Connections(logins, connections), Connections(logins, Keys.KeyReading.MostConnections), away);

    public string Name { get; }

    public DatabaseLogins Logins { get; }

    public NpgsqlDataSource Source { get; }

    /// <summary>Connections for data keys only, which are read while others are held.</summary>
    public NpgsqlDataSource KeySource { get; }

    /// <summary>Wakes the dispatcher of this database's outbox.</summary>
    public OutboxSignal Signal { get; } = new();

    /// <summary>Why it cannot be used now; null while it can.</summary>
    public string? Away => _away;

    public bool IsMain => Name == MainName;

    public static Place Main(DatabaseLogins logins, int connections) => new(MainName, logins, connections, null);

    /// <summary>A placed database, away until its schemas were looked at.</summary>
    public static Place Placed(PlacedDatabase options) => new(options.Name, new(options.Runtime, options.Owner), options.MaxConnections, "not looked at yet");

    public void Return() => _away = null;

    public void Leave(string why) => _away = why;

    /// <exception cref="PlaceAwayException">It is away.</exception>
    public void RequireThere()
    {
        if (_away is { } why) throw new PlaceAwayException(Name, why, null);
    }

    /// <summary>What went wrong on a connection, as whoever asked is told: a placed database that cannot be reached is away from now on.</summary>
    public NpgsqlException Judge(NpgsqlException error)
    {
        if (IsMain || error is PlaceAwayException || !IsUnreachable(error)) return error;
        Leave(error.Message);
        return new PlaceAwayException(Name, error.Message, error);
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await KeySource.DisposeAsync();
        Signal.Dispose();
    }

    private static bool IsUnreachable(NpgsqlException error) =>
        error is PostgresException told ? Leaving.Contains(told.SqlState, StringComparer.Ordinal) : error.IsTransient && !error.Message.StartsWith(PoolExhausted, StringComparison.Ordinal);

    private static NpgsqlDataSource Connections(DatabaseLogins logins, int most)
    {
        var builder = new NpgsqlDataSourceBuilder(logins.Runtime);
        builder.ConnectionStringBuilder.MaxPoolSize = most;
        builder.ConnectionStringBuilder.ConnectionIdleLifetime = 20;
        builder.ConnectionStringBuilder.ConnectionPruningInterval = 5;
        builder.ConnectionStringBuilder.MaxAutoPrepare = 200;
        // Everything set is set for a transaction, and the one session that holds more gives it back itself (OutboxLease).
        builder.ConnectionStringBuilder.NoResetOnClose = true;
        builder.ConnectionStringBuilder.ApplicationName = "portfolio-platform";
        return builder.Build();
    }
}
