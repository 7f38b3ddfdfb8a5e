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
    /// <summary>The sizes of all positions that have a price, added up.</summary>
    public double Gross => Assets.Sum(a => Math.Abs(a.Worth ?? 0));

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
    /// <summary>Whether it is meant to be worth one dollar.</summary>
    public bool IsDollarCoin => Kind == "stablecoin" && !Symbol.StartsWith("EUR", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Shares of a position by venue. Compared by reference: made anew only when holdings are.</summary>
internal sealed class Places(IReadOnlyDictionary<string, double> shares)
{
    public IReadOnlyDictionary<string, double> Shares => shares;
}
