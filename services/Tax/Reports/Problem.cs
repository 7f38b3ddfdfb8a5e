using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Tax.CommandLine;

namespace PortfolioPlatform.Tax.Reports;

/// <summary>Something in a report that somebody should look at.</summary>
/// <param name="Code">A stable code such as <c>unknown-basis</c>.</param>
/// <param name="Id">The row; <c>day</c> where days are matched as one, empty for none.</param>
/// <param name="Time">When; null for none.</param>
/// <param name="Wallet">Where.</param>
/// <param name="Asset">Of what.</param>
/// <param name="Short">Units missing, if any are.</param>
/// <param name="Reason">What is wrong, in a sentence.</param>
/// <param name="Fix">What helps; empty when nothing needs to be done.</param>
internal sealed record Problem(string Code, string Id, DateTimeOffset? Time, string Wallet, string Asset, string Short, string Reason, string Fix)
{
    private const string MissingAcquisition = "An acquisition or a transfer in before this time is missing: add it, or the units count with a basis of zero.";

    /// <summary>What the matching found.</summary>
    public static IEnumerable<Problem> Of(Outcome outcome) =>
    [
        .. outcome.Result.Shortfalls.Select(s => new Problem("unknown-basis", Row(outcome, s.Event), s.Time, s.Wallet, s.Asset.Value, s.Short.ToString(), Sentence(s), MissingAcquisition)),
        .. outcome.Result.Notes.Concat(outcome.Negative).Select(n => new Problem(n.Code, Row(outcome, n.Event), n.Time, n.Wallet, n.Asset.Value, "", n.Reason, "")),
        .. outcome.Closed,
    ];

    private static string Sentence(LotShortfall s) => s.ToWallet is { } to
        ? $"More left than was held: by this transfer from {s.Wallet} to {to} the pools of {s.Asset} hold {s.Short} more than its wallets."
        : "More left than was held.";

    private static string Row(Outcome outcome, long ordinal) => ordinal < 0 ? "day" : outcome.Ids[ordinal];
}
