using System.Globalization;
using System.Text;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Events;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>The tables of a report: exact numbers, nothing rounded.</summary>
internal sealed class ReportFiles(TaxOptions options, Outcome outcome)
{
    private const int WriteBuffer = 1 << 16;

    private readonly TaxResult _result = outcome.Result;

    public async Task WriteDisposalsAsync(string path, int[] rows, CancellationToken cancellationToken)
    {
        await using var writer = Open(path);
        await writer.WriteLineAsync("disposal_id,asset,disposed,lot_id,acquired,quantity,proceeds,basis,acquisition_fee,disposal_fee,gain_ex_fees,gain_net,term,rule,basis_state,wallet,adjustment".AsMemory(), cancellationToken);
        var line = new StringBuilder();
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var p = _result.Rows[row];
            line.Clear().Append(CultureInfo.InvariantCulture, $"{Id(p.Disposal, "day")},{p.Asset},{Time(p.Disposed)},{Id(p.Lot, "pool")},{(p.Acquired is { } t ? Time(t) : "")},{p.Units},{p.Proceeds},{p.Cost},{p.AcquisitionFee},{p.DisposalFee},{p.GainExFees},{p.GainNet},{Term(p)},{p.Rule.Replace(',', ';')},{State(p.Basis)},{p.Wallet},{p.Adjustment}\n");
            foreach (var chunk in line.GetChunks()) writer.Write(chunk.Span);
        }
    }

    public async Task WriteLotsAsync(string path, CancellationToken cancellationToken)
    {
        await using var writer = Open(path);
        await writer.WriteLineAsync("lot_id,wallet,asset,acquired,quantity,cost_ex_fees,acquisition_fee,basis_state".AsMemory(), cancellationToken);
        foreach (var (wallet, asset, lot) in _result.Lots)
            await writer.WriteLineAsync($"{Id(lot.Id, "pool")},{wallet},{asset},{(lot.Acquired is { } t ? Iso(t) : "")},{lot.Units},{lot.Cost},{lot.Fee},{State(lot.Basis)}".AsMemory(), cancellationToken);
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
                await writer.WriteLineAsync($"{record.Asset},{Iso(record.At)},{Id(a.Lot, "pool")},{a.Wallet},{a.Units},{record.Balances.First(b => b.Wallet == a.Wallet).Units},{record.Rule.Replace(',', ';')},{Iso(record.DecidedAt)},{record.DecidedBy}".AsMemory(), cancellationToken);
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
