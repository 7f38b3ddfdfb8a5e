using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PortfolioPlatform.Portfolio.Audit.Bundles;

/// <summary>A bundle that is read: its members, each held against the list of hashes once.</summary>
internal sealed class BundleFile : IDisposable
{
    private const long LongestMember = int.MaxValue / 2;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _members = new(StringComparer.Ordinal);

    private BundleFile(ZipArchive zip) => _zip = zip;

    /// <summary>What is wrong with the container.</summary>
    public List<string> Faults { get; } = [];

    public BundleIndex Index { get; private set; } = null!;

    /// <summary>SHA-256 of the list of hashes.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is no bundle.</exception>
    public static BundleFile Open(string file)
    {
        var bundle = new BundleFile(ZipFile.OpenRead(file));
        try
        {
            foreach (var entry in bundle._zip.Entries)
                if (!bundle._members.TryAdd(entry.FullName, entry)) bundle.Faults.Add($"{entry.FullName} is in it twice");
            bundle.CheckManifest();
            bundle.Index = JsonSerializer.Deserialize<BundleIndex>(bundle.Text(BundleIndex.Member), JsonSerializerOptions.Web)!;
            return bundle.Index?.Format == BundleIndex.FormatName && !bundle.Index.Accounts.IsDefault ? bundle : throw new InvalidDataException("bundle.json is not of a known format");
        }
        catch (Exception error)
        {
            bundle.Dispose();
            if (error is JsonException or ArgumentException or InvalidDataException) throw new InvalidDataException(string.Join("; ", bundle.Faults.DefaultIfEmpty(error.Message)), error);
            throw;
        }
    }

    public bool Has(string name) => _members.ContainsKey(name);

    public byte[] Bytes(string name)
    {
        if (!_members.TryGetValue(name, out var entry)) throw new InvalidDataException($"{name} is missing");
        if (entry.Length > LongestMember) throw new InvalidDataException($"{name} is longer than any member");
        using var stream = entry.Open();
        using var buffer = new MemoryStream((int)entry.Length);
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }

    public string Text(string name) => Strict.GetString(Bytes(name));

    /// <summary>The lines of a member; none if it is missing, which is a fault already.</summary>
    public IEnumerable<string> Lines(string name) => Has(name) ? Text(name).Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];

    public void Dispose() => _zip.Dispose();

    /// <summary>Each line is a hash, two spaces and a member's name: what <c>sha256sum --check</c> reads.</summary>
    private void CheckManifest()
    {
        var manifest = Bytes(BundleIndex.Manifest);
        Hash = Convert.ToHexStringLower(SHA256.HashData(manifest));
        var listed = new HashSet<string>(StringComparer.Ordinal) { BundleIndex.Manifest };
        foreach (var line in Strict.GetString(manifest).TrimEnd('\n').Split('\n'))
        {
            var name = line.Length > 66 ? line[66..] : "";
            if (!listed.Add(name) || !Has(name)) Faults.Add($"MANIFEST: '{line}' names no member, or one twice");
            else if (line != $"{Convert.ToHexStringLower(SHA256.HashData(Bytes(name)))}  {name}") Faults.Add($"{name}: its bytes were changed");
        }

        if (manifest.Length == 0 || manifest[^1] != '\n' || manifest.AsSpan().EndsWith("\n\n"u8)) Faults.Add("MANIFEST does not end as it should");
        Faults.AddRange(_members.Keys.Where(m => !listed.Contains(m)).Select(m => $"{m} is not in MANIFEST"));
    }
}
