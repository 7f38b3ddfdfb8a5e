using System.Globalization;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Deribit;

/// <summary>The calls of the venue's API v2, as plain GETs.</summary>
internal static class DeribitEndpoints
{
    /// <summary>Name of balances in the archive.</summary>
    public const string Summaries = "account_summaries";

    /// <summary>Streams of history begin with it, the currency follows.</summary>
    public const string Log = "transactions:";

    /// <summary>Rows of a page of history.</summary>
    public const int PageSize = 250;

    /// <summary>Where a grant is asked for.</summary>
    public const string AuthPath = "/api/v2/public/auth";

    /// <summary>The venue's real address.</summary>
    public static Uri Rest { get; } = new("https://www.deribit.com");

    /// <summary>The venue's real stream.</summary>
    public static Uri Stream { get; } = new("wss://www.deribit.com/ws/api/v2");

    /// <summary>The venue's clock.</summary>
    public static VenueRequest Time => Public("get_time");

    /// <summary>What the key may do: the scope of a grant.</summary>
    public static VenueRequest Grant => VenueRequest.Get(AuthPath).With("grant_type", "client_signature") with { Signed = true, Costs = DeribitLimits.Call };

    /// <summary>Wallets of all currencies, with margins.</summary>
    public static VenueRequest AccountSummaries => Private("get_account_summaries");

    /// <summary>Open positions in all currencies.</summary>
    public static VenueRequest Positions => Private("get_positions");

    /// <summary>Mark, forward and volatility of one instrument.</summary>
    public static VenueRequest Ticker(string instrument) => Public("ticker").With("instrument_name", instrument);

    /// <summary>A page of the transaction log, newest first.</summary>
    public static VenueRequest TransactionLog(string currency, long from, long to, string? continuation) => (Private("get_transaction_log") with { Costs = DeribitLimits.LogPage })
        .With("currency", currency).With("start_timestamp", Text(from)).With("end_timestamp", Text(to)).With("count", Text(PageSize)).With("continuation", continuation);

    private static VenueRequest Public(string method) => VenueRequest.Get("/api/v2/public/" + method) with { Costs = DeribitLimits.Call };

    private static VenueRequest Private(string method) => VenueRequest.Get("/api/v2/private/" + method) with { Signed = true, Costs = DeribitLimits.Call };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
