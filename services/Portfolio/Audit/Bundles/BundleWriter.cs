using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Portfolio.Audit.Bundles;

/// <summary>Writes the members of a bundle and, last, the hash of each. The file gets its name when it is complete, and only its owner may read it.</summary>
internal sealed class BundleWriter : IAsyncDisposable
{
    private readonly string _file;
    private readonly DateTimeOffset _at;
    private readonly FileStream _stream;
    private readonly ZipArchive _zip;
    private readonly StringBuilder _manifest = new();

    public BundleWriter(string file, DateTimeOffset at)
    {
        (_file, _at) = (file, at);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _stream = new FileStream(Partial, options);
        _zip = new ZipArchive(_stream, ZipArchiveMode.Create, leaveOpen: true);
    }

    private string Partial => _file + ".part";

    public Task AddAsync(string name, string text, CancellationToken cancellationToken) => AddAsync(name, Encoding.UTF8.GetBytes(text), cancellationToken);

    public Task AddAsync(string name, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) => AddAsync(name, One(body), cancellationToken);

    /// <summary>A member of lines.</summary>
    public Task AddAsync(string name, IAsyncEnumerable<string> lines, CancellationToken cancellationToken) => AddAsync(name, Encoded(lines), cancellationToken);

    /// <summary>Writes the hashes and gives that of their list: it names the bundle.</summary>
    public async Task<string> FinishAsync(CancellationToken cancellationToken)
    {
        var manifest = Encoding.UTF8.GetBytes(_manifest.ToString());
        await AddAsync(BundleIndex.Manifest, manifest, cancellationToken);
        await _zip.DisposeAsync();
        await _stream.DisposeAsync();
        return Convert.ToHexStringLower(SHA256.HashData(manifest));
    }

    /// <summary>Gives the finished file its name.</summary>
    public void Publish() => File.Move(Partial, _file, overwrite: true);

    public async ValueTask DisposeAsync()
    {
        await _zip.DisposeAsync();
        await _stream.DisposeAsync();
        File.Delete(Partial);
    }

    private async Task AddAsync(string name, IAsyncEnumerable<ReadOnlyMemory<byte>> parts, CancellationToken cancellationToken)
    {
        var entry = _zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = _at;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var stream = await entry.OpenAsync(cancellationToken))
        {
            await foreach (var part in parts.WithCancellation(cancellationToken))
            {
                hash.AppendData(part.Span);
                await stream.WriteAsync(part, cancellationToken);
            }
        }

        if (name != BundleIndex.Manifest) _manifest.Append(Convert.ToHexStringLower(hash.GetHashAndReset())).Append("  ").Append(name).Append('\n');
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> One(ReadOnlyMemory<byte> body)
    {
        await ValueTask.CompletedTask;
        yield return body;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Encoded(IAsyncEnumerable<string> lines)
    {
        await foreach (var line in lines) yield return Encoding.UTF8.GetBytes(line + "\n");
    }
}
