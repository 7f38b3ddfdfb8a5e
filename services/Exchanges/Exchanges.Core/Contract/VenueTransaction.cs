using System.Collections.Immutable;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>One normalised transaction of a venue account, as one raw record (or group of raw records) tells it.</summary>
/// <param name="NativeId">The venue's own id, unique in (account, <see cref="Source"/>); the key that makes re-reading harmless.</param>
/// <param name="Source">The record family, such as <c>ledgers</c> or <c>myTrades:ETHUSDT</c>; one economic event has one source.</param>
/// <param name="Time">UTC, truncated to microseconds.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Legs">Signed amounts; their sum per asset is the change of balance once <see cref="Status"/> is completed.</param>
public sealed record VenueTransaction(string NativeId, string Source, DateTimeOffset Time, TransactionKind Kind, ImmutableArray<VenueLeg> Legs)
{
    /// <summary>How far it has come.</summary>
    public TransactionStatus Status { get; init; }

    /// <summary>The venue's own order within one instant; 0 when it has none.</summary>
    public long Sequence { get; init; }

    /// <summary>The order or group the record belongs to, if any.</summary>
    public string? Reference { get; init; }

    /// <summary>The market of a trade in the venue's spelling, if any.</summary>
    public string? Market { get; init; }

    /// <summary>Hash of the chain transaction, if any: what proves a transfer between own accounts.</summary>
    public string? TxHash { get; init; }

    /// <summary>The other side's chain address, if any.</summary>
    public string? Address { get; init; }

    /// <summary>The chain a movement went over, if told.</summary>
    public string? Network { get; init; }

    /// <summary>Remarks a person or a later rule may need, such as <c>maker</c>, <c>unknown-asset</c>, <c>half-group</c>.</summary>
    public ImmutableArray<string> Flags { get; init; } = [];
}

/// <summary>One signed amount.</summary>
/// <param name="Code">The venue's raw code (<c>XXBT</c>, <c>DOT28.S</c>): kept for ever.</param>
/// <param name="Symbol">The venue's code translated to the common upper-case symbol (<c>BTC</c>, <c>DOT</c>); the registry resolves it to an asset id by venue and date.</param>
/// <param name="Amount">Signed, exact.</param>
/// <param name="Role">What the amount is in the transaction.</param>
public readonly record struct VenueLeg(string Code, string Symbol, Quantity Amount, LegRole Role);

/// <summary>What the venue says the account holds of one code in one wallet.</summary>
/// <param name="Code">The venue's raw code.</param>
/// <param name="Symbol">The common symbol.</param>
/// <param name="Wallet">The venue's wallet name, such as <c>spot</c>, <c>earn</c>, <c>funding</c>.</param>
/// <param name="Total">Everything owned, locked parts included.</param>
/// <param name="Available">What can be used at once.</param>
public readonly record struct VenueBalance(string Code, string Symbol, string Wallet, Quantity Total, Quantity Available);
