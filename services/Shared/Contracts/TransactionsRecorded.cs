using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Contracts;

/// <summary>One raw page was archived; these are the transactions it holds. One message a page.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Account">Which account.</param>
/// <param name="Venue">Lower-case venue name, or <c>file</c>.</param>
/// <param name="Page">The archived page.</param>
/// <param name="RawPageHash">SHA-256 of the page's bytes, lower-case hex: what the chain covers.</param>
/// <param name="MapperVersion">The mapper that read it.</param>
/// <param name="Transactions">Normalised, in page order.</param>
public sealed record TransactionsRecorded(TenantId Tenant, AccountId Account, string Venue, Guid Page, string RawPageHash, int MapperVersion, ImmutableArray<TransactionFact> Transactions) : IMessage
{
    /// <inheritdoc/>
    public string OrderingKey => Account.ToString();
}

/// <summary>One normalised transaction, as it will stand in the ledger.</summary>
/// <param name="NativeId">The venue's id, unique in (account, source).</param>
/// <param name="Source">Record family, such as <c>ledgers</c>.</param>
/// <param name="Time">UTC, microseconds.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Status">How far it has come; only completed counts.</param>
/// <param name="Sequence">The venue's order within one instant.</param>
/// <param name="Legs">Signed amounts.</param>
[JsonConverter(typeof(TransactionFactJsonConverter))]
public sealed record TransactionFact(string NativeId, string Source, DateTimeOffset Time, TransactionKind Kind, TransactionStatus Status, long Sequence, ImmutableArray<LegFact> Legs)
{
    /// <summary>Order or group.</summary>
    public string? Reference { get; init; }

    /// <summary>Market of a trade in the venue's spelling.</summary>
    public string? Market { get; init; }

    /// <summary>Chain transaction.</summary>
    public string? TxHash { get; init; }

    /// <summary>The other side's chain address.</summary>
    public string? Address { get; init; }

    /// <summary>Chain.</summary>
    public string? Network { get; init; }

    /// <summary>Remarks.</summary>
    public ImmutableArray<string> Flags { get; init; } = [];
}

/// <summary>One signed amount.</summary>
/// <param name="Code">The venue's raw code.</param>
/// <param name="Symbol">The venue's common symbol; resolved to an asset id by the registry's row for (venue, symbol, time).</param>
/// <param name="Amount">Signed, exact.</param>
/// <param name="Role">What it is in the transaction.</param>
[JsonConverter(typeof(LegFactJsonConverter))]
public sealed record LegFact(string Code, string Symbol, Quantity Amount, LegRole Role);
