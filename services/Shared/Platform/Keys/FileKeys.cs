using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Platform.Keys;

/// <summary>
/// The key service of a single machine: a 256-bit key in a file, and newer ones beside it (<c>master.key</c>, <c>master-2.key</c>, …). Only their owner may read them.
/// Lose them, and everything sealed is lost. A newer file is seen at once by every process that reads the folder.
/// </summary>
internal sealed class FileKeys : IKeyService
{
    private const int Bytes = 32;
    private const string Prefix = "file:";
    private const string Ending = ".key";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static ReadOnlySpan<byte> Blanks => " \r\n\t"u8;

    private readonly string _first;

    private FileKeys(string first) => _first = first;

    /// <summary>Reads the file, which must be there, or makes the data folder's on first use.</summary>
    /// <param name="configured">A file somebody named; null for <c>keys/master.key</c> of the data folder.</param>
    /// <param name="dataFolder">The data folder.</param>
    public static FileKeys Open(string? configured, string dataFolder)
    {
        var path = Path.GetFullPath(configured ?? Path.Combine(dataFolder, "keys", "master" + Ending));
        if (!File.Exists(path))
        {
            if (configured is not null) throw new StartupException($"The key file {path} (Keys__Service) does not exist.");
            Create(path);
        }

        var service = new FileKeys(path);
        With(service.Files()[^1], 0, static (_, nothing) => nothing);
        return service;
    }

    public Task<WrappedKey> WrapAsync(ReadOnlyMemory<byte> key, string context, CancellationToken cancellationToken)
    {
        var file = Files()[^1];
        return Task.FromResult(new WrappedKey(NameOf(file), With(file, (Key: key, Context: context), static (own, it) => AesGcmBox.Seal(own, it.Key.Span, it.Context))));
    }

    public Task<byte[]> UnwrapAsync(WrappedKey wrapped, string context, CancellationToken cancellationToken)
    {
        var file = wrapped.Master.Length == 0 ? _first : Files().FirstOrDefault(f => NameOf(f) == wrapped.Master)
            ?? throw new KeyServiceException($"The key file of '{wrapped.Master}' is not in {Path.GetDirectoryName(_first)}.");
        return Task.FromResult(With(file, (wrapped.Box, Context: context), static (own, it) => AesGcmBox.Open(own, it.Box, it.Context)));
    }

    public Task<string> NewestAsync(CancellationToken cancellationToken) => Task.FromResult(NameOf(Files()[^1]));

    public Task<string> RenewAsync(CancellationToken cancellationToken)
    {
        var next = Path.Combine(Path.GetDirectoryName(_first)!, $"{Stem}-{NumberOf(Files()[^1]) + 1}{Ending}");
        Create(next);
        return Task.FromResult(NameOf(next));
    }

    public bool Holds(string master) => master.Length == 0 || master.StartsWith(Prefix, StringComparison.Ordinal);

    private string Stem => Path.GetFileNameWithoutExtension(_first);

    /// <summary>The first file and the newer ones beside it, oldest first.</summary>
    private string[] Files() =>
        [_first, .. Directory.EnumerateFiles(Path.GetDirectoryName(_first)!, $"{Stem}-*{Ending}").Where(f => NumberOf(f) > 1).OrderBy(NumberOf)];

    private int NumberOf(string file) =>
        Path.GetFileNameWithoutExtension(file) is var name && name.Length > Stem.Length + 1 && int.TryParse(name.AsSpan(Stem.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;

    private static string NameOf(string file) => Prefix + Path.GetFileNameWithoutExtension(file);

    /// <summary>Works with a file's key, and overwrites what was read.</summary>
    private static TResult With<TIt, TResult>(string path, TIt it, Func<byte[], TIt, TResult> work)
    {
        var key = Read(path);
        try
        {
            return work(key, it);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static byte[] Read(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != UnixFileMode.None)
            throw new StartupException($"The key file {path} can be read by others: run 'chmod 600' on it.");
        var (text, buffer) = (File.ReadAllBytes(path), new byte[Bytes]);
        var isKey = Base64.DecodeFromUtf8(text.AsSpan().Trim(Blanks), buffer, out _, out var written) == OperationStatus.Done && written == Bytes;
        CryptographicOperations.ZeroMemory(text);
        return isKey ? buffer : throw new StartupException($"The key file {path} does not hold a 256-bit key in base64.");
    }

    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + ".new";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes))));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path);
    }
}
