namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>What is open on an account.</summary>
/// <param name="Pages">Pages with something that could not be understood.</param>
/// <param name="OlderNeedsFile">The venue's API does not serve the oldest history; that is a limit of the venue, not a page that failed.</param>
internal sealed record OpenProblems(int Pages, bool OlderNeedsFile)
{
    public const string OlderNeedsFileCode = "older-needs-file";
}
