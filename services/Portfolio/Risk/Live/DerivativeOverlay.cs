using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Positions;
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

    /// <summary>How much is in it.</summary>
    public DerivativeCoverage Coverage { get; private set; } = DerivativeCoverage.None;

    /// <summary>Adds up positions.</summary>
    /// <param name="positions">What is open.</param>
    /// <param name="resolve">The asset of a venue's symbol.</param>
    /// <param name="price">An asset's price in the portfolio's currency.</param>
    public static DerivativeOverlay Of(IReadOnlyList<DerivativeValue> positions, Func<string, string, AssetId?> resolve, Func<AssetId, double?> price)
    {
        if (positions.Count == 0) return None;
        var overlay = new DerivativeOverlay();
        foreach (var position in positions) overlay.Take(position, resolve, price);
        return overlay;
    }

    /// <summary>An asset with what derivatives add.</summary>
    public HeldAsset On(HeldAsset held) =>
        parts.TryGetValue(held.Asset, out var part) ? held with { Worth = held.Worth + part.Worth, Overlay = new Overlay(part.Sum, part.Curvature) } : held;

    private void Take(DerivativeValue position, Func<string, string, AssetId?> resolve, Func<AssetId, double?> price)
    {
        var (underlying, settle) = (resolve(position.Venue, position.Underlying), resolve(position.Venue, position.Settle));
        // Settled in the underlying, its price is in dollars whatever the venue quotes.
        var quote = underlying == settle ? PriceQuestion.Dollar : resolve(position.Venue, position.Quote);
        var isTold = position.Option is null or { UnderlyingPrice: not null, Volatility: not null };
        if (underlying is not { } coin || settle is not { } money || quote is not { } against || price(coin) is not { } unit || price(money) is not { } rate || !isTold)
        {
            Coverage = Coverage with { Left = Coverage.Left + 1 };
            return;
        }

        var worth = position.Worth.ToDouble() * rate;
        var notional = (position.Delta * unit) - (coin == money ? worth : 0);
        Add(money, worth, 0, 0);
        Add(coin, 0, notional, position.Option is { UnderlyingPrice: { } forward } ? 0.5 * position.Gamma * forward.ToDouble() * unit : 0);
        Add(against, 0, -notional, 0);
        Coverage = position.Option is null ? Coverage with { Linear = Coverage.Linear + 1 } : Coverage with { DeltaGamma = Coverage.DeltaGamma + 1 };
    }

    private void Add(AssetId asset, double worth, double sum, double curvature)
    {
        var known = parts.GetValueOrDefault(asset);
        parts[asset] = (known.Worth + worth, known.Sum + sum, known.Curvature + curvature);
    }
}
