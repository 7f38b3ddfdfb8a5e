using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Positions;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>Values a portfolio at the prices of the board: a pure function of both and the time.</summary>
internal sealed class PortfolioValues(PortfolioView view, PriceBoard board, DateTimeOffset now)
{
    /// <summary>A balance of this age is old: live accounts are read at least once a minute.</summary>
    public static readonly TimeSpan Old = TimeSpan.FromMinutes(3);

    private readonly AssetId currency = view.Node.Currency;

    /// <summary>Whether nobody can say anything of the total: nothing that is held has a value, or no account was heard of.</summary>
    public bool IsUnknown => !view.Heard || (Held.Any() && Held.All(a => ValueOf(a) is null));

    /// <summary>The sum of all positions that have a value.</summary>
    public Quantity? Value() => Sum(ValueOf);

    public TotalValue Total(Quantity? value, Stamp stamp)
    {
        var pools = view.Holdings.Values.Select(h => h.Pool).ToArray();
        var known = view.Complete;
        var day = known ? Sum(DayChangeOf) : null;
        return new("total", stamp.Epoch, stamp.Version, value, SymbolOf(currency), day, Percent(day, value - (day ?? Quantity.Zero)),
            known ? Add(pools.Select(p => p.Realised)) : null, known ? Sum(UnrealisedOf) : null, known ? Add(pools.Select(p => p.Income)) : null, known ? Add(pools.Select(p => p.Fees)) : null,
            Held.Count(a => ValueOf(a) is null), Held.Count(a => StateOf(a) == "stale"), now, known,
            BalanceAgeOf(view.Reported.Keys), [.. view.Reported.Where(r => now - r.Value > Old).Select(r => r.Key).OrderBy(a => a.Value)]);
    }

    public PositionValue Position(AssetId asset, Quantity? total, Stamp stamp)
    {
        var holding = view.Holdings[asset];
        var row = view.Resolver.Describe(asset);
        var value = ValueOf(asset);
        var pool = holding.Pool;
        return new($"position:{asset}", stamp.Epoch, stamp.Version, asset, row.Symbol, row.Name, holding.Quantity, PriceOf(asset), StateOf(asset), AgeOf(asset), value,
            view.Complete ? pool.Cost : null, view.Complete ? pool.Realised : null, view.Complete ? UnrealisedOf(asset) : null, view.Complete ? DayChangeOf(asset) : null,
            Percent(value, total), holding.Accounts, pool.Unknown, pool.IsShort, BalanceAgeOf(holding.Accounts));
    }

    private IEnumerable<AssetId> Held => view.Holdings.Where(h => !h.Value.Quantity.IsZero).Select(h => h.Key);

    private Quantity? PriceOf(AssetId asset) => board.In(asset, currency);

    private Quantity? ValueOf(AssetId asset)
    {
        var quantity = view.Holdings[asset].Quantity;
        if (quantity.IsZero) return Quantity.Zero;
        return quantity.TryToDecimal(out _) && PriceOf(asset) is { } price ? quantity * price : null;
    }

    private Quantity? UnrealisedOf(AssetId asset) => ValueOf(asset) - view.Holdings[asset].Pool.Cost;

    /// <summary>Value now less value at midnight less what was put in since. Unknown when the asset was held at midnight and had no price then.</summary>
    private Quantity? DayChangeOf(AssetId asset)
    {
        if (view.Holdings[asset].Change is not { } change || ValueOf(asset) is not { } value) return null;
        var then = change.BalanceThen.IsZero ? Quantity.Zero : ThenIn(asset) is { } price && change.BalanceThen.TryToDecimal(out _) ? change.BalanceThen * price : (Quantity?)null;
        var loose = change.Unvalued.IsZero ? Quantity.Zero : PriceOf(asset) is { } unit ? change.Unvalued * unit : (Quantity?)null;
        return value - then - change.Flows - change.Exchanged - loose;
    }

    private Quantity? ThenIn(AssetId asset)
    {
        if (asset == currency) return Quantity.One;
        if (Then(asset) is not { } usd) return null;
        return currency == PriceQuestion.Dollar ? usd : Then(currency) is { Sign: > 0 } unit ? usd.Divide(unit, 18) : null;
    }

    private Quantity? Then(AssetId asset) => asset == PriceQuestion.Dollar ? Quantity.One : view.Day.Usd.TryGetValue(asset, out var usd) ? usd : null;

    private string StateOf(AssetId asset) => asset == currency ? "ok" : board.Find(asset)?.State ?? (asset == PriceQuestion.Dollar ? "ok" : "NotListed");

    private int? AgeOf(AssetId asset) => asset != currency && board.Find(asset) is { Usd: not null } price ? (int)Math.Max(0, (now - price.At).TotalSeconds) : null;

    private int? BalanceAgeOf(IEnumerable<AccountId> accounts)
    {
        var told = accounts.Where(view.Reported.ContainsKey).Select(a => view.Reported[a]).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        return told == DateTimeOffset.MaxValue ? null : (int)Math.Max(0, (now - told).TotalSeconds);
    }

    private string SymbolOf(AssetId asset) => view.Resolver.Describe(asset).Symbol.ToUpperInvariant();

    /// <summary>What is known of a sum over all positions; null when it is known of none that is held.</summary>
    private Quantity? Sum(Func<AssetId, Quantity?> of) =>
        Held.Any() && Held.All(a => of(a) is null) ? null : Add(view.Holdings.Keys.Select(a => of(a) ?? Quantity.Zero));

    private static Quantity Add(IEnumerable<Quantity> amounts) => amounts.Aggregate(Quantity.Zero, (sum, amount) => sum + amount);

    private static Quantity? Percent(Quantity? part, Quantity? whole) => part is { } amount && whole is { Sign: > 0 } all ? (amount * 100).Divide(all, 4) : null;
}

/// <summary>What orders published values.</summary>
/// <param name="Epoch">Rises with each keeper that starts.</param>
/// <param name="Version">Rises with each value.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct Stamp(long Epoch, long Version);
