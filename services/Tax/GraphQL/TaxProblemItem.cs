using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Figures;
using PortfolioPlatform.Tax.Ledger;
using PortfolioPlatform.Tax.Reports;

namespace PortfolioPlatform.Tax.GraphQL;

/// <summary>Something that a person should look at before a report is filed.</summary>
/// <param name="Code">Stable: unmatched-withdrawal, unmatched-deposit, no-value, unknown-basis and others.</param>
/// <param name="Row">The row of the tax ledger.</param>
/// <param name="AccountId">The account; null where days or pools are concerned.</param>
/// <param name="TransactionId">The ledger's transaction; null where days or pools are concerned.</param>
/// <param name="Time">When.</param>
/// <param name="Wallet">Where.</param>
/// <param name="AssetId">Of what.</param>
/// <param name="Units">How many are concerned; null where none are.</param>
/// <param name="Reason">What is wrong, in a sentence.</param>
/// <param name="Fix">What helps, in a sentence.</param>
/// <param name="Answers">What decideTaxMovement may say about it; decideTransfer links it with the other side.</param>
/// <param name="LeastEffect">The least gain it can turn out to be; null where that is not known.</param>
/// <param name="MostEffect">The most gain it can turn out to be; null where that is not known.</param>
[GraphQLName("TaxProblem")]
internal sealed record TaxProblemItem(
    string Code, string Row, [property: ID] Guid? AccountId, [property: ID] Guid? TransactionId, DateTimeOffset? Time, string Wallet, string AssetId, Quantity? Units, string Reason, string Fix,
    IReadOnlyList<MovementMeaning> Answers, Quantity? LeastEffect, Quantity? MostEffect)
{
    /// <summary>The problems of a ledger, looked for once in this state of it.</summary>
    public static IReadOnlyList<TaxProblemItem> Of(EntityLedger ledger) => ledger.Figures.Once("problems", () => Found(ledger));

    private static IReadOnlyList<TaxProblemItem> Found(EntityLedger ledger)
    {
        var ranges = OpenMovements.Ranges(ledger);
        var whole = ledger.Whole();
        var found = whole.IsOk ? Problem.Of(whole.Value) : [new Problem(whole.Error.Code, "", null, "", "", "", whole.Error.Message, "Change the settings.")];
        return [.. ledger.Rows.Problems.Select(p => Of(p, ranges.GetValueOrDefault(p.Row))), .. found.Concat(ForeignMoney.Of(ledger)).Select(p => Of(p, ledger))];
    }

    private static TaxProblemItem Of(LedgerProblem p, EffectRange? range)
    {
        var (reason, fix, answers) = WordsOf(p.Code);
        return new(p.Code, p.Row, p.Entry.Account.Value, p.Entry.EntryId, p.Time, p.Wallet, p.Asset.Value, p.Units, reason, fix, answers, range?.Least, range?.Most);
    }

    /// <summary>What is wrong with a movement, what helps, and how it may be answered.</summary>
    internal static (string Reason, string Fix, IReadOnlyList<MovementMeaning> Answers) WordsOf(string code) => code switch
    {
        "unmatched-withdrawal" => ("Units left and nobody said where to. They count as still held, and nothing is realised.", "Link it with the deposit it became, or say what it was.", MovementRows.Leaving),
        "unmatched-deposit" => ("Units came and nobody said from where. They count with a basis nobody knows.", "Link it with the withdrawal it was, or say what it was, with cost and date.", MovementRows.Arriving),
        _ => ("No price is known for it, so its value is not known; it counts as nothing.", "Wait for reference prices, or correct the transaction.", []),
    };

    private static TaxProblemItem Of(Problem p, EntityLedger ledger)
    {
        RowSource? source = ledger.Rows.Sources.TryGetValue(p.Id, out var known) ? known : null;
        return new(p.Code, p.Id, source?.Account.Value, source?.Entry, p.Time, p.Wallet, p.Asset, p.Short.Length > 0 ? Quantity.Parse(p.Short) : null, p.Reason, p.Fix, [], null, null);
    }
}
