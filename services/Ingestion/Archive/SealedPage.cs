using System.Collections.Immutable;
using System.Security.Cryptography;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.Archive;

/// <summary>A raw page and its problems, sealed and ready to be stored.</summary>
internal sealed record SealedPage(Guid Id, string Stream, RawPage Raw, string Hash, byte[] Body, byte[]? Metadata, int RecordCount, ImmutableArray<SealedProblem> Problems)
{
    /// <summary>Hash of what the page means; null for answers that are no history.</summary>
    public string? Meaning { get; init; }

    /// <summary>SHA-256 of the plain bytes, lower-case hex.</summary>
    public static string HashOf(RawPage raw) => Convert.ToHexStringLower(SHA256.HashData(raw.Body.Span));

    /// <summary>Seals a page under its id.</summary>
    public static async Task<SealedPage> MakeAsync(PageSeals seals, TenantId tenant, Guid id, string stream, RawPage raw, int recordCount, ImmutableArray<PageProblem> problems, CancellationToken cancellationToken)
    {
        var metadata = raw.Metadata is { } text ? await seals.SealTextAsync(tenant, PageSeals.MetadataOf(id), text, cancellationToken) : null;
        var sealedProblems = ImmutableArray.CreateBuilder<SealedProblem>();
        foreach (var problem in problems)
        {
            var ordinal = sealedProblems.Count;
            sealedProblems.Add(new SealedProblem(ordinal, problem, await seals.SealTextAsync(tenant, PageSeals.ProblemOf(id, ordinal), problem.Detail, cancellationToken)));
        }

        return new SealedPage(id, stream, raw, HashOf(raw), await seals.SealBodyAsync(tenant, id, raw.Body, cancellationToken), metadata, recordCount, sealedProblems.ToImmutable());
    }
}

/// <summary>A problem of a page with its sealed detail.</summary>
internal sealed record SealedProblem(int Ordinal, PageProblem Problem, byte[] Detail);
