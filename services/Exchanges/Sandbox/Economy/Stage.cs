using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>What the acts of the demo history play on.</summary>
internal sealed class Stage(ulong seed, DateTimeOffset origin, PriceBoard prices, Schedule schedule, IReadOnlyList<AccountBook> accounts)
{
    /// <summary>Seed of the world.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>Start of the history.</summary>
    public DateTimeOffset Origin { get; } = origin;

    /// <summary>What things cost.</summary>
    public PriceBoard Prices { get; } = prices;

    /// <summary>Where later acts are planned.</summary>
    public Schedule Schedule { get; } = schedule;

    /// <summary>All accounts.</summary>
    public IReadOnlyList<AccountBook> Accounts { get; } = accounts;

    /// <summary>Told of every event and order change, for streams.</summary>
    public Action<AccountChange>? Changed { get; set; }

    /// <summary>Books an event and tells the streams.</summary>
    public EconomicEvent Book(AccountBook book, DateTimeOffset time, EconomicKind kind, IEnumerable<EconomicLeg> legs, Func<EconomicEvent, EconomicEvent>? with = null, SandboxOrder? order = null)
    {
        var entry = book.Append(time, kind, legs, with);
        order?.Fills.Add(entry);
        if (order is null) Changed?.Invoke(new AccountChange(book, entry, null));
        return entry;
    }

    /// <summary>The amount of an asset that is worth so many dollars, at the digits the account's venue books.</summary>
    public decimal Worth(AccountBook book, string asset, double usd, DateTimeOffset time)
    {
        var price = Prices.UsdAt(asset, time);
        return price <= 0 ? 0 : Floor((decimal)(usd / price), Math.Min(6, book.Profile.Decimals(asset)));
    }

    /// <summary>What an amount is worth in dollars.</summary>
    public double Usd(string asset, decimal amount, DateTimeOffset time) => (double)amount * Prices.UsdAt(asset, time);

    /// <summary>Cuts digits off.</summary>
    public static decimal Floor(decimal value, int decimals)
    {
        var unit = new decimal(1, 0, 0, false, (byte)decimals);
        return decimal.Floor(value / unit) * unit;
    }
}

/// <summary>Something an account's private stream would tell.</summary>
/// <param name="Book">Whose.</param>
/// <param name="Event">A new event; null when only an order changed.</param>
/// <param name="Order">The order that was placed, filled or cancelled; null for events without an order.</param>
public sealed record AccountChange(AccountBook Book, EconomicEvent? Event, SandboxOrder? Order);
