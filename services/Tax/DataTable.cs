namespace PortfolioPlatform.Tax;

/// <summary>Reads the module's dated tables: comma-separated, a header, lines beginning with # are remarks. The last column is free text.</summary>
internal static class DataTable
{
    /// <summary>A table as it was built in.</summary>
    public static byte[] Bytes(string name)
    {
        using var stream = Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static IEnumerable<string[]> Read(string name)
    {
        using var stream = Open(name);
        using var reader = new StreamReader(stream);
        var columns = (reader.ReadLine() ?? "").Split(',').Length;
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') yield return line.Split(',', columns);
    }

    private static Stream Open(string name) => typeof(DataTable).Assembly.GetManifestResourceStream($"Data/{name}") ?? throw new InvalidOperationException($"There is no table {name}.");
}
