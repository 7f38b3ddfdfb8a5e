using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Platform.Database;

/// <summary>One numbered SQL file of a module.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    private const string Folder = "Data/Migrations/";

    /// <summary>SHA-256 of the text with line ends unified: an applied migration never changes.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>The migrations embedded in an assembly as <c>Data/Migrations/NNNN_name.sql</c>, in order.</summary>
    public static IReadOnlyList<Migration> Of(Assembly assembly) =>
        [.. assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Folder, StringComparison.Ordinal) && n.EndsWith(".sql", StringComparison.Ordinal))
            .Select(n => Read(assembly, n))
            .OrderBy(m => m.Number)];

    private static Migration Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var name = resource[Folder.Length..^4];
        return new(int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}

/// <summary>The migrations of one module; its name is its schema.</summary>
internal sealed record MigrationSet(string Module, IReadOnlyList<Migration> Migrations)
{
    public int Latest => Migrations.Count == 0 ? 0 : Migrations[^1].Number;

    /// <summary>Platform's own, which come first.</summary>
    public static MigrationSet Platform { get; } = new("platform", Migration.Of(typeof(MigrationSet).Assembly));

    /// <summary>Platform's and the modules' sets, in order.</summary>
    public static IReadOnlyList<MigrationSet> Of(IEnumerable<IModule> modules) =>
        [Platform, .. modules.Select(m => new MigrationSet(m.Name, Migration.Of(m.GetType().Assembly)))];
}
