using System.Diagnostics;

namespace PortfolioPlatform.Web.Tests;

/// <summary>The page, built once for the tests of this run when it is not there or older than its sources.</summary>
internal static class BuiltPage
{
    private static readonly Lazy<string> Built = new(Build);

    internal static string Folder => Built.Value;

    /// <summary>The top of the repository.</summary>
    internal static string Root { get; } = FindRoot();

    internal static string Web => Path.Combine(Root, "web");

    private static string Build()
    {
        var dist = Path.Combine(Web, "dist");
        var index = new FileInfo(Path.Combine(dist, "index.html"));
        var newest = new DirectoryInfo(Path.Combine(Web, "src")).EnumerateFiles("*", SearchOption.AllDirectories).Max(file => file.LastWriteTimeUtc);
        if (index.Exists && index.LastWriteTimeUtc >= newest) return dist;
        if (!Directory.Exists(Path.Combine(Web, "node_modules"))) Run("ci --no-audit --no-fund");
        Run("run build --silent");
        return dist;
    }

    private static void Run(string arguments)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", arguments) { WorkingDirectory = Web, RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = npm.StandardOutput.ReadToEnd();
        npm.WaitForExit();
        Assert.True(npm.ExitCode == 0, output);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "PortfolioPlatform.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
