using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Reports.Runs;

/// <summary>A report somebody asked for, as it stands.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Id">Which.</param>
/// <param name="Entity">Of which legal entity.</param>
/// <param name="Year">Of which tax year.</param>
/// <param name="Words">How: the words <c>Host tax</c> would be called with, but for files.</param>
/// <param name="State"><c>queued</c>, <c>running</c>, <c>done</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Stage">What it is at, in words.</param>
/// <param name="Progress">Per cent.</param>
/// <param name="Attempts">How often a runner took it.</param>
internal sealed record ReportRun(TenantId Tenant, Guid Id, LegalEntityId Entity, int Year, IReadOnlyList<string> Words, string State, string Stage, int Progress, int Attempts)
{
    /// <summary>What the report is frozen by; null until it is done.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string Actor { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>A file of a report.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="IsInput">Whether the report was made of it.</param>
internal sealed record ReportFile(string Name, int Size, string Sha256, bool IsInput);
