using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.MarketData.Prices;

/// <summary>One way to a price in US dollars: a venue's market, and the asset it is quoted in.</summary>
/// <param name="Venue">Where.</param>
/// <param name="Via">What the market is quoted in; US dollars need no conversion.</param>
/// <param name="Usd">US dollars per unit.</param>
/// <param name="At">The venue's time.</param>
/// <param name="SeenAt">When it was received.</param>
/// <param name="Dark">Whether the venue is silent.</param>
internal readonly record struct Candidate(string Venue, AssetId Via, decimal Usd, DateTimeOffset At, DateTimeOffset SeenAt, bool Dark);
