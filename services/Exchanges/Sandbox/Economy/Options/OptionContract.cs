using System.Globalization;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>A European option on a coin, priced, paid and settled in that coin, ending at 08:00 UTC.</summary>
/// <param name="Asset">The coin.</param>
/// <param name="Expiry">When it ends.</param>
/// <param name="Strike">In dollars.</param>
/// <param name="IsCall">Call, or put.</param>
public sealed record OptionContract(string Asset, DateTimeOffset Expiry, decimal Strike, bool IsCall)
{
    /// <summary>Smallest step of a price.</summary>
    public const decimal Tick = 0.0001m;

    /// <summary>Smallest step of a quantity.</summary>
    public const decimal Lot = 0.1m;

    /// <summary>Such as <c>BTC-27MAR26-60000-C</c>.</summary>
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{Asset}-{Expiry:%d}{Expiry.ToString("MMMyy", CultureInfo.InvariantCulture).ToUpperInvariant()}-{Strike:0}-{(IsCall ? "C" : "P")}");

    /// <summary>The contract of a name; null when it is none.</summary>
    public static OptionContract? Parse(string? name)
    {
        if (name?.Split('-') is not [var asset, var day, var strike, "C" or "P"] parts || !OptionMarket.Assets.Contains(asset)) return null;
        if (!DateTime.TryParseExact(day, ["dMMMyy", "ddMMMyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || !decimal.TryParse(strike, NumberStyles.None, CultureInfo.InvariantCulture, out var level)) return null;
        return new OptionContract(asset, new DateTimeOffset(date.AddHours(8), TimeSpan.Zero), level, parts[3] == "C");
    }

    /// <summary>What one unit brings at its end, in the coin.</summary>
    public decimal Payoff(decimal settled) => decimal.Round(Math.Max(0, IsCall ? settled - Strike : Strike - settled) / settled, 8);
}

/// <summary>What is asked for: a market order.</summary>
/// <param name="Contract">The contract's name.</param>
/// <param name="Quantity">Units of the coin; negative sells.</param>
public sealed record OptionOrder(string Contract, decimal Quantity);

/// <summary>What an event has to do with an option.</summary>
/// <param name="Contract">Which.</param>
/// <param name="Quantity">What was bought, negative sold; at the end, what was held.</param>
/// <param name="Price">A unit's price, or what it brought.</param>
/// <param name="TradeId">Of a trade.</param>
public sealed record OptionIncome(OptionContract Contract, decimal Quantity, decimal Price, long? TradeId);
