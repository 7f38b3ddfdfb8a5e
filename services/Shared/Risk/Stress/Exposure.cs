namespace PortfolioPlatform.Risk.Stress;

/// <summary>What is held, where.</summary>
/// <param name="Asset">Ticker as the scenarios name it.</param>
/// <param name="Venue">Who would have to give it back.</param>
/// <param name="Worth">Signed, in the book's currency.</param>
/// <param name="IsStablecoin">Whether it is meant to stand still.</param>
public sealed record Exposure(string Asset, string Venue, double Worth, bool IsStablecoin = false);
