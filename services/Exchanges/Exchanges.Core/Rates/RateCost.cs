namespace PortfolioPlatform.Exchanges.Core;

/// <summary>What one call takes from one budget.</summary>
/// <param name="Budget">Name of the budget, such as <c>binance:ip</c>.</param>
/// <param name="Limit">The venue's documented rule.</param>
/// <param name="Weight">What the call costs.</param>
public readonly record struct RateCost(string Budget, RateLimit Limit, int Weight);
