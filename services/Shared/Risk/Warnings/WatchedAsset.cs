namespace PortfolioPlatform.Risk.Warnings;

/// <summary>An asset of a watched book.</summary>
/// <param name="Name">For people.</param>
/// <param name="Weight">Fraction of the book's value.</param>
/// <param name="IsStablecoin">Whether its price is meant to be one.</param>
public sealed record WatchedAsset(string Name, double Weight, bool IsStablecoin = false);
