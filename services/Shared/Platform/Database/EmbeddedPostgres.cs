using System.Diagnostics;
using Npgsql;

namespace PortfolioPlatform.Platform.Database;

/// <summary>A PostgreSQL server of our own as a child process: made on first use, recovered after a crash, stopped with us.</summary>
internal sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromMinutes(5);
    private const int MostRestarts = 5;

    private readonly string[] _command;
    private readonly TimeProvider _time;
    private Supervised _server;
    private bool _stopping;

    private EmbeddedPostgres(PostgresFolder folder, string[] command, TimeProvider time)
    {
        (Folder, _command, _time) = (folder, command, time);
        _server = Supervised.Start(command, folder.LogFile);
    }

    public PostgresFolder Folder { get; }

    /// <summary>Restarts the server when it dies (it recovers by itself) and ends when it was stopped.</summary>
    /// <exception cref="StartupException">It does not come back.</exception>
    public Task Ended { get; private set; } = Task.CompletedTask;

    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows()) throw new StartupException("The embedded database needs a Unix shell: on Windows set Database__ConnectionString to a PostgreSQL server.");
        var native = PostgresBinaries.Find(options.Binaries);
        var folder = new PostgresFolder(options.DataFolder);
        folder.Create();
        var prefix = await Unprivileged.PrefixAsync(options.AllowNamespace, cancellationToken);
        await Leftover.ClearAsync(folder, time, cancellationToken);
        await EnsureClusterAsync(native, await PostgresBinaries.VersionAsync(options.Binaries, cancellationToken), folder, prefix, cancellationToken);
        await Unprivileged.HandOverAsync(prefix, [folder.Cluster, folder.SocketFolder], cancellationToken);
        string[] command = [.. prefix, Path.Combine(native, "bin", "postgres"), .. PostgresSettings.Arguments(folder, options.Durable)];
        var started = new EmbeddedPostgres(folder, command, time);
        try
        {
            await started.WaitUntilReadyAsync(cancellationToken);
            started.Ended = started.KeepAsync();
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        _stopping = true;
        return _server.DisposeAsync();
    }

    private async Task KeepAsync()
    {
        for (var restarts = 0; ; restarts++)
        {
            await _server.Exited;
            if (_stopping) return;
            if (restarts == MostRestarts) throw ServerFailure.Ended(Folder);
            await Leftover.ClearAsync(Folder, _time, CancellationToken.None);
            await _server.DisposeAsync();
            _server = Supervised.Start(_command, Folder.LogFile);
            await WaitUntilReadyAsync(CancellationToken.None);
        }
    }

    private static async Task EnsureClusterAsync(string native, string brought, PostgresFolder folder, string[] prefix, CancellationToken cancellationToken)
    {
        var version = Path.Combine(folder.Cluster, "PG_VERSION");
        if (File.Exists(version))
        {
            var found = (await File.ReadAllTextAsync(version, cancellationToken)).Trim();
            if (found != brought)
                throw new StartupException($"The data folder {folder.Root} holds a PostgreSQL {found} database, this program brings {brought}: use the version that wrote it, or another folder with --data.");
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

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        while (!_server.HasExited && _time.GetElapsedTime(began) < LongestRecovery)
        {
            if (await AnswersAsync(cancellationToken)) return;
            await Task.Delay(TimeSpan.FromMilliseconds(30), _time, cancellationToken);
        }

        throw ServerFailure.Explain(Folder, ServerFailure.LogTail(Folder));
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(Folder.ConnectionString("postgres", "postgres") + ";Pooling=false;Timeout=5");
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
