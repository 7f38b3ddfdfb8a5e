using Microsoft.Extensions.Configuration;

namespace PortfolioPlatform.Platform.Database;

/// <summary>The database switch, read here and nowhere else: an external PostgreSQL by connection string, or the embedded one.</summary>
/// <param name="Runtime">Login of ordinary work: may only become <c>portfolio_app</c> or <c>portfolio_system</c>. Null: embedded.</param>
/// <param name="Owner">Login that owns the schemas, for targets that migrate; the runtime login where none is given.</param>
/// <param name="MaxConnections">Most connections this process opens.</param>
/// <param name="Binaries">Folder of the embedded server's files, where it is not the one that came with the product.</param>
/// <param name="LeastFreeMegabytes">The embedded database does not start with less room than this.</param>
internal sealed record DatabaseSwitch(string? Runtime, string? Owner, int MaxConnections, string? Binaries, int LeastFreeMegabytes)
{
    public bool IsEmbedded => Runtime is null;

    public static DatabaseSwitch Read(IConfiguration configuration)
    {
        var runtime = configuration["Database:ConnectionString"];
        return new(
            string.IsNullOrWhiteSpace(runtime) ? null : runtime,
            configuration["Database:OwnerConnectionString"] ?? runtime,
            configuration.GetValue("Database:MaxConnections", 20),
            configuration["Database:Binaries"],
            configuration.GetValue("Database:LeastFreeMegabytes", 192));
    }
}
