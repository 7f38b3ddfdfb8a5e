using Npgsql;
using PortfolioPlatform.Platform.Database;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Database;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_server_that_is_killed_recovers_and_keeps_what_was_committed()
    {
        await using var server = await StartAsync();
        await ExecuteAsync(server, "create table kept (id int); insert into kept values (1)");
        var before = Leftover.RunningServer(server.Folder);
        System.Diagnostics.Process.GetProcessById(before!.Value).Kill();

        await Eventually.HoldsAsync(() => AnswersAsync(server), "it answers again", TimeSpan.FromSeconds(60));
        Assert.NotEqual(before, Leftover.RunningServer(server.Folder));
        Assert.False(server.Ended.IsCompleted);
    }

    [Fact]
    public async Task A_server_left_by_a_killed_host_is_stopped_and_its_data_taken_over()
    {
        PostgresFolder folder;
        await using (var first = await StartAsync())
        {
            await ExecuteAsync(first, "create table kept (id int); insert into kept values (1)");
            folder = first.Folder;
        }

        string[] command = [.. await Unprivileged.PrefixAsync(true, CancellationToken.None), Path.Combine(PostgresBinaries.Find(null), "bin", "postgres"), .. PostgresSettings.Arguments(folder, true)];
        await using var orphan = Supervised.Start(command, folder.LogFile);
        await Eventually.HoldsAsync(() => Leftover.RunningServer(folder) is not null, "the orphan runs");

        await using var second = await StartAsync();
        Assert.True(await AnswersAsync(second));
        await orphan.Exited;
    }

    [Fact]
    public async Task The_pid_file_of_a_process_that_is_gone_or_is_somebody_else_does_not_stop_a_start()
    {
        PostgresFolder folder;
        await using (var first = await StartAsync()) folder = first.Folder;
        await File.WriteAllTextAsync(folder.PidFile, $"{Environment.ProcessId}\n{folder.Cluster}\n");
        await using var second = await StartAsync();
        await ExecuteAsync(second, "select 1");
        Assert.NotEqual(Environment.ProcessId, Leftover.RunningServer(folder));
    }

    [Fact]
    public async Task Files_of_another_server_say_themselves_whose_clusters_they_open()
    {
        var bin = Directory.CreateDirectory(Path.Combine(_data.Path, "other", "bin"));
        var program = Path.Combine(bin.FullName, "postgres");
        await File.WriteAllTextAsync(program, "#!/bin/sh\necho 'postgres (PostgreSQL) 15.16 (Some 15.16-0+1)'\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Equal(("15", $"{PostgresBinaries.MajorVersion}"), (await PostgresBinaries.VersionAsync(bin.Parent!.FullName, CancellationToken.None), await PostgresBinaries.VersionAsync(null, CancellationToken.None)));
        await using (await StartAsync())
        {
            // A cluster of the version that came with the product.
        }

        var refused = await Assert.ThrowsAsync<StartupException>(() => EmbeddedPostgres.StartAsync(new(_data.Path) { Binaries = bin.Parent.FullName }, TimeProvider.System, CancellationToken.None));
        Assert.Contains("this program brings 15", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_half_made_by_a_killed_first_start_is_made_anew()
    {
        Directory.CreateDirectory(Path.Combine(_data.Path, "pg.new", "base"));
        await using var server = await StartAsync();
        Assert.False(Directory.Exists(server.Folder.Unfinished));
    }

    [Fact]
    public async Task A_cluster_of_another_PostgreSQL_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(_data.Path, "pg"));
        await File.WriteAllTextAsync(Path.Combine(_data.Path, "pg", "PG_VERSION"), "16\n");
        var error = await Assert.ThrowsAsync<StartupException>(StartAsync);
        Assert.Contains("PostgreSQL 16", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_start_says_why_in_one_line()
    {
        await using (await StartAsync())
        {
        }

        await File.WriteAllTextAsync(Path.Combine(_data.Path, "pg", "postgresql.conf"), "no_such_setting = 1\n");
        var error = await Assert.ThrowsAsync<StartupException>(StartAsync);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Contains("cannot start", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_called_so()
    {
        var failure = ServerFailure.Explain(new PostgresFolder(_data.Path), "PANIC:  could not write to file \"pg_wal/xlogtemp\": No space left on device");
        Assert.StartsWith("Disk full", failure.Message, StringComparison.Ordinal);
        Assert.Contains("ended unexpectedly", ServerFailure.Ended(new PostgresFolder(_data.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_user_namespaces_root_runs_it_as_nobody()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Empty(await Unprivileged.PrefixAsync(false, CancellationToken.None));
            return;
        }

        Assert.Equal("setpriv", (await Unprivileged.PrefixAsync(false, CancellationToken.None))[0]);
        Assert.Equal("unshare", (await Unprivileged.PrefixAsync(true, CancellationToken.None))[0]);
    }

    [Fact]
    public void A_long_data_path_keeps_its_socket_in_a_short_one()
    {
        var folder = new PostgresFolder(Path.Combine(_data.Path, new string('x', 120)));
        Assert.True(folder.SocketFolder.Length < 90);
        Assert.NotEqual(folder.SocketFolder, new PostgresFolder(Path.Combine(_data.Path, new string('y', 120))).SocketFolder);
    }

    private static async Task ExecuteAsync(EmbeddedPostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.Folder.ConnectionString("postgres", "postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<bool> AnswersAsync(EmbeddedPostgres server)
    {
        try
        {
            await ExecuteAsync(server, "insert into kept select 2 from kept where id = 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartAsync(new(_data.Path), TimeProvider.System, CancellationToken.None);
}
