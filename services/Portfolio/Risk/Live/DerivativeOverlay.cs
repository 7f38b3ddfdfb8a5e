using System.Collections.Immutable;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Risk.Derivatives;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>
/// Derivatives of a portfolio as exposures by asset, in its currency. What a position is worth is an exposure to what it is settled in; what it moves like is one to the underlying, and the same amount
/// short to what the price is quoted in: a long perpetual is a coin bought with borrowed tether. Options also bring squared returns, by half their gamma. Pure.
/// </summary>
internal sealed class DerivativeOverlay
{
    private readonly Dictionary<AssetId, (double Worth, double Sum, double Curvature)> parts = [];

    /// <summary>Nothing.</summary>
    public static DerivativeOverlay None { get; } = new();

    /// <summary>Assets that derivatives add to.</summary>
    public IReadOnlyCollection<AssetId> Assets => parts.Keys;

    /// <summary>What is in it.</summary>
    public ImmutableArray<OpenContract> Contracts { get; private init; } = [];

    /// <summary>How much is in it.</summary>
    public DerivativeCoverage Coverage { get; private init; } = DerivativeCoverage.None;

    /// <summary>Adds up positions.</summary>
    public static DerivativeOverlay Of(IReadOnlyList<DerivativeValue> positions, ContractMarket market)
    {
        if (positions.Count == 0) return None;
        ImmutableArray<OpenContract> open = [.. positions.Select(p => OpenContract.Of(p, market)).OfType<OpenContract>()];
        var options = open.Count(c => c.Terms.Option is not null);
        return Of(open, new DerivativeCoverage(open.Length - options, options, positions.Count - open.Length));
    }

    /// <summary>Adds up contracts.</summary>
    public static DerivativeOverlay Of(ImmutableArray<OpenContract> contracts, DerivativeCoverage coverage)
    {
        var overlay = new DerivativeOverlay { Contracts = contracts, Coverage = coverage };
        foreach (var contract in contracts) overlay.Take(contract);
        return overlay;
    }

    /// <summary>An asset with what derivatives add.</summary>
    public HeldAsset On(HeldAsset held) =>
        parts.TryGetValue(held.Asset, out var part) ? held with { Held = held.Worth, Worth = held.Worth + part.Worth, Overlay = new Overlay(part.Sum, part.Curvature) } : held;

    private void Take(OpenContract contract)
    {
        var notional = contract.Notional;
        Add(contract.Money, contract.Terms.Worth, 0, 0);
        Add(contract.Coin, 0, notional, contract.Curvature);
        Add(contract.Against, 0, -notional, 0);
    }

    private void Add(AssetId asset, double worth, double sum, double curvature)
    {
        var known = parts.GetValueOrDefault(asset);
        parts[asset] = (known.Worth + worth, known.Sum + sum, known.Curvature + curvature);
    }
}
