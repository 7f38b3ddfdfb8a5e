using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Huobi;

/// <summary>One row of an account's history.</summary>
internal readonly record struct HuobiHistoryRow(long Id, EconomicEvent Entry, EconomicLeg Leg, string Type);

/// <summary><c>v1/account/history</c> (every change, windows of an hour, 30 days back) and <c>v2/account/ledger</c> (transfers only, windows of ten days, 180 days back).</summary>
internal sealed class HuobiHistory(AccountBook book, string wallet)
{
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    public static readonly TimeSpan Memory = TimeSpan.FromDays(30);
    public static readonly TimeSpan LongestLedger = TimeSpan.FromDays(10);
    public static readonly TimeSpan LedgerMemory = TimeSpan.FromDays(180);

    /// <summary>The rows of a page and, when there are more, the number of the row the next page begins with.</summary>
    /// <param name="query">Filters.</param>
    /// <param name="window">Range of time.</param>
    /// <param name="size">Rows a page.</param>
    /// <param name="types">Name of the parameter with the types, separated by commas.</param>
    /// <param name="from">Name of the parameter with the first row.</param>
    public (List<HuobiHistoryRow> Rows, long? Next) Page(IQueryCollection query, HuobiWindow window, int size, string types, string from)
    {
        var (currency, first, ascending) = (query["currency"].ToString(), query.Long(from, 0) ?? 0, query["sort"].ToString() == "asc");
        var wanted = query[types].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries).Where(t => t != "all").ToHashSet(StringComparer.Ordinal);
        var start = Rows.FirstAtLeast(book.Events, e => e.Time.ToUnixTimeMilliseconds(), window.Start);
        var rows = book.Events.Skip(start).TakeWhile(e => window.Has(e.Time)).SelectMany(Of)
            .Where(r => (currency.Length == 0 || HuobiCodes.Currency(r.Leg.Asset) == currency) && (wanted.Count == 0 || wanted.Contains(r.Type))).ToList();
        if (!ascending) rows.Reverse();
        if (first > 0) rows = [.. rows.SkipWhile(r => r.Id != first)];
        return rows.Count > size ? (rows[..size], rows[size].Id) : (rows, null);
    }

    public void Write(Utf8JsonWriter json, IEnumerable<HuobiHistoryRow> rows)
    {
        json.WriteStartArray();
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteNumber("account-id", HuobiCodes.AccountId(book, wallet));
            json.WriteString("currency", HuobiCodes.Currency(row.Leg.Asset));
            json.WriteNumber("record-id", row.Id);
            json.WriteString("transact-amt", row.Leg.Amount.Plain());
            json.WriteString("transact-type", row.Type);
            json.WriteString("avail-balance", row.Leg.After.Plain());
            json.WriteString("acct-balance", row.Leg.After.Plain());
            json.WriteNumber("transact-time", row.Entry.Time.ToUnixTimeMilliseconds());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public void WriteLedger(Utf8JsonWriter json, IEnumerable<HuobiHistoryRow> rows)
    {
        json.WriteStartArray();
        foreach (var row in rows)
        {
            var (source, target) = (row.Entry.Legs.First(l => l.Amount < 0).Wallet, row.Entry.Legs.First(l => l.Amount > 0).Wallet);
            json.WriteStartObject();
            json.WriteNumber("accountId", HuobiCodes.AccountId(book, wallet));
            json.WriteString("currency", HuobiCodes.Currency(row.Leg.Asset));
            json.WriteNumber("transactAmt", row.Leg.Amount);
            json.WriteString("transactType", "transfer");
            json.WriteString("transferType", $"{HuobiCodes.Type(source)}-to-{HuobiCodes.Type(target)}");
            json.WriteNumber("transactId", row.Id);
            json.WriteNumber("transactTime", row.Entry.Time.ToUnixTimeMilliseconds());
            json.WriteNumber("transferer", HuobiCodes.AccountId(book, source));
            json.WriteNumber("transferee", HuobiCodes.AccountId(book, target));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private IEnumerable<HuobiHistoryRow> Of(EconomicEvent entry)
    {
        for (var i = 0; i < entry.Legs.Length; i++)
            if (entry.Legs[i].Wallet == wallet) yield return new HuobiHistoryRow(HuobiCodes.RecordId(entry, i), entry, entry.Legs[i], Type(entry, entry.Legs[i]));
    }

    private static string Type(EconomicEvent entry, EconomicLeg leg) => entry.Kind switch
    {
        EconomicKind.Trade when leg.Role == EconomicRole.Fee => entry.Fill!.FeeAsset is var fee && fee != entry.Fill.Market.Base && fee != entry.Fill.Market.Quote ? "fee-deduction" : "transact-fee",
        EconomicKind.Trade => leg.Role == EconomicRole.Rebate ? "rebate" : "trade",
        EconomicKind.Deposit => "deposit",
        EconomicKind.Withdrawal or EconomicKind.WithdrawalReversal => leg.Role == EconomicRole.Fee ? "withdraw-fee" : "withdraw",
        EconomicKind.WalletTransfer => "transfer",
        EconomicKind.Referral or EconomicKind.FeeCredit => "rebate",
        EconomicKind.Interest or EconomicKind.StakingReward => "interest",
        EconomicKind.Conversion or EconomicKind.DustSweep or EconomicKind.InstantBuy => "exchange",
        _ => "other-types",
    };
}
