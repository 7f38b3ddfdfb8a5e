namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>How many records an import will have, from the first page on; each page makes the estimate better. Pure.</summary>
internal static class ImportEstimate
{
    /// <summary>What a stream is taken for while nothing is known of any.</summary>
    private const long FirstGuess = 200;

    /// <summary>Null only as long as no stream is known.</summary>
    public static long? Of(IReadOnlyCollection<StreamState> streams)
    {
        if (streams.Count == 0) return null;
        var begun = streams.Where(HasBegun).Select(OfBegun).ToList();
        var usual = begun.Count == 0 ? FirstGuess : begun.Sum() / begun.Count;
        return begun.Sum() + (usual * (streams.Count - begun.Count));
    }

    private static bool HasBegun(StreamState stream) => stream.Cursor is not null || stream.Records > 0 || stream.Refusal is not null;

    /// <summary>What is done has what it has; else the venue's count or the connector's estimate, else as much again as there is.</summary>
    private static long OfBegun(StreamState stream) =>
        stream.BackfillDone || stream.Refusal is not null ? stream.Records : Math.Max(stream.Expected ?? stream.Records * 2, stream.Records);
}
