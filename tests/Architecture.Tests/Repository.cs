using System.Xml.Linq;

namespace PortfolioPlatform.Architecture.Tests;

/// <summary>The checked-out tree as data: projects, their references, their sources.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyDictionary<string, IReadOnlySet<string>> ServiceReferences { get; } =
        Directory.EnumerateFiles(Path.Combine(Root, "services"), "*.csproj", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetFileNameWithoutExtension(f), References, StringComparer.Ordinal);

    public static IEnumerable<string> Sources(params string[] folders) =>
        folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Root, f), "*.cs", SearchOption.AllDirectories))
            .Where(f => !IsGenerated(f))
            .Order(StringComparer.Ordinal);

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static bool IsGenerated(string file) =>
        Relative(file).Split('/').Any(part => part is "obj" or "bin" or "node_modules") || file.EndsWith(".g.cs", StringComparison.Ordinal);

    private static IReadOnlySet<string> References(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))
            .ToHashSet(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PortfolioPlatform.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie inside the repository.");
        return folder.FullName;
    }
}
