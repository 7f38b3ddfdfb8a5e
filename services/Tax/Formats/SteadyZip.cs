using System.IO.Compression;

namespace PortfolioPlatform.Tax.Formats;

/// <summary>Packs an archive again with its entries in the order of their names and without the time of day, so that equal contents are equal bytes.</summary>
internal static class SteadyZip
{
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The packed archive.</summary>
    /// <param name="archive">What to pack.</param>
    /// <param name="contents">Entries whose contents are written here instead of copied.</param>
    public static byte[] Of(Stream archive, IReadOnlyDictionary<string, Action<Stream>> contents)
    {
        archive.Position = 0;
        using var packed = new MemoryStream();
        using (var source = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true))
        using (var target = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in source.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
            {
                var copy = target.CreateEntry(entry.FullName, CompressionLevel.Fastest);
                copy.LastWriteTime = Epoch;
                using var to = copy.Open();
                if (contents.TryGetValue(entry.FullName, out var write))
                {
                    write(to);
                    continue;
                }

                using var from = entry.Open();
                from.CopyTo(to);
            }

        return packed.ToArray();
    }
}
