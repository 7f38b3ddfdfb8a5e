using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Host.Tests;

/// <summary>A bundle as members, to be changed and written again, and what two verifiers say of it.</summary>
internal sealed class Bundle(string folder, IReadOnlyDictionary<string, byte[]> members)
{
    public IReadOnlyDictionary<string, byte[]> Members => members;

    public static Bundle Open(string file, string folder)
    {
        using var zip = ZipFile.OpenRead(file);
        var members = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var buffer = new MemoryStream();
            using (var stream = entry.Open()) stream.CopyTo(buffer);
            members.Add(entry.FullName, buffer.ToArray());
        }

        return new(folder, members);
    }

    public string[] Lines(string name) => Encoding.UTF8.GetString(members[name]).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>With another content of a member; null takes it away.</summary>
    public Bundle With(string name, byte[]? content)
    {
        var changed = members.Where(m => m.Key != name).ToDictionary(StringComparer.Ordinal);
        if (content is not null) changed[name] = content;
        return new(folder, changed);
    }

    public Bundle With(string name, IEnumerable<string> lines) => With(name, Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))));

    /// <summary>With the list of hashes made anew, as whoever changes something would.</summary>
    public Bundle Relisted() => With("MANIFEST", members.Where(m => m.Key != "MANIFEST").Select(m => $"{Convert.ToHexStringLower(SHA256.HashData(m.Value))}  {m.Key}"));

    /// <summary>What <c>Host verify-bundle</c> says.</summary>
    public Task<(int Code, string Text)> VerifyAsync(params string[] more) => Commands.RunAsync(null, ["verify-bundle", Write(), .. more]);

    /// <summary>What the verifier that was written from the document says.</summary>
    public async Task<(int Code, string Text)> SecondOpinionAsync(string id = "")
    {
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "node", "verify-bundle.mjs"), Write(), id]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, text + await error);
    }

    private string Write()
    {
        var file = Path.Combine(folder, "changed.zip");
        File.Delete(file);
        using var zip = ZipFile.Open(file, ZipArchiveMode.Create);
        foreach (var (name, content) in members)
        {
            using var stream = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            stream.Write(content);
        }

        return file;
    }
}
