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
    public static IReadOnlyList<string> NamesOf(string stream, HistoryPage page) => NamesOf(stream, page.Raw.Metadata is null ? SealedPage.HashOf(page.Raw) : null, MeaningOf(page));

    /// <summary>The names an archived page goes by.</summary>
    /// <param name="stream">Its stream.</param>
    /// <param name="hash">Hash of its bytes, where nothing but the bytes decides what they mean.</param>
    /// <param name="meaning">Hash of what it means, where it was kept.</param>
    public static IReadOnlyList<string> NamesOf(string stream, string? hash, string? meaning) =>
        [.. hash is null ? Array.Empty<string>() : [$"{stream} bytes {hash}"], .. meaning is null ? Array.Empty<string>() : [$"{stream} means {meaning}"]];

    /// <summary>Hash of what a page means.</summary>
    public static string MeaningOf(HistoryPage page)
    {
        var facts = page.Mapped.Transactions.SelectMany(t => JsonSerializer.SerializeToUtf8Bytes(t.ToFact(), LiveJson.Default.TransactionFact));
        var problems = page.Mapped.Problems.SelectMany(p => JsonSerializer.SerializeToUtf8Bytes($"{p.Code} {p.NativeId} {p.Detail}"));
        return Convert.ToHexStringLower(SHA256.HashData([.. facts, .. problems]));
    }

    /// <summary>Whether a page was told.</summary>
    public bool Has(IEnumerable<string> names) => names.Any(_told.ContainsKey);

    /// <summary>It is told now.</summary>
    public void Add(IEnumerable<string> names)
    {
        foreach (var name in names) _told[name] = true;
    }
}
