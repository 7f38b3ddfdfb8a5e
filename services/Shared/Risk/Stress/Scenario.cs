namespace PortfolioPlatform.Risk.Stress;

/// <summary>A shock by asset; what is not named moves with the market by its beta.</summary>
/// <param name="Name">For people.</param>
/// <param name="Shocks">Simple return by asset.</param>
/// <param name="Market">Simple return of everything else that is no stablecoin.</param>
/// <param name="FailedVenues">Everything held there is lost but for the recovery.</param>
/// <param name="Recovery">Share of what is at a failed venue that comes back.</param>
public sealed record Scenario(string Name, IReadOnlyDictionary<string, double> Shocks, double Market = 0, IReadOnlySet<string>? FailedVenues = null, double Recovery = 0)
{
    /// <summary>A user's own shocks.</summary>
    public static Scenario Of(string name, double market, params (string Asset, double Shock)[] shocks) => new(name, shocks.ToDictionary(s => s.Asset, s => s.Shock, StringComparer.Ordinal), market);

    /// <summary>A stablecoin leaves its peg.</summary>
    public static Scenario Depeg(string stablecoin, double newWorth) => Of($"{stablecoin} at {newWorth}", 0, (stablecoin, newWorth - 1));

    /// <summary>A venue keeps what is there.</summary>
    public static Scenario VenueFailure(string venue, double recovery = 0) => new($"{venue} fails", new Dictionary<string, double>(StringComparer.Ordinal), 0, new HashSet<string>(StringComparer.Ordinal) { venue }, recovery);
}
