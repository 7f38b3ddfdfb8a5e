using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Huobi;

/// <summary>Changes of an account that no fill, movement or transfer tells: rebates paid later, interest, loans, exchanges off the book.</summary>
internal static class HuobiRecordMapper
{
    /// <summary>Source of account records.</summary>
    public const string Source = "history";

    /// <summary>The types that are booked here, as the venue's filter wants them.</summary>
    public const string Types = "rebate,interest,exchange,etf,credit,liquidation,other-types";

    private static readonly FrozenSet<string> ToldElsewhere = FrozenSet.ToFrozenSet(["trade", "transact-fee", "fee-deduction", "transfer", "deposit", "withdraw", "withdraw-fee"], StringComparer.Ordinal);

    /// <summary>Books the records of one page; the two rows of an exchange share an instant.</summary>
    public static void Book(IReadOnlyCollection<HuobiRecord> records, PageBuilder page)
    {
        var own = records.Where(record => !ToldElsewhere.Contains(record.TransactType) && !record.TransactAmt.IsZero).OrderBy(record => record.RecordId).ToList();
        foreach (var group in own.Where(record => record.TransactType is "exchange" or "etf").GroupBy(record => (record.TransactTime, record.TransactType))) BookExchange([.. group], page);
        foreach (var record in own.Where(record => record.TransactType is not ("exchange" or "etf"))) BookSingle(record, page);
    }

    private static void BookExchange(ImmutableArray<HuobiRecord> rows, PageBuilder page)
    {
        var booked = Of(rows[0], TransactionKind.Conversion, [.. rows.Select(Leg)]);
        var isWhole = rows.Any(row => row.TransactAmt.IsNegative) && rows.Any(row => row.TransactAmt.Sign > 0);
        if (!isWhole) page.Problem("half-group", booked.NativeId, $"The other side of this {rows[0].TransactType} was not found at the same instant.");
        page.Add(isWhole ? booked : booked with { Flags = ["half-group"] });
    }

    private static void BookSingle(HuobiRecord record, PageBuilder page)
    {
        var (kind, flag) = Meaning(record);
        var booked = Of(record, kind, [Leg(record)]);
        if (kind == TransactionKind.Unknown) page.Problem("unknown-type", booked.NativeId, $"Record type '{record.TransactType}' is not known.");
        page.Add(flag is null ? booked : booked with { Flags = [flag] });
    }

    private static (TransactionKind Kind, string? Flag) Meaning(HuobiRecord record) => record.TransactType switch
    {
        "rebate" => (TransactionKind.Rebate, null),
        "interest" => (record.TransactAmt.IsNegative ? TransactionKind.InterestPaid : TransactionKind.Interest, null),
        "liquidation" => (TransactionKind.MarginResult, null),
        "credit" => (TransactionKind.Adjustment, "loan"),
        "other-types" => (TransactionKind.Adjustment, "other-types"),
        _ => (TransactionKind.Unknown, "unknown-type"),
    };

    private static VenueTransaction Of(HuobiRecord record, TransactionKind kind, ImmutableArray<VenueLeg> legs) =>
        new(record.RecordId.ToString(CultureInfo.InvariantCulture), Source, DateTimeOffset.FromUnixTimeMilliseconds(record.TransactTime), kind, legs) { Sequence = record.RecordId };

    private static VenueLeg Leg(HuobiRecord record) => new(record.Currency, HuobiCodes.Symbol(record.Currency), record.TransactAmt, record.TransactType == "rebate" ? LegRole.Rebate : LegRole.Principal);
}
