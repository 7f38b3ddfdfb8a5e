using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Deribit.Wire;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Deribit;

/// <summary>Raw pages to their meaning; pure. The transaction log tells every change of a wallet once, so it is the only source; a premium is booked when it is paid.</summary>
internal static class DeribitMapper
{
    /// <summary>Raised whenever the same bytes could map to something else.</summary>
    public const int Version = 1;

    /// <summary>The one wallet of a currency.</summary>
    public const string Wallet = "margin";

    /// <summary>Maps a page.</summary>
    public static MappedPage Map(string endpoint, ReadOnlyMemory<byte> body)
    {
        var isLog = endpoint.StartsWith(DeribitEndpoints.Log, StringComparison.Ordinal);
        if (!isLog && endpoint != DeribitEndpoints.Summaries) return MappedPage.Unreadable($"'{endpoint}' is no endpoint this mapper knows.");
        if (DeribitAnswer.List(body, isLog ? "logs" : "summaries") is not { } rows) return MappedPage.Unreadable("The answer is not in the documented shape.");
        var page = new PageBuilder();
        foreach (var row in rows.EnumerateArray())
        {
            if (isLog) page.Read(row, DeribitJson.Default.DeribitLogRow, Id(row), told => Add(told, endpoint, page));
            else page.Read(row, DeribitJson.Default.DeribitSummary, null, told => page.Add(Balance(told)));
        }

        return page.Build();
    }

    /// <summary>A wallet's balance.</summary>
    public static VenueBalance Balance(DeribitSummary told) =>
        new(told.Currency, told.Currency.ToUpperInvariant(), Wallet, told.Balance, told.AvailableFunds.CompareTo(told.Balance) < 0 ? told.AvailableFunds : told.Balance);

    private static void Add(DeribitLogRow row, string source, PageBuilder page)
    {
        if (row.Change.IsZero) return;
        var id = row.Id.ToString(CultureInfo.InvariantCulture);
        var kind = KindOf(row);
        if (kind == TransactionKind.Unknown) page.Problem("unknown-type", id, $"The type is not known: '{row.Type}'.");
        page.Add(new VenueTransaction(id, source, DateTimeOffset.FromUnixTimeMilliseconds(row.Timestamp), kind, Legs(row))
        {
            Sequence = row.Sequence ?? row.Id,
            Reference = row.TradeId,
            Market = row.Instrument,
            Flags = kind == TransactionKind.Unknown ? ["unknown-type"] : [],
        });
    }

    private static ImmutableArray<VenueLeg> Legs(DeribitLogRow row)
    {
        var symbol = row.Currency.ToUpperInvariant();
        var fee = row.Type == "trade" ? row.Commission ?? Quantity.Zero : Quantity.Zero;
        var principal = row.Change + fee;
        var legs = ImmutableArray.CreateBuilder<VenueLeg>(2);
        if (!principal.IsZero) legs.Add(new VenueLeg(row.Currency, symbol, principal, LegRole.Principal));
        if (!fee.IsZero) legs.Add(new VenueLeg(row.Currency, symbol, -fee, fee.IsNegative ? LegRole.Rebate : LegRole.Fee));
        return legs.DrainToImmutable();
    }

    private static TransactionKind KindOf(DeribitLogRow row) => row.Type switch
    {
        "trade" => row.Instrument is { } name && DeribitInstrument.Parse(name) is { Kind: null } ? TransactionKind.Trade : TransactionKind.MarginResult,
        "settlement" or "delivery" or "liquidation" or "options_settlement_summary" => TransactionKind.MarginResult,
        "deposit" => TransactionKind.Deposit,
        "withdrawal" => TransactionKind.Withdrawal,
        "transfer" => row.Change.IsNegative ? TransactionKind.Withdrawal : TransactionKind.Deposit,
        "swap" => TransactionKind.Conversion,
        "usdc_reward" => TransactionKind.Interest,
        "negative_balance_fee" => TransactionKind.InterestPaid,
        "correction" => TransactionKind.Adjustment,
        _ => TransactionKind.Unknown,
    };

    private static string? Id(JsonElement row) => row.ValueKind == JsonValueKind.Object && row.TryGetProperty("id", out var id) ? WireJson.Text(id) : null;
}
