using System.Diagnostics;
using Npgsql;

namespace PortfolioPlatform.Platform.Database;

/// <summary>A PostgreSQL server of our own as a child process: made on first use, recovered after a crash, stopped with us.</summary>
internal sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromMinutes(5);

    private readonly Supervised _server;

    private EmbeddedPostgres(PostgresFolder folder, Supervised server) => (Folder, _server) = (folder, server);

    public PostgresFolder Folder { get; }

    /// <summary>Ends when the server does.</summary>
    public Task Exited => _server.Exited;

    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows()) throw new StartupException("The embedded database needs a Unix shell: on Windows set Database__ConnectionString to a PostgreSQL server.");
        var native = PostgresBinaries.Find(options.Binaries);
        var folder = new PostgresFolder(options.DataFolder);
        folder.Create();
        var prefix = await Unprivileged.PrefixAsync(options.AllowNamespace, cancellationToken);
        await Leftover.ClearAsync(folder, time, cancellationToken);
        await EnsureClusterAsync(native, folder, prefix, cancellationToken);
        await Unprivileged.HandOverAsync(prefix, [folder.Cluster, folder.SocketFolder], cancellationToken);
        var server = Supervised.Start([.. prefix, Path.Combine(native, "bin", "postgres"), .. PostgresSettings.Arguments(folder, options.Durable)], folder.LogFile);
        var started = new EmbeddedPostgres(folder, server);
        try
        {
            await started.WaitUntilReadyAsync(time, cancellationToken);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task EnsureClusterAsync(string native, PostgresFolder folder, string[] prefix, CancellationToken cancellationToken)
    {
        var version = Path.Combine(folder.Cluster, "PG_VERSION");
        if (File.Exists(version))
        {
            var found = (await File.ReadAllTextAsync(version, cancellationToken)).Trim();
            if (found != $"{PostgresBinaries.MajorVersion}")
                throw new StartupException($"The data folder {folder.Root} holds a PostgreSQL {found} database, this program brings {PostgresBinaries.MajorVersion}: use the version that wrote it, or another folder with --data.");
            return;
        }

        if (Directory.Exists(folder.Unfinished)) Directory.Delete(folder.Unfinished, recursive: true);
        Directory.CreateDirectory(folder.Unfinished);
        await Unprivileged.HandOverAsync(prefix, [folder.Unfinished], cancellationToken);
        await InitialiseAsync([.. prefix, Path.Combine(native, "bin", "initdb"), "-D", folder.Unfinished, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-instructions"], folder, cancellationToken);
        Directory.Move(folder.Unfinished, folder.Cluster);
    }

    private static async Task InitialiseAsync(string[] command, PostgresFolder folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.Root };
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = await process.StandardError.ReadToEndAsync(cancellationToken);
        await output;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0) throw ServerFailure.Explain(folder, error);
    }

    private async Task WaitUntilReadyAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (!_server.HasExited && time.GetElapsedTime(began) < LongestRecovery)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Folder.ConnectionString("postgres", "postgres") + ";Pooling=false;Timeout=5");
                await connection.OpenAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(30), time, cancellationToken);
            }
        }

        throw ServerFailure.Explain(Folder, ServerFailure.LogTail(Folder));
    }
}
