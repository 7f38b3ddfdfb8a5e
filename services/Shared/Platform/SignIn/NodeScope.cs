using System.Collections.Frozen;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>The part of the portfolio tree a permission holds on: all of it, or the named nodes and what is below them.</summary>
/// <param name="IsAll">The whole tenant.</param>
/// <param name="Nodes">Else the topmost nodes; empty: nothing.</param>
public sealed record NodeScope(bool IsAll, FrozenSet<Guid> Nodes)
{
    /// <summary>Everything.</summary>
    public static NodeScope All { get; } = new(true, []);

    /// <summary>Nothing.</summary>
    public static NodeScope None { get; } = new(false, []);

    /// <summary>Whether nothing is in it.</summary>
    public bool IsEmpty => !IsAll && Nodes.Count == 0;
}
