using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Positions;

/// <summary>
/// One average-cost pool. For every account, summed over its pools, exactly: cost = flows + realised + income − fees;
/// so with value V and unrealised = V − cost: realised + unrealised + income − fees = V − flows.
/// </summary>
/// <param name="Held">What the cost belongs to; negative when more left than ever came.</param>
/// <param name="Transit">Net of moves between wallets of the account; zero once both sides are in.</param>
/// <param name="Cost">Total cost of what is held, same sign.</param>
/// <param name="Unknown">Part of the held amount whose basis nobody knows; it stands at cost zero.</param>
/// <param name="Realised">Result of disposals.</param>
/// <param name="RealisedAssumed">Part of the realised result that rests on a basis nobody knows.</param>
/// <param name="Income">Rewards, interest, rebates at their value.</param>
/// <param name="Fees">Fees and interest paid at their value, positive.</param>
/// <param name="Flows">Net flows over the border of the account: in at value, out at cost.</param>
/// <param name="Unvalued">Movements that needed a value and had none.</param>
public sealed record PoolState(Quantity Held, Quantity Transit, Quantity Cost, Quantity Unknown, Quantity Realised, Quantity RealisedAssumed, Quantity Income, Quantity Fees, Quantity Flows, int Unvalued)
{
    /// <summary>Nothing yet.</summary>
    public static PoolState Empty { get; } = new(default, default, default, default, default, default, default, default, default, 0);

    /// <summary>What the account has of the asset: the sum of all legs.</summary>
    public Quantity Balance => Held + Transit;

    /// <summary>Whether more left than ever came: an entry is missing.</summary>
    public bool IsShort => Held.IsNegative;

    /// <summary>Result if the balance were worth <paramref name="value"/>.</summary>
    public Quantity Unrealised(Quantity value) => value - Cost;

    /// <summary>The sum of two pools of one asset, for a portfolio's view over accounts.</summary>
    public PoolState Plus(PoolState other) => new(
        Held + other.Held, Transit + other.Transit, Cost + other.Cost, Unknown + other.Unknown, Realised + other.Realised,
        RealisedAssumed + other.RealisedAssumed, Income + other.Income, Fees + other.Fees, Flows + other.Flows, Unvalued + other.Unvalued);
}
