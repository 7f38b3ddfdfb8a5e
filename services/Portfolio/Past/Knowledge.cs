using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Registry;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>What the platform knew at an instant.</summary>
/// <param name="At">The instant.</param>
/// <param name="Heads">How far each account's chain had come.</param>
/// <param name="Resolver">What codes meant.</param>
/// <param name="Tree">The portfolios there were.</param>
internal sealed record Knowledge(DateTimeOffset At, IReadOnlyDictionary<AccountId, long> Heads, AssetResolver Resolver, PortfolioTree Tree);

/// <summary>A past pair.</summary>
/// <param name="AsOf">What had happened until then counts.</param>
/// <param name="KnownAt">What had been recorded until then counts.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct PastPair(DateTimeOffset AsOf, DateTimeOffset KnownAt)
{
    /// <summary>The pair that is asked for, or null for the present. What is left out is now, and nothing is known before it is recorded.</summary>
    public static PastPair? Of(DateTimeOffset? asOf, DateTimeOffset? knownAt, DateTimeOffset now) =>
        asOf is null && knownAt is null ? null : new PastPair(Whole(asOf ?? knownAt!.Value), Whole(knownAt is { } known && known < now ? known : now));

    private static DateTimeOffset Whole(DateTimeOffset time) => time.ToMicroseconds();
}
