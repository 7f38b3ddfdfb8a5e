namespace PortfolioPlatform.Exchanges.Core;

/// <summary>Pages every venue's history has in common.</summary>
public static class HistoryPages
{
    /// <summary>A page that could not be read although the call was repeated: archived and shown, and asked for again at the next poll; other streams go on.</summary>
    /// <param name="raw">The bytes.</param>
    /// <param name="mapped">Its meaning, with the reason.</param>
    /// <param name="cursor">Where the stream stood before, and stays.</param>
    /// <param name="backfilled">Whether the history was complete before.</param>
    public static HistoryPage Quarantined(RawPage raw, MappedPage mapped, string cursor, bool backfilled) => new(raw, mapped, cursor, backfilled, CaughtUp: true, null);

    /// <summary>Whether a page could not be read as a whole.</summary>
    public static bool IsUnreadable(this MappedPage page) => page.Problems.Any(problem => problem.Code == "page-unreadable");
}
