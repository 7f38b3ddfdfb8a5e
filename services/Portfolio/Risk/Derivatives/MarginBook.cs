using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Risk.Derivatives;

namespace PortfolioPlatform.Portfolio.Risk.Derivatives;

/// <summary>Positions of one account that share a margin, at the newest marks. Pure.</summary>
/// <param name="Name">The settlement asset of crossed positions, or the id of an isolated one.</param>
/// <param name="Settle">What the margin is in.</param>
/// <param name="Positions">The positions.</param>
/// <param name="Group">The same for the mathematics; null when the venue told no margin steps.</param>
internal sealed record MarginBook(string Name, string Settle, IReadOnlyList<(DerivativeFact Fact, Mark Mark)> Positions, MarginGroup? Group)
{
    /// <summary>What the venue said of the whole wallet, where it tells no steps.</summary>
    private (double Equity, double Maintenance)? Told { get; init; }

    /// <summary>What a unit of a sold option needs beside its mark, as a share of a unit of the underlying; null when the venue's rule is another one.</summary>
    public double? SoldOptionShare { get; private init; }

    /// <summary>Margin and what is open in it; where the venue said it, moved by the marks since.</summary>
    public double? Equity => Group?.Equity ?? Told?.Equity + Positions.Sum(p => DerivativeWorth.Of(p.Fact, p.Mark.Price).ToDouble() - DerivativeWorth.Of(p.Fact, p.Fact.Mark).ToDouble());

    /// <summary>What equity must exceed; where the venue said it, moved by the marks of short options since, which it holds one to one.</summary>
    public double? Maintenance => Group?.Maintenance ?? Told?.Maintenance + Positions.Where(p => p.Fact is { Option: not null, Quantity.Sign: < 0 }).Sum(p => -(p.Fact.Quantity * (p.Mark.Price - p.Fact.Mark)).ToDouble());

    /// <summary>Maintenance over equity: at 1 the venue liquidates; null when nothing can be said.</summary>
    public double? Ratio => Group?.Ratio ?? (Equity is not { } equity || Maintenance is not { } maintenance ? null : equity > 0 ? Math.Min(MarginGroup.Most, maintenance / equity) : MarginGroup.Most);

    /// <summary>All groups of an account.</summary>
    /// <param name="report">What the venue said.</param>
    /// <param name="marks">Newer marks by contract.</param>
    public static IReadOnlyList<MarginBook> Of(DerivativeReport report, IReadOnlyDictionary<(string Venue, string Contract), Mark> marks)
    {
        var isolated = report.Positions.Where(p => p.IsIsolated).Select(p => Make(p.Id, p.Settle, p.IsolatedWallet, [p]));
        var crossed = report.Positions.Where(p => !p.IsIsolated).GroupBy(p => p.Settle, StringComparer.Ordinal).Select(g =>
        {
            var behind = report.Collateral.FirstOrDefault(c => c.Symbol == g.Key);
            var book = Make(g.Key, g.Key, behind?.CrossWallet, [.. g]);
            return book with { SoldOptionShare = behind?.SoldOptionShare?.ToDouble(), Told = behind is { Equity: { } equity, Maintenance: { } maintenance } ? (equity.ToDouble(), maintenance.ToDouble()) : null };
        });
        return [.. crossed.Concat(isolated)];

        MarginBook Make(string name, string settle, Quantity? wallet, DerivativeFact[] facts)
        {
            var positions = facts.Select(f => (Fact: f, Mark: Newer(f))).ToArray();
            var isKnown = wallet is not null && facts.All(f => !f.Tiers.IsDefaultOrEmpty);
            return new(name, settle, positions, isKnown ? new MarginGroup(wallet!.Value.ToDouble(), [.. positions.Select(p => Leg(p.Fact, p.Mark))]) : null);
        }

        Mark Newer(DerivativeFact fact) => marks.TryGetValue((report.Venue, fact.Contract), out var told) && told.At > report.At ? told
            : new Mark(fact.Mark, told.FundingRate, told.NextFunding, report.At) { UnderlyingPrice = fact.Option?.UnderlyingPrice, Volatility = fact.Option?.Volatility };
    }

    /// <summary>A position as the mathematics takes it.</summary>
    public static PerpetualPosition Position(DerivativeFact fact) => new(fact.IsInverse, fact.Quantity.ToDouble(), fact.Entry.ToDouble(), 0);

    /// <summary>Where the group of a position would be liquidated, on the contract's step; null when no price does it or nothing can be said.</summary>
    public double? LiquidationPrice(int position)
    {
        if (Group?.LiquidationPrice(position) is not { } price) return null;
        var fact = Positions[position].Fact;
        return fact.PriceStep is { Sign: > 0 } step ? MarginGroup.OnStep(price, step.ToDouble(), fact.Quantity.Sign > 0) : price;
    }

    private static MarginLeg Leg(DerivativeFact fact, Mark mark) =>
        new(Position(fact), MarginTiers.Told([.. fact.Tiers.Select(t => (t.From.ToDouble(), t.Rate.ToDouble(), t.Deduction.ToDouble()))]), mark.Price.ToDouble());
}
