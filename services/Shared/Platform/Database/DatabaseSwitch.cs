using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.Database;

/// <summary>The database switch, read here and nowhere else: an external PostgreSQL by connection string, or the embedded one; and databases that tenants have to themselves.</summary>
/// <param name="Runtime">Login of ordinary work: may only become <c>portfolio_app</c> or <c>portfolio_system</c>. Null: embedded.</param>
/// <param name="Owner">Login that owns the schemas, for targets that migrate; the runtime login where none is given.</param>
/// <param name="MaxConnections">Most connections this process opens.</param>
/// <param name="Binaries">Folder of the embedded server's files, where it is not the one that came with the product.</param>
/// <param name="LeastFreeMegabytes">The embedded database does not start with less room than this.</param>
internal sealed partial record DatabaseSwitch(string? Runtime, string? Owner, int MaxConnections, string? Binaries, int LeastFreeMegabytes)
{
    public bool IsEmbedded => Runtime is null;

    /// <summary>Databases beside the main one, by <c>Database:Placed:NAME</c>.</summary>
    public IReadOnlyList<PlacedDatabase> Placed { get; private init; } = [];

    public static DatabaseSwitch Read(IConfiguration configuration)
    {
        var runtime = configuration["Database:ConnectionString"];
        return new(
            string.IsNullOrWhiteSpace(runtime) ? null : runtime,
            configuration["Database:OwnerConnectionString"] ?? runtime,
            configuration.GetValue("Database:MaxConnections", 20),
            configuration["Database:Binaries"],
            configuration.GetValue("Database:LeastFreeMegabytes", 192))
        {
            Placed = [.. configuration.GetSection("Database:Placed").GetChildren().Select(ReadPlaced)],
        };
    }

    /// <summary>Which tenant is to be in which database, by <c>Database:Placement:TENANT=NAME</c>.</summary>
    /// <exception cref="StartupException">A name is no tenant.</exception>
    public static IReadOnlyDictionary<TenantId, string> ReadPlacement(IConfiguration configuration) =>
        configuration.GetSection("Database:Placement").GetChildren().ToDictionary(
            p => Guid.TryParse(p.Key, out var tenant) ? new TenantId(tenant) : throw new StartupException($"Database:Placement:{p.Key} is no tenant: the key is a tenant's id."),
            p => p.Value ?? "");

    private static PlacedDatabase ReadPlaced(IConfigurationSection section)
    {
        if (!Name().IsMatch(section.Key) || section.Key == Place.MainName) throw new StartupException($"Database:Placed:{section.Key} is no name for a database: lower-case letters, digits and dashes, and not '{Place.MainName}'.");
        if (section["ConnectionString"] is not { Length: > 0 } runtime) throw new StartupException($"Database:Placed:{section.Key} has no ConnectionString.");
        return new(section.Key, runtime, section["OwnerConnectionString"] ?? runtime, section.GetValue("MaxConnections", 12));
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}

/// <summary>A database that tenants have to themselves.</summary>
/// <param name="Name">How placements name it.</param>
/// <param name="Runtime">Login of ordinary work.</param>
/// <param name="Owner">Login that owns the schemas.</param>
/// <param name="MaxConnections">Most connections this process opens to it.</param>
internal sealed record PlacedDatabase(string Name, string Runtime, string Owner, int MaxConnections);
