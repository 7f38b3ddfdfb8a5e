using System.Text;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Figures;
using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Ledger;

namespace PortfolioPlatform.Tax.Reports.Runs;

/// <summary>What a report is made of, as files <c>Host tax</c> reads: whoever has them makes the same report without a server.</summary>
internal static class ReportInputFiles
{
    /// <summary>Every row of the entity's ledger.</summary>
    public const string Ledger = "ledger.csv";

    /// <summary>Closing prices at the end of the year.</summary>
    public const string Prices = "closing-prices.csv";

    /// <summary>Reference prices that rows are valued by, with source and distance in time.</summary>
    public const string PricesUsed = "prices-used.csv";

    /// <summary>Forms 1099-DA that came with the request.</summary>
    public const string BrokerForms = "form-1099-da.csv";

    /// <summary>Units that may not be sold, as they came with the request.</summary>
    public const string Restricted = "restricted.csv";

    /// <summary>Lots allocated to wallets one by one, as the settings had them.</summary>
    public const string AllocationLots = "allocation-lots.csv";

    /// <summary>The seal of the report that closed the year before.</summary>
    public const string ClosedSeal = "closed-seal.json";

    /// <summary>The events that were filed with it.</summary>
    public const string ClosedEvents = "closed-events.csv";

    /// <summary>Movements nobody explained, prices nobody knows, money of other currencies: what the ledger leaves open.</summary>
    public const string Problems = "ledger-problems.csv";

    /// <summary>What the ledger leaves open.</summary>
    public static byte[] ProblemsCsv(EntityLedger ledger)
    {
        var text = new StringBuilder("code,id,time,wallet,asset,units,reason,fix\n");
        foreach (var p in ledger.Rows.Problems)
        {
            var (reason, fix, _) = GraphQL.TaxProblemItem.WordsOf(p.Code);
            text.Append(CsvText.Line([p.Code, p.Row, ReportFiles.Iso(p.Time), p.Wallet, p.Asset.Value, p.Units.ToString(), reason, fix])).Append('\n');
        }

        foreach (var p in ForeignMoney.Of(ledger)) text.Append(CsvText.Line([p.Code, p.Id, ReportFiles.Iso(p.Time!.Value), p.Wallet, p.Asset, "", p.Reason, p.Fix])).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The ledger as <c>Host tax --trades</c> reads it.</summary>
    public static byte[] LedgerCsv(LedgerRows rows)
    {
        var seen = new SeenEvents(rows.Ids);
        foreach (var row in InOrder(rows)) seen.Add(row);
        return seen.Bytes();
    }

    /// <summary>Prices rows rest on.</summary>
    public static byte[] PricesUsedCsv(LedgerRows rows)
    {
        var text = new StringBuilder("id,asset,price,source,at,distance_seconds\n");
        foreach (var row in InOrder(rows))
            if (rows.Prices.TryGetValue(rows.Ids[row.Id], out var use))
                text.Append(CsvText.Line([rows.Ids[row.Id], use.Asset.Value, use.PerUnit.ToString(), use.Source, ReportFiles.Iso(use.At), ((long)use.Distance.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture)])).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The last reference price of every asset before an instant, in the currency of the books.</summary>
    public static async Task<byte[]> ClosingCsvAsync(IDatabaseTransaction transaction, EntityLedger ledger, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var assets = ledger.Rows.Rows.Where(r => r.Time < end).SelectMany(r => r.More?.ToAsset is { } to ? new[] { r.Asset, to } : [r.Asset]).Where(a => a.Value != ledger.Rates.Word).Distinct().Order().ToArray();
        var text = new StringBuilder("asset,timestamp,price,source\n");
        foreach (var (asset, usd) in await PriceSql.ClosingAsync(transaction, assets, end.AddTicks(-10), cancellationToken))
            if (ledger.Rates.InCurrency(usd.Price, usd.Time) is { Sign: > 0 } price)
                text.Append(CsvText.Line([asset.Value, ReportFiles.Iso(usd.Time), price.ToString(), usd.Source])).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<TaxEvent> InOrder(LedgerRows rows) => rows.Rows.OrderBy(r => r.Time).ThenBy(r => r.Id, Comparer<long>.Create(rows.Ids.Compare));
}
