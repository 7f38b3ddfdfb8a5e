using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>Binance's scattered histories of everything that is no trade and no movement.</summary>
internal static class BinanceIncome
{
    private static readonly BinanceError EarnTooLong = new(-6021, "The query time range cannot exceed 30 days.");

    /// <summary>Quotes accepted: start and end required, thirty days, with a flag for more.</summary>
    public static BinanceError? Converts(BinanceCall call, Utf8JsonWriter json)
    {
        if (call.Long("startTime") is null) return BinanceError.Missing("startTime");
        if (call.Long("endTime") is null) return BinanceError.Missing("endTime");
        var (from, to, error) = BinanceWindow.Of(call, days: 30);
        if (error is not null) return error;
        var limit = call.Limit(100, 1000);
        var rows = call.Read(book => BinanceWindow.Newest(book, from, to).Where(e => e.Kind == EconomicKind.Conversion).Take(limit + 1).ToList());
        json.WriteStartObject();
        json.WriteStartArray("list");
        foreach (var e in rows.Take(limit)) json.WriteRawValue(Convert(e));
        json.WriteEndArray();
        json.WriteNumber("startTime", from);
        json.WriteNumber("endTime", to);
        json.WriteNumber("limit", limit);
        json.WriteBoolean("moreData", rows.Count > limit);
        json.WriteEndObject();
        return null;
    }

    /// <summary>Dust swept into BNB: the last hundred sweeps.</summary>
    public static BinanceError? Dust(BinanceCall call, Utf8JsonWriter json)
    {
        var (from, to) = (call.Long("startTime") ?? 0, call.Long("endTime") ?? call.Now);
        var rows = call.Read(book => BinanceWindow.Newest(book, from, to).Where(e => e.Kind == EconomicKind.DustSweep).Take(100).ToList());
        json.WriteStartObject();
        json.WriteNumber("total", rows.Count);
        json.WriteStartArray("userAssetDribblets");
        foreach (var e in rows) WriteSweep(json, e);
        json.WriteEndArray();
        json.WriteEndObject();
        return null;
    }

    /// <summary>Everything handed out: staking payouts, airdrops, commissions; told apart by free text only.</summary>
    public static BinanceError? Dividends(BinanceCall call, Utf8JsonWriter json)
    {
        var (from, to, error) = BinanceWindow.Of(call, days: 180);
        if (error is not null) return error;
        var limit = call.Limit(20, 500);
        var rows = call.Read(book => BinanceWindow.Newest(book, from, to)
            .Where(e => e.Kind is EconomicKind.StakingReward or EconomicKind.Airdrop or EconomicKind.Referral && (call["asset"] is null || call["asset"] == e.Legs[0].Asset)).ToList());
        json.WriteStartObject();
        json.WriteStartArray("rows");
        foreach (var e in rows.Take(limit))
            json.WriteRawValue($$"""{"id":{{e.Hash >> 11}},"tranId":{{e.Hash >> 12}},"asset":"{{e.Legs[0].Asset}}","amount":"{{BinanceCodes.Amount(e.Legs[0].Amount)}}","divTime":{{e.Time.ToUnixTimeMilliseconds()}},"enInfo":"{{Words(e)}}","direction":1}""");
        json.WriteEndArray();
        json.WriteNumber("total", rows.Count);
        json.WriteEndObject();
        return null;
    }

    /// <summary>Interest of flexible earn, paid into the position.</summary>
    public static BinanceError? FlexibleRewards(BinanceCall call, Utf8JsonWriter json) => Earn(call, json, e => e.Kind == EconomicKind.Interest && call["type"] is null or "REALTIME" or "ALL", e =>
        $$"""{"asset":"{{e.Legs[0].Asset}}","rewards":"{{BinanceCodes.Amount(e.Legs[0].Amount)}}","projectId":"{{e.Legs[0].Asset}}001","type":"REALTIME","time":{{e.Time.ToUnixTimeMilliseconds()}}}""");

    public static BinanceError? FlexibleSubscriptions(BinanceCall call, Utf8JsonWriter json) => Moves(call, json, flexible: true, into: true);

    public static BinanceError? FlexibleRedemptions(BinanceCall call, Utf8JsonWriter json) => Moves(call, json, flexible: true, into: false);

    public static BinanceError? LockedSubscriptions(BinanceCall call, Utf8JsonWriter json) => Moves(call, json, flexible: false, into: true);

    public static BinanceError? LockedRedemptions(BinanceCall call, Utf8JsonWriter json) => Moves(call, json, flexible: false, into: false);

    /// <summary>Moves between spot and funding: one call per direction.</summary>
    public static BinanceError? Transfers(BinanceCall call, Utf8JsonWriter json)
    {
        if (call["type"] is not { } type) return BinanceError.Missing("type");
        var (from, to, into) = (call.Long("startTime") ?? call.Now - (7 * 86_400_000L), call.Long("endTime") ?? call.Now, type is "MAIN_FUNDING" or "MAIN_UMFUTURE");
        var other = type.Contains("UMFUTURE", StringComparison.Ordinal) ? Wallets.Futures : Wallets.Funding;
        var rows = call.Read(book => BinanceWindow.Newest(book, from, to)
            .Where(e => type is "MAIN_FUNDING" or "FUNDING_MAIN" or "MAIN_UMFUTURE" or "UMFUTURE_MAIN" && e.Kind == EconomicKind.WalletTransfer && e.Legs.Any(l => l.Wallet == other && l.Amount > 0 == into)).ToList());
        return Paged(call, json, rows, e => $$"""{"asset":"{{e.Legs[0].Asset}}","amount":"{{BinanceCodes.Amount(Math.Abs(e.Legs[0].Amount))}}","type":"{{type}}","status":"CONFIRMED","tranId":{{e.Hash >> 11}},"timestamp":{{e.Time.ToUnixTimeMilliseconds()}}}""");
    }

    private static BinanceError? Moves(BinanceCall call, Utf8JsonWriter json, bool flexible, bool into) => Earn(call, json,
        e => e.Kind == EconomicKind.WalletTransfer && e.Legs.Any(l => l.Wallet == Wallets.Earn && l.Amount > 0 == into) && flexible == (e.Legs[0].Asset == call.Site.Profile.InterestAsset),
        e => $$"""{"amount":"{{BinanceCodes.Amount(Math.Abs(e.Legs[0].Amount))}}","asset":"{{e.Legs[0].Asset}}","time":{{e.Time.ToUnixTimeMilliseconds()}},"{{(into ? "purchaseId" : "redeemId")}}":{{e.Hash >> 11}},"status":"{{(into ? "SUCCESS" : "PAID")}}"}""");

    private static BinanceError? Earn(BinanceCall call, Utf8JsonWriter json, Func<EconomicEvent, bool> pick, Func<EconomicEvent, string> write)
    {
        var (from, to, error) = BinanceWindow.Of(call, days: 30, EarnTooLong);
        if (error is not null) return error;
        return Paged(call, json, call.Read(book => BinanceWindow.Newest(book, from, to).Where(e => pick(e) && (call["asset"] is null || call["asset"] == e.Legs[0].Asset)).ToList()), write);
    }

    private static BinanceError? Paged(BinanceCall call, Utf8JsonWriter json, List<EconomicEvent> rows, Func<EconomicEvent, string> write)
    {
        var (page, size) = ((int)Math.Max(1, call.Long("current") ?? 1), call.Limit(10, 100, "size"));
        json.WriteStartObject();
        json.WriteStartArray("rows");
        foreach (var e in rows.Skip((page - 1) * size).Take(size)) json.WriteRawValue(write(e));
        json.WriteEndArray();
        json.WriteNumber("total", rows.Count);
        json.WriteEndObject();
        return null;
    }

    private static string Convert(EconomicEvent e)
    {
        var (sold, got) = (e.Legs[0], e.Legs[1]);
        var ratio = decimal.Round(got.Amount / -sold.Amount, 8);
        return $$"""
            {"quoteId":"{{e.Hash:x16}}","orderId":{{e.Hash >> 11}},"orderStatus":"SUCCESS","fromAsset":"{{sold.Asset}}","fromAmount":"{{BinanceCodes.Amount(-sold.Amount)}}","toAsset":"{{got.Asset}}","toAmount":"{{BinanceCodes.Amount(got.Amount)}}",
            "ratio":"{{ratio}}","inverseRatio":"{{(ratio == 0 ? 0 : decimal.Round(1 / ratio, 8))}}","createTime":{{e.Time.ToUnixTimeMilliseconds()}}}
            """;
    }

    private static void WriteSweep(Utf8JsonWriter json, EconomicEvent e)
    {
        var time = e.Time.ToUnixTimeMilliseconds();
        var details = e.Legs.Chunk3().Select((l, i) =>
            $$"""{"transId":{{(e.Hash >> 11) + (ulong)i + 1}},"serviceChargeAmount":"{{BinanceCodes.Amount(-l.Fee)}}","amount":"{{BinanceCodes.Amount(-l.Out.Amount)}}","operateTime":{{time}},"transferedAmount":"{{BinanceCodes.Amount(l.In + l.Fee)}}","fromAsset":"{{l.Out.Asset}}"}""");
        var (total, charge) = (e.Legs.Chunk3().Sum(l => l.In + l.Fee), -e.Legs.Chunk3().Sum(l => l.Fee));
        json.WriteRawValue($$"""{"operateTime":{{time}},"totalTransferedAmount":"{{BinanceCodes.Amount(total)}}","totalServiceChargeAmount":"{{BinanceCodes.Amount(charge)}}","transId":{{e.Hash >> 11}},"userAssetDribbletDetails":[{{string.Join(',', details)}}]}""");
    }

    private static string Words(EconomicEvent e) => e.Kind switch
    {
        EconomicKind.StakingReward => "Locked Staking",
        EconomicKind.Referral => "Referral Commission",
        _ => e.Note ?? "Airdrop",
    };
}

/// <summary>Reading the legs of a dust sweep: out, in and charge per remainder; a charge of zero is not booked.</summary>
internal static class DustLegs
{
    public static IEnumerable<(EconomicLeg Out, decimal In, decimal Fee)> Chunk3(this System.Collections.Immutable.ImmutableArray<EconomicLeg> legs)
    {
        for (var i = 0; i + 1 < legs.Length;)
        {
            var charged = i + 2 < legs.Length && legs[i + 2].Role == EconomicRole.Fee;
            yield return (legs[i], legs[i + 1].Amount, charged ? legs[i + 2].Amount : 0);
            i += charged ? 3 : 2;
        }
    }
}
