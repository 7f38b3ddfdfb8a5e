using System.Globalization;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Deribit;

/// <summary>
/// An instrument by its name, as the venue documents names: <c>BTC-PERPETUAL</c>, <c>BTC-27MAR26</c>, <c>BTC-27MAR26-60000-C</c>, settled in coin; <c>SOL_USDC-PERPETUAL</c>,
/// <c>XRP_USDC-30JUN26-0d625-P</c>, settled in what stands behind the line; <c>BTC_USDC</c> is a market of coins. What ends, ends at 08:00 UTC.
/// </summary>
/// <param name="Kind">What it is; null of a market of coins.</param>
/// <param name="Underlying">What it follows.</param>
/// <param name="Quote">What its price is in.</param>
/// <param name="Settle">What margin and profit are in.</param>
internal sealed record DeribitInstrument(DerivativeKind? Kind, string Underlying, string Quote, string Settle)
{
    private static readonly TimeSpan Ends = TimeSpan.FromHours(8);

    /// <summary>Whether it is sized in dollars and settled in the coin.</summary>
    public bool IsInverse { get; private init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset? Expiry { get; private init; }

    /// <summary>Of an option.</summary>
    public Quantity? Strike { get; private init; }

    /// <summary>Of an option: call, or put.</summary>
    public bool IsCall { get; private init; }

    /// <summary>Reads a name; null when it follows no rule known.</summary>
    public static DeribitInstrument? Parse(string name)
    {
        var parts = name.Split('-');
        var coins = parts[0].Split('_');
        var isLinear = coins.Length == 2;
        if (coins.Length > 2 || coins[0].Length == 0) return null;
        var (coin, money) = (coins[0], isLinear ? coins[1] : coins[0]);
        return parts switch
        {
            [_] when isLinear => new(null, coin, money, money),
            [_, "PERPETUAL"] => Future(DerivativeKind.Perpetual, null),
            [_, var day] when Day(day) is { } end => Future(DerivativeKind.Future, end),
            [_, var day, var strike, "C" or "P"] when Day(day) is { } end && Quantity.TryParse(strike.Replace('d', '.'), out var level) =>
                new(DerivativeKind.Option, coin, money, money) { Expiry = end, Strike = level, IsCall = parts[3] == "C" },
            _ => null,
        };

        DeribitInstrument Future(DerivativeKind kind, DateTimeOffset? end) => new(kind, coin, isLinear ? money : "USD", money) { IsInverse = !isLinear, Expiry = end };
    }

    private static DateTimeOffset? Day(string text) =>
        DateTime.TryParseExact(text, ["dMMMyy", "ddMMMyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new DateTimeOffset(day + Ends, TimeSpan.Zero) : null;
}
