using System.Runtime.CompilerServices;

namespace PortfolioPlatform.Testing;

/// <summary>Texts held by files of the repository. With <c>UPDATE_SNAPSHOTS=1</c> the file is written instead of compared.</summary>
public static class Snapshot
{
    /// <summary>What the file beside the test (or on a path from it) says the text should be.</summary>
    public static async Task<string> ReadAsync(string file, string actual, [CallerFilePath] string test = "")
    {
        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(test)!, file));
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") await File.WriteAllTextAsync(path, actual);
        return await File.ReadAllTextAsync(path);
    }
}
