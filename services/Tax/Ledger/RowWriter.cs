using System.Globalization;
using System.Text;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Events;

namespace PortfolioPlatform.Tax.Ledger;

/// <summary>Collects rows with their ids, prices and problems.</summary>
internal sealed class RowWriter(RateBook rates, IReadOnlyDictionary<AccountId, string> wallets)
{
    /// <summary>Fractional digits of shares of values.</summary>
    public const int Scale = 24;

    private readonly EventIds _ids = new();
    private readonly List<TaxEvent> _rows = [];
    private readonly Dictionary<string, PriceUse> _prices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RowSource> _sources = new(StringComparer.Ordinal);
    private readonly List<LedgerProblem> _problems = [];
    private (Guid Entry, int Parts) _last;

    public LedgerRows Finish() => new(_rows, _ids, _prices, _sources, _problems);

    public string Wallet(LedgerEntry entry) => wallets[entry.Account];

    public FeeLegs FeesOf(LedgerEntry entry) => FeeLegs.Of(entry, rates);

    /// <summary>A row that still has no class and no id.</summary>
    public TaxEvent Row(LedgerEntry entry, AssetId asset, Quantity units, Quantity price) => new(-1, entry.Time, Wallet(entry), asset, EventClass.Buy, units, price, Quantity.Zero);

    /// <summary>Keeps a row, and the price it rests on.</summary>
    public void Add(LedgerEntry entry, TaxEvent row, LedgerLeg? priced)
    {
        _last = _last.Entry == entry.EntryId ? (entry.EntryId, _last.Parts + 1) : (entry.EntryId, 1);
        var id = IdOf(entry, _last.Parts);
        _sources[id] = new RowSource(entry.Account, entry.EntryId);
        if (priced is not null && rates.WorthOf(priced, entry.Time) is { Price: { } price } worth)
        {
            _prices[id] = new PriceUse(priced.Asset, worth.PerUnit, price.Source, price.At, entry.Time - price.At);
            row = row with { PriceSource = Said(priced.Asset, price, entry.Time) };
        }

        _rows.Add(row with { Id = _ids.Add(Encoding.UTF8.GetBytes(id)) });
    }

    // One field of a file that knows no quotes.
    private static string Said(AssetId asset, ReferencePrice price, DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"{asset} by {price.Source}; {(long)(time - price.At).TotalSeconds} s before").Replace(',', ';').ReplaceLineEndings(" ");

    public void Problem(string code, LedgerEntry entry, LedgerLeg leg) =>
        _problems.Add(new LedgerProblem(code, IdOf(entry, (_last.Entry == entry.EntryId ? _last.Parts : 0) + 1), entry, entry.Time, Wallet(entry), leg.Asset, leg.Amount.Abs()));

    /// <summary>
    /// Orders rows of one instant as the ledger does: the venue's sequence (behind its length, so that texts compare as numbers), then the transaction, then its parts.
    /// </summary>
    private static string IdOf(LedgerEntry entry, int part)
    {
        var digits = (entry.Sequence < 0 ? 0 : entry.Sequence).ToString(CultureInfo.InvariantCulture);
        var order = entry.Sequence <= 0 ? "0" : $"{(char)('a' + digits.Length)}{digits}";
        return part == 1 ? $"{order}-{entry.EntryId:N}" : string.Create(CultureInfo.InvariantCulture, $"{order}-{entry.EntryId:N}.{part:00}");
    }
}
