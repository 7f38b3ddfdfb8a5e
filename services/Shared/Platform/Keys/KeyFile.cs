using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace PortfolioPlatform.Platform.Keys;

/// <summary>The key service of a single machine: one file with a 256-bit key that wraps the tenants' data keys. Only its owner may read it. Lose it, and everything sealed is lost.</summary>
internal sealed class KeyFile
{
    private const int Bytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly byte[] _key;

    private KeyFile(byte[] key) => _key = key;

    /// <summary>Reads the file named by <c>Keys:File</c>, else <c>keys/master.key</c> in the data folder; makes the latter on first use.</summary>
    public static KeyFile Open(IConfiguration configuration, string dataFolder)
    {
        var configured = configuration["Keys:File"];
        var path = configured ?? Path.Combine(dataFolder, "keys", "master.key");
        if (!File.Exists(path))
        {
            if (configured is not null) throw new StartupException($"The key file {path} (Keys__File) does not exist.");
            Create(path);
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != UnixFileMode.None)
            throw new StartupException($"The key file {path} can be read by others: run 'chmod 600' on it.");
        return new(Decode(path));
    }

    public byte[] Wrap(byte[] dataKey, string tenant) => AesGcmBox.Seal(_key, dataKey, tenant);

    public byte[] Unwrap(byte[] wrapped, string tenant) => AesGcmBox.Open(_key, wrapped, tenant);

    private static void Create(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var temporary = path + ".new";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes))));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path);
    }

    private static byte[] Decode(string path)
    {
        var buffer = new byte[Bytes];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), buffer, out var written) && written == Bytes
            ? buffer
            : throw new StartupException($"The key file {path} does not hold a 256-bit key in base64.");
    }
}
