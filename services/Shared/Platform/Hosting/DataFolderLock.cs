namespace PortfolioPlatform.Platform.Hosting;

/// <summary>One running host for each data folder. The lock goes with the process, however it ends.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private const long Megabyte = 1024 * 1024;

    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    public static DataFolderLock Take(string dataFolder) =>
        TryTake(dataFolder) ?? throw new StartupException($"The data folder {dataFolder} is in use by another running host: stop that one, or use another folder with --data.");

    /// <summary>Null when another process holds it.</summary>
    public static DataFolderLock? TryTake(string dataFolder)
    {
        try
        {
            Directory.CreateDirectory(dataFolder);
            return new(new FileStream(Path.Combine(dataFolder, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException)
        {
            throw new StartupException($"The data folder {dataFolder} cannot be written: change its rights, or use another folder with --data.");
        }
        catch (IOException error) when (error is not (DirectoryNotFoundException or PathTooLongException))
        {
            if (IsDiskFull(dataFolder, 1)) throw Database.ServerFailure.DiskFull(dataFolder);
            return null;
        }
    }

    /// <summary>Refuses to begin where there is no room to go on.</summary>
    public static void RequireRoom(string dataFolder, int leastFreeMegabytes)
    {
        if (IsDiskFull(dataFolder, leastFreeMegabytes)) throw Database.ServerFailure.DiskFull(dataFolder);
    }

    public void Dispose() => _file.Dispose();

    private static bool IsDiskFull(string folder, int leastFreeMegabytes) => new DriveInfo(folder).AvailableFreeSpace < leastFreeMegabytes * Megabyte;
}
