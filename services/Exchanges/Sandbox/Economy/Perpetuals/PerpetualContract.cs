using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>A step of a contract's maintenance margin.</summary>
/// <param name="MaxLeverage">Highest leverage a position of this size may have.</param>
/// <param name="Floor">Notional at which it begins.</param>
/// <param name="Cap">Notional at which the next begins.</param>
/// <param name="Rate">Maintenance margin rate.</param>
/// <param name="Deduction">Taken off, so that the margin does not jump between steps.</param>
public sealed record PerpetualTier(int MaxLeverage, decimal Floor, decimal Cap, decimal Rate, decimal Deduction);

/// <summary>A linear perpetual: it follows a market of its venue, is settled in that market's quote, and has no end.</summary>
/// <param name="Market">What it follows; its tick and lot are the contract's too.</param>
/// <param name="Tiers">Smallest first.</param>
public sealed record PerpetualContract(VenueMarket Market, IReadOnlyList<PerpetualTier> Tiers)
{
    /// <summary>How often funding is exchanged, counted from midnight UTC.</summary>
    public static readonly TimeSpan FundingEvery = TimeSpan.FromHours(8);

    private static readonly (int Leverage, decimal Floor, decimal Rate)[] Large =
        [(125, 0, 0.004m), (100, 10_000, 0.005m), (50, 50_000, 0.01m), (20, 250_000, 0.025m), (10, 1_000_000, 0.05m), (5, 5_000_000, 0.1m)];

    private static readonly (int Leverage, decimal Floor, decimal Rate)[] Small =
        [(75, 0, 0.01m), (50, 5_000, 0.015m), (25, 25_000, 0.02m), (10, 100_000, 0.05m), (5, 500_000, 0.1m), (2, 1_000_000, 0.25m)];

    private static readonly PerpetualTier[] Majors = [new(100, 0, 100_000_000, 0.005m, 0)];

    private static readonly PerpetualTier[] Others = [new(50, 0, 100_000_000, 0.01m, 0)];

    /// <summary>Whether the venue gives every position margin of its own.</summary>
    public bool IsAlwaysIsolated { get; init; }

    /// <summary>Base and quote with a slash, as the market it follows.</summary>
    public string Name => Market.Name;

    /// <summary>What margin, profit and funding are paid in.</summary>
    public string Settle => Market.Quote;

    /// <summary>A contract with the steps of its coin: finer for the two large ones.</summary>
    public static PerpetualContract Create(VenueMarket market) => new(market, Steps(market.Base is "BTC" or "ETH" ? Large : Small));

    /// <summary>A contract with one rate for every size, whose positions each have margin of their own.</summary>
    public static PerpetualContract CreateAlone(VenueMarket market) => new(market, market.Base is "BTC" or "ETH" ? Majors : Others) { IsAlwaysIsolated = true };

    /// <summary>The step a notional falls into.</summary>
    public PerpetualTier TierOf(decimal notional) => Tiers.Last(t => notional >= t.Floor);

    /// <summary>Margin below which a position of this notional is taken over.</summary>
    public decimal Maintenance(decimal notional) => TierOf(notional) is var tier ? (notional * tier.Rate) - tier.Deduction : 0;

    /// <summary>When funding is exchanged next after a time.</summary>
    public static DateTimeOffset NextFunding(DateTimeOffset time) => new(((time.UtcTicks / FundingEvery.Ticks) + 1) * FundingEvery.Ticks, TimeSpan.Zero);

    /// <summary>The rate exchanged at the end of the period that holds a time: around a hundredth of a per cent, now and then below zero.</summary>
    public decimal FundingRate(ulong seed, DateTimeOffset time) =>
        decimal.Round((decimal)(0.0001 + (0.00012 * Noise.Bell(Noise.Of(Noise.Of(seed, "funding-" + Name), (ulong)NextFunding(time).ToUnixTimeSeconds())))), 8);

    private static PerpetualTier[] Steps((int Leverage, decimal Floor, decimal Rate)[] rows)
    {
        var tiers = new PerpetualTier[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var deduction = i == 0 ? 0 : tiers[i - 1].Deduction + (rows[i].Floor * (rows[i].Rate - rows[i - 1].Rate));
            tiers[i] = new(rows[i].Leverage, rows[i].Floor, i + 1 < rows.Length ? rows[i + 1].Floor : 100_000_000, rows[i].Rate, deduction);
        }

        return tiers;
    }
}

/// <summary>What an event has to do with a perpetual.</summary>
/// <param name="Contract">Which.</param>
/// <param name="TradeId">The trade that caused it; null for funding and liquidation.</param>
public sealed record PerpetualIncome(PerpetualContract Contract, long? TradeId)
{
    /// <summary>What the trade bought, negative sold; zero of what no trade caused.</summary>
    public decimal Quantity { get; init; }

    /// <summary>The trade's price.</summary>
    public decimal Price { get; init; }
}

/// <summary>What is asked for: a market order.</summary>
/// <param name="Contract">Base and quote with a slash.</param>
/// <param name="Quantity">Base quantity; negative sells.</param>
/// <param name="Leverage">Of a position that begins; one that is open keeps its own.</param>
/// <param name="IsIsolated">Whether a position that begins has margin of its own.</param>
public sealed record PerpetualOrder(string Contract, decimal Quantity, int Leverage = 10, bool IsIsolated = false);
