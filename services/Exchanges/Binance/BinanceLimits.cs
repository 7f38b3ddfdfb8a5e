using System.Collections.Immutable;
using System.Globalization;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Binance;

/// <summary>
/// Binance's limits: fixed windows that start at :00. Spot: 6,000 weight a minute per address. Futures: 2,400. SAPI: per endpoint, 12,000 per address or 180,000 per user.
/// </summary>
internal static class BinanceLimits
{
    private const string Address = "binance:ip";
    private const string FuturesAddress = "binance:fapi:ip";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly RateLimit Spot = new(RateLimitShape.FixedWindow, 6_000, Minute);
    private static readonly RateLimit Futures = new(RateLimitShape.FixedWindow, 2_400, Minute);
    private static readonly RateLimit SapiAddress = new(RateLimitShape.FixedWindow, 12_000, Minute);
    private static readonly RateLimit SapiUser = new(RateLimitShape.FixedWindow, 180_000, Minute);
    private static readonly RateLimit Connects = new(RateLimitShape.SlidingWindow, 300, TimeSpan.FromMinutes(5));

    /// <summary>Weight of a spot call.</summary>
    public static RateCost OfSpot(int weight) => new(Address, Spot, weight);

    /// <summary>Weight of a call of the futures host.</summary>
    public static RateCost OfFutures(int weight) => new(FuturesAddress, Futures, weight);

    /// <summary>Weight of a SAPI call that is counted per address.</summary>
    public static RateCost OfSapi(string path, int weight) => new("binance:sapi:" + path, SapiAddress, weight);

    /// <summary>Weight of a SAPI call that is counted per user.</summary>
    public static RateCost OfUser(string key, string path, int weight) => new($"binance:uid:{KeyFingerprint.Of(key)[..16]}:{path}", SapiUser, weight);

    /// <summary>Cost of a stream connection.</summary>
    public static RateCost OfConnect() => new("binance:connect", Connects, 1);

    /// <summary>Reads what the venue counts: others may share the address, so the budget closes for the rest of the minute when it is nearly used up.</summary>
    public static ImmutableArray<BudgetClosing> Read(VenueResponse response) => Read(response, Address, Spot.Capacity);

    /// <summary>The same of the futures host.</summary>
    public static ImmutableArray<BudgetClosing> ReadFutures(VenueResponse response) => Read(response, FuturesAddress, Futures.Capacity);

    private static ImmutableArray<BudgetClosing> Read(VenueResponse response, string budget, int capacity)
    {
        if (!int.TryParse(response.Header("X-MBX-USED-WEIGHT-1M"), NumberStyles.None, CultureInfo.InvariantCulture, out var used) || used < capacity - 100) return [];
        return [new BudgetClosing(budget, TimeSpan.FromTicks(Minute.Ticks - (response.ReceivedAt.UtcTicks % Minute.Ticks)))];
    }
}
