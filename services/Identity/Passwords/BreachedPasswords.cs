using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace PortfolioPlatform.Identity.Passwords;

/// <summary>Passwords that guessers try first: a list that comes along, and a bigger file where one is configured. Nothing is asked of anybody else.</summary>
internal sealed class BreachedPasswords(IOptions<IdentityOptions> options)
{
    private const string Resource = "Data/common-passwords.txt";
    private readonly Lazy<HashSet<string>> _common = new(ReadCommon);

    public bool Contains(string password) => _common.Value.Contains(password.ToLowerInvariant()) || (options.Value.BreachedPasswords is { Length: > 0 } file && IsInFile(file, password));

    /// <summary>Binary search over the lines of a file ordered by hash.</summary>
    private static bool IsInFile(string file, string password)
    {
#pragma warning disable CA5350 // The file's format is SHA-1; nothing is protected by it.
        var wanted = Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)));
#pragma warning restore CA5350
        using var stream = File.OpenRead(file);
        var (low, high) = (0L, stream.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (LineAt(stream, middle) is not var (hash, next)) return false;
            var order = string.CompareOrdinal(hash, wanted);
            if (order == 0) return true;
            if (order < 0) low = next;
            else high = middle;
        }

        return false;
    }

    /// <summary>The hash of the line that holds the byte, and where the next line begins.</summary>
    private static (string Hash, long Next)? LineAt(FileStream stream, long position)
    {
        while (position > 0 && ByteAt(stream, position - 1) != '\n') position--;
        stream.Position = position;
        var line = new StringBuilder();
        int read;
        while ((read = stream.ReadByte()) is not (-1 or '\n')) line.Append((char)read);
        return line.Length < 40 ? null : (line.ToString(0, 40).ToUpperInvariant(), stream.Position);
    }

    private static int ByteAt(FileStream stream, long position)
    {
        stream.Position = position;
        return stream.ReadByte();
    }

    private static HashSet<string> ReadCommon()
    {
        using var reader = new StreamReader(typeof(BreachedPasswords).Assembly.GetManifestResourceStream(Resource)!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
