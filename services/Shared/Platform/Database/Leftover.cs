using System.Diagnostics;
using System.Globalization;

namespace PortfolioPlatform.Platform.Database;

/// <summary>What a killed host left behind: a database still running, or the pid file of one that is gone. Called only by who holds the data folder's lock.</summary>
internal static class Leftover
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task ClearAsync(PostgresFolder folder, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!File.Exists(folder.PidFile)) return;
        if (RunningServer(folder) is { } pid)
        {
            await SignalAsync("INT", pid, cancellationToken);
            if (!await GoneAsync(folder, time, cancellationToken)) await SignalAsync("QUIT", pid, cancellationToken);
            if (!await GoneAsync(folder, time, cancellationToken))
                throw new StartupException($"The database of {folder.Root} still runs as process {pid} and does not stop: end it, then start again.");
        }

        File.Delete(folder.PidFile);
    }

    /// <summary>The process in the pid file, if it lives and is a PostgreSQL server: the number may have gone to somebody else.</summary>
    public static int? RunningServer(PostgresFolder folder)
    {
        if (!File.Exists(folder.PidFile)) return null;
        var first = File.ReadLines(folder.PidFile).FirstOrDefault();
        if (!int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)) return null;
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal) && !process.HasExited ? pid : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static async Task<bool> GoneAsync(PostgresFolder folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (RunningServer(folder) is not null)
        {
            if (time.GetElapsedTime(began) > Patience) return false;
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
        }

        return true;
    }

    private static async Task SignalAsync(string signal, int pid, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {pid} 2>/dev/null"]);
        await kill.WaitForExitAsync(cancellationToken);
    }
}
