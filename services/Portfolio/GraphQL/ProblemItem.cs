using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Queries;
using PortfolioPlatform.Portfolio.Reconciliation;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>What a person should look at.</summary>
/// <param name="AccountId">Where it was found.</param>
/// <param name="Code">What it is, for programs.</param>
/// <param name="NativeId">The venue's id of the record, if it has one.</param>
/// <param name="Detail">What it is, for a person.</param>
/// <param name="FoundAt">Since when.</param>
[GraphQLName("Problem")]
internal sealed record ProblemItem([property: ID] Guid AccountId, string Code, string? NativeId, string Detail, DateTimeOffset FoundAt) : IOfAccount
{
    /// <summary>Tells it from others of the account; for cursors.</summary>
    [GraphQLIgnore]
    public Guid Id { get; init; }

    public static ProblemItem Of(ProblemView p) => new(p.Account, p.Code, p.NativeId, p.Detail, p.FoundAt);
}

/// <summary>A withdrawal and a deposit that may be one transfer.</summary>
/// <param name="LeftAccountId">The account it left.</param>
/// <param name="LeftTransactionId">The withdrawal.</param>
/// <param name="ArrivedAccountId">The account it arrived in.</param>
/// <param name="ArrivedTransactionId">The deposit.</param>
/// <param name="Reason">Why they may belong together.</param>
[GraphQLName("TransferSuggestion")]
internal sealed record SuggestionItem(
    [property: ID] Guid LeftAccountId, [property: ID] Guid LeftTransactionId, [property: ID] Guid ArrivedAccountId, [property: ID] Guid ArrivedTransactionId, string Reason);

/// <summary>How ledger and venue stand to each other in one asset of an account.</summary>
/// <param name="AccountId">Where.</param>
/// <param name="AssetId">Of what.</param>
/// <param name="Ledger">What the transactions add up to.</param>
/// <param name="Venue">What the venue says.</param>
/// <param name="Difference">Venue less ledger.</param>
/// <param name="At">When they were compared; for an issue, since when it stands.</param>
/// <param name="State">agreed, rounding or issue.</param>
/// <param name="FirstBadTransactionId">The first transaction that can be the cause.</param>
/// <param name="Detail">One sentence for a person.</param>
[GraphQLName("Reconciliation")]
internal sealed record ReconciliationItem(
    [property: ID] Guid AccountId, [property: ID] string AssetId, Quantity Ledger, Quantity Venue, Quantity Difference, DateTimeOffset At, string State, [property: ID] Guid? FirstBadTransactionId, string? Detail)
{
    public static ReconciliationItem Of(Difference d) => new(d.Account.Value, d.Asset.Value, d.Ledger, d.Venue, d.Venue - d.Ledger, d.At, d.State, d.FirstBad, d.Detail);
}
