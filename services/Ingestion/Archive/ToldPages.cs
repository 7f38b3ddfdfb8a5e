using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Sync;

namespace PortfolioPlatform.Ingestion.Archive;

/// <summary>
/// Pages of an account that were told lately. Polls overlap on purpose, so the same page comes again and again; it is archived and told once.
/// A page is the same when its records mean the same, or when bytes are the same and nothing but the bytes decides what they mean.
/// </summary>
internal sealed class ToldPages
{
    /// <summary>How many pages back are remembered across a restart.</summary>
    public const int Remembered = 500;

    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    /// <summary>The names a page goes by.</summary>
    /// <param name="stream">Its stream.</param>
    /// <param name="raw">Its bytes.</param>
    /// <param name="meaning">Hash of what it means.</param>
    public static IReadOnlyList<string> NamesOf(string stream, RawPage raw, string meaning) => NamesOf(stream, raw.Metadata is null ? SealedPage.HashOf(raw) : null, meaning);

    /// <summary>The names an archived page goes by.</summary>
    /// <param name="stream">Its stream.</param>
    /// <param name="hash">Hash of its bytes, where nothing but the bytes decides what they mean.</param>
    /// <param name="meaning">Hash of what it means, where it was kept.</param>
    public static IReadOnlyList<string> NamesOf(string stream, string? hash, string? meaning) =>
        [.. hash is null ? Array.Empty<string>() : [$"{stream} bytes {hash}"], .. meaning is null ? Array.Empty<string>() : [$"{stream} means {meaning}"]];

    /// <summary>Hash of what a page means: its facts and problems as JSON, one after the other.</summary>
    public static string MeaningOf(MappedPage page)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var text = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(text);
        foreach (var transaction in page.Transactions)
        {
            JsonSerializer.Serialize(json, transaction.ToFact(), LiveJson.Default.TransactionFact);
            json.Flush();
            hash.AppendData(text.WrittenSpan);
            text.ResetWrittenCount();
            json.Reset();
        }

        foreach (var problem in page.Problems) hash.AppendData(JsonSerializer.SerializeToUtf8Bytes($"{problem.Code} {problem.NativeId} {problem.Detail}"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Whether a page was told.</summary>
    public bool Has(IEnumerable<string> names) => names.Any(_told.ContainsKey);

    /// <summary>It is told now.</summary>
    public void Add(IEnumerable<string> names)
    {
        foreach (var name in names) _told[name] = true;
    }
}
