using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Platform.Database;

/// <summary>Where the embedded server keeps what it owns, below the data folder.</summary>
internal sealed class PostgresFolder
{
    private const int LongestSocketPath = 90;

    public PostgresFolder(string dataFolder)
    {
        Root = Path.GetFullPath(dataFolder);
        var run = Path.Combine(Root, "run");
        SocketFolder = Encoding.UTF8.GetByteCount(run) <= LongestSocketPath ? run : Path.Combine(Path.GetTempPath(), "portfolio-" + Fingerprint(Root));
    }

    public string Root { get; }

    /// <summary>PGDATA.</summary>
    public string Cluster => Path.Combine(Root, "pg");

    /// <summary>A cluster being made; renamed when complete, so that a killed first start leaves nothing half done.</summary>
    public string Unfinished => Path.Combine(Root, "pg.new");

    public string LogFile => Path.Combine(Root, "postgres.log");

    /// <summary>Folder of the Unix socket (its path is limited to 107 bytes). Nobody else can enter it, and there is no TCP port.</summary>
    public string SocketFolder { get; }

    public string PidFile => Path.Combine(Cluster, "postmaster.pid");

    public void Create()
    {
        foreach (var folder in (string[])[Root, SocketFolder])
        {
            if (Directory.Exists(folder)) continue;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>A connection string for a login of the embedded server.</summary>
    public string ConnectionString(string user, string database) =>
        $"Host={SocketFolder};Username={user};Database={database}";

    private static string Fingerprint(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..16];
}
