using System.Collections.Immutable;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>What a portfolio holds at one moment, for the risk engine: read on the keeper's thread, used on another.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Portfolio">Which.</param>
/// <param name="Currency">What it is valued in.</param>
/// <param name="At">When it was read.</param>
/// <param name="Assets">What it holds, by asset.</param>
internal sealed record BookSnapshot(TenantId Tenant, PortfolioId Portfolio, AssetId Currency, DateTimeOffset At, ImmutableArray<HeldAsset> Assets)
{
    /// <summary>The sizes of all exposures that have a price, added up.</summary>
    public double Gross => Assets.Sum(a => Math.Abs(a.Exposure ?? 0));

    /// <summary>How much of what is in derivatives is among the assets.</summary>
    public DerivativeCoverage Derivatives { get; init; } = DerivativeCoverage.None;

    /// <summary>Open contracts, as scenarios and getting out of them take them.</summary>
    public ImmutableArray<OpenContract> Contracts { get; init; } = [];

    /// <summary>The zone its day ends in.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>Whether another one says the same.</summary>
    public bool Says(BookSnapshot other) => Currency == other.Currency && Assets.AsSpan().SequenceEqual(other.Assets.AsSpan());
}

/// <summary>One position.</summary>
/// <param name="Asset">Of what.</param>
/// <param name="Symbol">For people.</param>
/// <param name="Kind"><c>crypto</c>, <c>stablecoin</c>, <c>fiat</c>, <c>unknown</c>.</param>
/// <param name="Worth">In the portfolio's currency; null when nobody knows a price.</param>
/// <param name="Usd">Dollars per unit.</param>
/// <param name="IsFresh">Whether the price is a present one.</param>
/// <param name="Places">Where it lies.</param>
internal sealed record HeldAsset(AssetId Asset, string Symbol, string Kind, double? Worth, double? Usd, bool IsFresh, Places Places)
{
    /// <summary>What derivatives add to it.</summary>
    public Overlay Overlay { get; init; } = Overlay.None;

    /// <summary>What lies in wallets, without what derivatives are worth; null when nobody knows a price.</summary>
    public double? Held { get => field ?? Worth; init; }

    /// <summary>The portfolio's currency per unit; null when nobody knows.</summary>
    public double? Unit { get; init; }

    /// <summary>Whether it stands for the squared returns of the asset, which options bring.</summary>
    public bool IsCurvature { get; init; }

    /// <summary>What moves like it: its worth and what derivatives add; null when nobody knows a price.</summary>
    public double? Exposure => Worth is { } worth ? worth + Overlay.Sum : null;

    /// <summary>Whether it is meant to be worth one dollar.</summary>
    public bool IsDollarCoin => Kind == "stablecoin" && !Symbol.StartsWith("EUR", StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// What derivatives in an asset add to the exposure of a portfolio, in its currency. They add nothing to its net worth: what is long in the underlying is short in what it is quoted in.
/// </summary>
/// <param name="Sum">Of all venues.</param>
/// <param name="Curvature">Half of gamma times the square of the price: what a squared return of the asset adds.</param>
internal sealed record Overlay(double Sum, double Curvature)
{
    /// <summary>Nothing.</summary>
    public static Overlay None { get; } = new(0, 0);
}

/// <summary>Open positions in derivatives by how they are in the figures.</summary>
/// <param name="Linear">By delta alone: perpetuals and futures.</param>
/// <param name="DeltaGamma">By delta and gamma: options.</param>
/// <param name="Left">Left out, since an asset of theirs has no price or no slope was told.</param>
internal sealed record DerivativeCoverage(int Linear, int DeltaGamma, int Left)
{
    /// <summary>There are none.</summary>
    public static DerivativeCoverage None { get; } = new(0, 0, 0);
}

/// <summary>Shares of a position by venue. Compared by reference: made anew only when holdings are.</summary>
internal sealed class Places(IReadOnlyDictionary<string, double> shares)
{
    public IReadOnlyDictionary<string, double> Shares => shares;
}
