using System.Globalization;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Deribit;

/// <summary>What can be called, and by whom.</summary>
internal sealed class DeribitMethods(VenueSite site)
{
    private static readonly DeribitError NoMethod = new(-32601, "Method not found");
    private static readonly DeribitError BadCredentials = new(13004, "invalid_credentials");
    private static readonly DeribitError Unauthorized = new(13009, "unauthorized", 401);
    private static readonly DeribitError Forbidden = new(13021, "forbidden", 403);
    private static readonly DeribitError NoInstrument = new(13020, "not_found");

    /// <summary>Runs a call: its result as JSON, or why not.</summary>
    public (string? Result, DeribitError? Error) Run(DeribitCall call, DeribitAuth auth)
    {
        if (call.Method == "public/auth") return auth.Grant(call) is { } granted ? (DeribitAccount.Grant(granted), null) : (null, BadCredentials);
        if (!call.Method.StartsWith("private/", StringComparison.Ordinal)) return Public(call);
        if (call.Key is not { } key) return (null, Unauthorized);
        var right = call.Method == "private/get_account_summaries" || call.Method == "private/get_account_summary" || call.Method == "private/get_positions" ? KeyRights.Balances : KeyRights.History;
        return key.Rights.HasFlag(right) ? Private(call, key) : (null, Forbidden);
    }

    private (string? Result, DeribitError? Error) Public(DeribitCall call)
    {
        var now = site.Clock.GetUtcNow();
        return call.Method switch
        {
            "public/get_time" => (site.VenueNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), null),
            "public/test" => ("""{"version":"1.2.26"}""", null),
            "public/status" => ("""{"locked":"false"}""", null),
            "public/get_currencies" => (DeribitPublic.Currencies(), null),
            "public/get_instruments" => (DeribitPublic.Instruments(site, call, now), null),
            "public/ticker" => OptionContract.Parse(call["instrument_name"]) is { } c ? (DeribitPublic.Ticker(site, c, now), null) : (null, NoInstrument),
            "public/get_order_book" => OptionContract.Parse(call["instrument_name"]) is { } c ? (DeribitPublic.Book(site, c, now, (int)call.Number("depth", 5)), null) : (null, NoInstrument),
            _ => (null, NoMethod),
        };
    }

    private (string? Result, DeribitError? Error) Private(DeribitCall call, DemoKey key) => call.Method switch
    {
        "private/get_account_summaries" => (site.Read(key, book => DeribitAccount.Summaries(site, book)), null),
        "private/get_positions" => (site.Read(key, book => DeribitAccount.Positions(site, book, call)), null),
        "private/get_transaction_log" => (site.Read(key, book => DeribitLog.Page(site, book, call)), null),
        "private/get_deposits" => (site.Read(key, book => DeribitLog.Deposits(book, call)), null),
        _ => (null, NoMethod),
    };
}
