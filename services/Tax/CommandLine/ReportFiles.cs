using System.Globalization;
using System.Text;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>The tables of a report: exact numbers, nothing rounded.</summary>
internal sealed class ReportFiles(TaxOptions options, Outcome outcome)
{
    private const int WriteBuffer = 1 << 16;

    private readonly TaxResult _result = outcome.Result;

    /// <summary>Writes a row for each matched piece, and sums them up.</summary>
    public async Task<AssetTotals> WriteDisposalsAsync(string path, int[] rows, CancellationToken cancellationToken)
    {
        await using var table = new Utf8Rows(path);
        foreach (var name in (string[])["disposal_id", "asset", "disposed", "lot_id", "acquired", "quantity", "proceeds", "basis", "acquisition_fee", "disposal_fee", "gain_ex_fees", "gain_net", "term", "rule", "basis_state", "wallet", "adjustment"]) table.Add(name);
        await table.EndRowAsync(cancellationToken);
        var totals = new AssetTotals();
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var p = _result.Rows[row];
            totals.Of(p.Asset).Add(p);
            Cells(table, p);
            await table.EndRowAsync(cancellationToken);
        }

        return totals;
    }

    private void Cells(Utf8Rows table, in MatchedPiece p) => table
        .Add(outcome.Ids, p.Disposal, "day").Add(p.Asset.Value).Add(p.Disposed, _result.ByDay).Add(outcome.Ids, p.Lot, "pool").Add(p.Acquired, _result.ByDay).Add(p.Units).Add(p.Proceeds).Add(p.Cost)
        .Add(p.AcquisitionFee).Add(p.DisposalFee).Add(p.GainExFees).Add(p.GainNet).Add(Term(p)).Add(p.Rule.Replace(',', ';')).Add(State(p.Basis)).Add(p.Wallet).Add(p.Adjustment);

    /// <summary>Writes what is still held, and adds it to the sums.</summary>
    public async Task WriteLotsAsync(string path, AssetTotals totals, CancellationToken cancellationToken)
    {
        await using var table = new Utf8Rows(path);
        foreach (var name in (string[])["lot_id", "wallet", "asset", "acquired", "quantity", "cost_ex_fees", "acquisition_fee", "basis_state"]) table.Add(name);
        await table.EndRowAsync(cancellationToken);
        foreach (var (wallet, asset, lot) in _result.Lots)
        {
            cancellationToken.ThrowIfCancellationRequested();
            totals.Of(asset).Add(lot);
            table.Add(outcome.Ids, lot.Id, "pool").Add(wallet).Add(asset.Value).Add(lot.Acquired, isDay: false).Add(lot.Units).Add(lot.Cost).Add(lot.Fee).Add(State(lot.Basis));
            await table.EndRowAsync(cancellationToken);
        }
    }

    public async Task WriteIncomeAsync(string path, CashResult[] cash, CancellationToken cancellationToken)
    {
        await using var writer = Open(path);
        await writer.WriteLineAsync("id,time,wallet,asset,type,quantity,amount,kind".AsMemory(), cancellationToken);
        foreach (var c in cash)
            await writer.WriteLineAsync($"{Id(c.Event, "")},{Iso(c.Time)},{c.Venue},{c.Asset},{EventTranslation.Word(c.Class)},{c.Units},{c.Amount},{(c.IsIncome ? "income" : "position")}".AsMemory(), cancellationToken);
    }

    public async Task WriteRemovalsAsync(string path, CancellationToken cancellationToken)
    {
        await using var writer = Open(path);
        await writer.WriteLineAsync("id,time,wallet,asset,quantity,cost_ex_fees,acquisition_fee,reason".AsMemory(), cancellationToken);
        foreach (var r in _result.Removals)
            await writer.WriteLineAsync($"{Id(r.Event, "day")},{Time(r.Time)},{r.Wallet},{r.Asset},{r.Units},{r.Cost},{r.Fee},{r.Reason}".AsMemory(), cancellationToken);
    }

    public async Task WriteAllocationsAsync(string path, CancellationToken cancellationToken)
    {
        await using var writer = Open(path);
        await writer.WriteLineAsync("asset,from,lot_id,wallet,quantity,wallet_balance,rule,decided,decided_by".AsMemory(), cancellationToken);
        foreach (var record in _result.Allocations)
            foreach (var a in record.Allocated)
                await writer.WriteLineAsync(CsvText.Line([record.Asset.Value, Iso(record.At), Id(a.Lot, "pool"), a.Wallet, a.Units.ToString(), record.Balances.First(b => b.Wallet == a.Wallet).Units.ToString(), record.Rule.Replace(',', ';'), Iso(record.DecidedAt), record.DecidedBy]).AsMemory(), cancellationToken);
    }

    /// <summary>ISO 8601 in UTC.</summary>
    public static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    private static StreamWriter Open(string path) => new(path, append: false, new UTF8Encoding(false), WriteBuffer) { NewLine = "\n" };

    private string Time(DateTimeOffset time) => _result.ByDay ? Iso(time)[..10] : Iso(time);

    private string Term(in MatchedPiece p)
    {
        if (_result.ByDay || p.Acquired is not { } acquired) return "";
        var calendar = options.Jurisdiction.Calendar;
        return options.Jurisdiction.Term(calendar.Day(acquired), calendar.Day(p.Disposed));
    }

    private string Id(long ordinal, string without) => ordinal < 0 ? without : outcome.Ids[ordinal];

    private static string State(BasisState state) => state == BasisState.Confirmed ? "confirmed" : "unknown";
}
