using System.Collections.Immutable;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Past;

namespace PortfolioPlatform.Portfolio.Movements;

/// <summary>Which legs are added up together.</summary>
internal readonly record struct LegGroup(AccountId Account, AssetId Asset, TransactionKind Kind, LegRole Role);

/// <summary>What legs add up to; see <see cref="MovedLegs"/>.</summary>
internal readonly record struct LegSum(Quantity Amount, Quantity Value, Quantity Usd, Quantity Unpriced)
{
    public bool IsZero => Amount.IsZero && Value.IsZero && Usd.IsZero && Unpriced.IsZero;

    public static LegSum operator +(LegSum a, LegSum b) => new(a.Amount + b.Amount, a.Value + b.Value, a.Usd + b.Usd, a.Unpriced + b.Unpriced);

    public static LegSum operator -(LegSum a) => new(-a.Amount, -a.Value, -a.Usd, -a.Unpriced);
}

/// <summary>What all legs before an instant add up to.</summary>
internal sealed record MovedSums(ImmutableDictionary<LegGroup, LegSum> Groups)
{
    public static MovedSums None { get; } = new(ImmutableDictionary<LegGroup, LegSum>.Empty);

    /// <summary>With further legs.</summary>
    public MovedSums With(IEnumerable<KeyValuePair<LegGroup, LegSum>> more)
    {
        var groups = Groups.ToBuilder();
        foreach (var (group, sum) in more) groups[group] = groups.GetValueOrDefault(group) + sum;
        return new(groups.ToImmutable());
    }

    public byte[] Pack() => PackedJson.Pack(Groups.Select(g => new Mark(
        g.Key.Account.Value, g.Key.Asset.Value, (short)g.Key.Kind, (short)g.Key.Role, $"{g.Value.Amount}", $"{g.Value.Value}", g.Value.Usd == g.Value.Value ? null : $"{g.Value.Usd}", g.Value.Unpriced.IsZero ? null : $"{g.Value.Unpriced}")).ToArray());

    public static MovedSums Unpack(byte[] body) => new(PackedJson.Unpack<Mark[]>(body).ToImmutableDictionary(
        m => new LegGroup(new(m.Account), new(m.Asset), (TransactionKind)m.Kind, (LegRole)m.Role),
        m => new LegSum(Quantity.Parse(m.Amount), Quantity.Parse(m.Value), Quantity.Parse(m.Usd ?? m.Value), m.Unpriced is null ? Quantity.Zero : Quantity.Parse(m.Unpriced))));

    /// <summary>As it is stored; dollars are left out where they are the value.</summary>
    private sealed record Mark(Guid Account, string Asset, short Kind, short Role, string Amount, string Value, string? Usd, string? Unpriced);
}
