using System.Collections.Immutable;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>Something the private stream told of and no page has shown yet.</summary>
/// <param name="Source">Source of the record, or empty when the stream told no record, only where to look.</param>
/// <param name="NativeId">The venue's id of the record, or the stream to look at.</param>
/// <param name="Streams">Where it will be found.</param>
/// <param name="Happened">When it happened, by the venue's clock.</param>
/// <param name="Since">When it was told.</param>
/// <param name="Asked">How often it was asked for.</param>
/// <param name="NextAt">When to ask next.</param>
internal sealed record Announced(string Source, string NativeId, ImmutableArray<string> Streams, DateTimeOffset Happened, DateTimeOffset Since, int Asked, DateTimeOffset NextAt)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>Whether it has a name by which it can be recognised.</summary>
    public bool IsNamed => Source.Length > 0;

    /// <summary>It is asked for now, and again after a pause twice as long as the last.</summary>
    public Announced AskedAt(DateTimeOffset now)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(Asked, 10));
        return this with { Asked = Asked + 1, NextAt = now + (pause < LongestPause ? pause : LongestPause) };
    }
}
