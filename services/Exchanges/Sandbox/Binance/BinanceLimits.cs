using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Sandbox.Serving;
using PortfolioPlatform.Sandbox.Serving.Limits;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>Which budget a weight is taken from.</summary>
internal enum BinanceBudget
{
    /// <summary>6,000 a minute and address, over all of <c>/api</c>.</summary>
    Spot,

    /// <summary>2,400 a minute and address, over all of <c>/fapi</c>.</summary>
    Futures,

    /// <summary>12,000 a minute, address and endpoint.</summary>
    SapiAddress,

    /// <summary>180,000 a minute, user and endpoint.</summary>
    SapiUser,
}

/// <summary>Binance's weights per minute of the clock, order counts, 429 with Retry-After, and 418 for those who go on.</summary>
internal sealed class BinanceLimits(VenueSite site)
{
    private const int Patience = 10;
    private readonly WindowCounter _spot = new(site.LimitClock, 6_000, TimeSpan.FromMinutes(1));
    private readonly WindowCounter _futures = new(site.LimitClock, 2_400, TimeSpan.FromMinutes(1));
    private readonly WindowCounter _address = new(site.LimitClock, 12_000, TimeSpan.FromMinutes(1));
    private readonly WindowCounter _user = new(site.LimitClock, 180_000, TimeSpan.FromMinutes(1));
    private readonly WindowCounter _ordersShort = new(site.LimitClock, 100, TimeSpan.FromSeconds(10));
    private readonly WindowCounter _ordersDay = new(site.LimitClock, 200_000, TimeSpan.FromDays(1));
    private readonly ConcurrentDictionary<string, (int Refused, int Bans, DateTimeOffset Until)> _addresses = new(StringComparer.Ordinal);

    /// <summary>Takes a weight and writes the headers that tell what is used; an error when it does not fit.</summary>
    public BinanceError? Take(HttpContext context, BinanceBudget budget, int weight, DemoKey? key, string endpoint)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (_addresses.TryGetValue(address, out var state) && state.Until > site.LimitClock.GetUtcNow()) return Banned(context, state.Until - site.LimitClock.GetUtcNow());
        var (counter, name, header) = budget switch
        {
            BinanceBudget.Spot => (_spot, address, "X-MBX-USED-WEIGHT-1M"),
            BinanceBudget.Futures => (_futures, address, "X-MBX-USED-WEIGHT-1M"),
            BinanceBudget.SapiAddress => (_address, address + endpoint, "X-SAPI-USED-IP-WEIGHT-1M"),
            _ => (_user, (key?.Account ?? address) + endpoint, "X-SAPI-USED-UID-WEIGHT-1M"),
        };
        var (fits, used, left) = counter.Add(name, weight);
        context.Response.Headers[header] = used.ToString(CultureInfo.InvariantCulture);
        if (fits || !site.Options.EnforceLimits) return null;
        return Refuse(context, address, left);
    }

    /// <summary>Counts an order.</summary>
    public BinanceError? Order(HttpContext context, DemoKey key)
    {
        var (fits, used, left) = _ordersShort.Add(key.Account, 1);
        var (fitsDay, usedDay, _) = _ordersDay.Add(key.Account, 1);
        context.Response.Headers["X-MBX-ORDER-COUNT-10S"] = used.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["X-MBX-ORDER-COUNT-1D"] = usedDay.ToString(CultureInfo.InvariantCulture);
        if ((fits && fitsDay) || !site.Options.EnforceLimits) return null;
        RetryAfter(context, left);
        return new BinanceError(-1015, "Too many new orders; current limit is 100 orders per 10 SECOND.", 429);
    }

    /// <summary>The body and headers of a ban that lasts so long on, in time of the rate windows.</summary>
    public BinanceError Banned(HttpContext context, TimeSpan left)
    {
        var until = site.Clock.GetUtcNow() + (left / site.Options.LimitPace);
        RetryAfter(context, left);
        return new BinanceError(-1003, $"Way too many requests; IP banned until {until.ToUnixTimeMilliseconds()}. Please use the websocket for live updates to avoid bans.", 418);
    }

    /// <summary>The body and headers of a refusal.</summary>
    public static BinanceError TooMany(HttpContext context, TimeSpan left)
    {
        RetryAfter(context, left);
        return new BinanceError(-1003, "Too much request weight used; current limit is 6000 request weight per 1 MINUTE. Please use WebSocket Streams for live updates to avoid polling the API.", 429);
    }

    private BinanceError Refuse(HttpContext context, string address, TimeSpan left)
    {
        var state = _addresses.AddOrUpdate(address, (1, 0, default), (_, old) => (old.Refused + 1, old.Bans, old.Until));
        if (state.Refused <= Patience) return TooMany(context, left);
        var ban = TimeSpan.FromMinutes(2 * Math.Pow(2, state.Bans));
        _addresses[address] = (0, state.Bans + 1, site.LimitClock.GetUtcNow() + ban);
        return Banned(context, ban);
    }

    private static void RetryAfter(HttpContext context, TimeSpan left) =>
        context.Response.Headers.RetryAfter = ((int)Math.Ceiling(left.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
