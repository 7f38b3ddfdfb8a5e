using System.Globalization;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>Something transactions are looked for by, and an hour in which an account has one.</summary>
/// <param name="Term"><c>k:1</c> a kind by its number, <c>a:btc</c> an asset, <c>k:1 a:btc</c> both.</param>
/// <param name="Hour">The full hour.</param>
internal readonly record struct TransactionTerm(string Term, DateTimeOffset Hour)
{
    public static IEnumerable<TransactionTerm> Of(TransactionFact fact, IEnumerable<AssetId> assets)
    {
        var hour = HourOf(fact.Time);
        AssetId[] known = [.. assets.Distinct()];
        return new[] { KindTerm(fact.Kind) }.Concat(known.Select(AssetTerm)).Concat(known.Select(a => $"{KindTerm(fact.Kind)} {AssetTerm(a)}")).Select(t => new TransactionTerm(t, hour));
    }

    /// <summary>Terms one of which every transaction that is asked for has; null when every transaction is.</summary>
    public static string[]? Asked(IReadOnlyCollection<TransactionKind>? kinds, AssetId? asset) => (kinds, asset) switch
    {
        (null, null) => null,
        (null, { } a) => [AssetTerm(a)],
        ({ } k, null) => [.. k.Distinct().Select(KindTerm)],
        ({ } k, { } a) => [.. k.Distinct().Select(kind => $"{KindTerm(kind)} {AssetTerm(a)}")],
    };

    public static DateTimeOffset HourOf(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    private static string KindTerm(TransactionKind kind) => string.Create(CultureInfo.InvariantCulture, $"k:{(short)kind}");

    private static string AssetTerm(AssetId asset) => $"a:{asset}";
}
