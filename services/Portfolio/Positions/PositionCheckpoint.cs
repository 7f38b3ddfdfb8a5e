using System.Collections.Immutable;
using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Positions;

/// <summary>The books of a tenant before an instant, and how far into the ledger they had read.</summary>
/// <param name="Format">Which shape and which rules of accounting: another number is not read.</param>
/// <param name="Registry">Version of the asset registry the codes were resolved with.</param>
/// <param name="HasNewMovements">Whether nobody had looked for transfers since the last movement.</param>
/// <param name="Heads">The last row of each account that is in the books.</param>
/// <param name="Books">By currency.</param>
internal sealed record PositionCheckpoint(int Format, long Registry, bool HasNewMovements, ImmutableArray<HeadMark> Heads, ImmutableArray<BookMark> Books)
{
    /// <summary>Raise it when folding changes: what was folded by other rules is made anew.</summary>
    public const int CurrentFormat = 2;
}

/// <summary>The last row of an account that is in the books.</summary>
internal sealed record HeadMark(AccountId Account, long Number, byte[] Hash);

/// <summary>The book of one currency.</summary>
internal sealed record BookMark(AssetId Currency, DateTimeOffset Floor, ImmutableArray<GroupMark> Groups, ImmutableArray<TransferLink> Links)
{
    public static BookMark Of(AssetId currency, BookOrigin origin) => new(currency, origin.Floor, [.. origin.Groups.Select(GroupMark.Of)], origin.Links);

    [System.Text.Json.Serialization.JsonIgnore]
    public BookOrigin Origin => new(Floor, [.. Groups.Select(g => g.State)], Links);
}

/// <summary>Pools folded together.</summary>
internal sealed record GroupMark(ImmutableArray<PoolMark> Pools, ImmutableArray<CarriedMark> Carried)
{
    public static GroupMark Of(GroupState state) =>
        new([.. state.Pools.Select(p => new PoolMark(p.Key, p.Value))], [.. state.Carried.Select(c => new CarriedMark(c.Key, c.Value))]);

    [System.Text.Json.Serialization.JsonIgnore]
    public GroupState State => new(Pools.ToImmutableDictionary(p => p.Key, p => p.State), Carried.ToImmutableDictionary(c => c.Key, c => c.Basis));
}

/// <summary>One pool.</summary>
internal sealed record PoolMark(PoolKey Key, PoolState State);

/// <summary>Basis on the way.</summary>
internal sealed record CarriedMark(EntryKey Key, CarriedBasis Basis);
