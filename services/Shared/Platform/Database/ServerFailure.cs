namespace PortfolioPlatform.Platform.Database;

/// <summary>Turns what the server wrote into one line a person can act on.</summary>
internal static class ServerFailure
{
    public static StartupException Explain(PostgresFolder folder, string output)
    {
        if (output.Contains("No space left on device", StringComparison.Ordinal)) return DiskFull(folder.Root);
        var line = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .LastOrDefault(l => l.Contains("FATAL", StringComparison.Ordinal) || l.Contains("PANIC", StringComparison.Ordinal) || l.Contains("error", StringComparison.Ordinal)) ?? output.Trim();
        return new StartupException($"PostgreSQL cannot start in {folder.Root}: {(line.Length == 0 ? "it ended without a word" : line)}");
    }

    /// <summary>The server ended while it was in use.</summary>
    public static StartupException Ended(PostgresFolder folder)
    {
        var log = LogTail(folder);
        return log.Contains("No space left on device", StringComparison.Ordinal)
            ? DiskFull(folder.Root)
            : new StartupException($"The database of {folder.Root} ended unexpectedly; nothing that was committed is lost. Its last words are in {folder.LogFile}. Start the host again.");
    }

    public static StartupException DiskFull(string dataFolder) =>
        new($"Disk full: there is no room left for {dataFolder}. Free some space or use another folder with --data.");

    public static string LogTail(PostgresFolder folder)
    {
        const int longest = 8192;
        if (!File.Exists(folder.LogFile)) return string.Empty;
        using var stream = new FileStream(folder.LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(-Math.Min(stream.Length, longest), SeekOrigin.End);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
