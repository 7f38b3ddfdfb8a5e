using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Ledger;

namespace PortfolioPlatform.Tax.Institutions;

/// <summary>
/// What a provider reports about a user under CARF and DAC8 (from 2026-01-01): per asset and year, by kind of transaction, the amount, the units and the number of transactions.
/// Retail payments count when they are above 50,000 USD; amounts are in the report's currency, so that limit means that currency. Transfers to addresses that are not known to belong to a provider are totalled beside, whatever their kind. [K] field wording.
/// </summary>
internal sealed class ExchangeTotals
{
    private static readonly Quantity RetailLimit = 50_000;

    // Wallets that are addresses of nobody known, and those that units left to without a word.
    private const string Unhosted = "unhosted:";

    private readonly SortedDictionary<(string Asset, string Kind), (int Count, Quantity Units, Quantity Amount)> _totals = [];
    private readonly SortedDictionary<(string Asset, string Kind), (int Count, Quantity Units, Quantity Amount)> _unhosted = [];

    /// <summary>Takes an event of the year.</summary>
    public void Add(in TaxEvent e)
    {
        foreach (var (asset, kind, units, amount) in Parts(e))
        {
            Add(_totals, asset, kind, units, amount);
            if (e.More?.ToVenue is { } to && IsUnhosted(to) && e.Class is not EventClass.Swap) Add(_unhosted, asset, kind, units, amount);
        }
    }

    /// <summary>The totals, and what of them went to addresses of nobody known.</summary>
    public IEnumerable<FormSheet> Sheets() =>
    [
        Sheet("carf-dac8", "Totals of the year by asset and kind (CARF, DAC8)", _totals),
        Sheet("carf-dac8-unhosted", "Of these, to addresses not known to belong to a provider (CARF, DAC8)", _unhosted),
    ];

    private static bool IsUnhosted(string wallet) => wallet.StartsWith(Unhosted, StringComparison.OrdinalIgnoreCase) || wallet is LedgerRows.OwnElsewhere or LedgerRows.Unresolved;

    private static void Add(SortedDictionary<(string, string), (int, Quantity, Quantity)> totals, AssetId asset, string kind, Quantity units, Quantity amount)
    {
        var (count, sum, value) = totals.GetValueOrDefault((asset.Value, kind));
        totals[(asset.Value, kind)] = (count + 1, sum + units, value + amount);
    }

    private static FormSheet Sheet(string name, string title, SortedDictionary<(string Asset, string Kind), (int Count, Quantity Units, Quantity Amount)> totals) => new(
        name,
        ["asset", "kind", "transactions", "units", "amount"],
        ["amount"],
        [.. totals.Select(t => new[] { t.Key.Asset, t.Key.Kind, $"{t.Value.Count}", $"{t.Value.Units}", FormRounding.Text(t.Value.Amount) })])
    { Title = title };

    private static IEnumerable<(AssetId Asset, string Kind, Quantity Units, Quantity Amount)> Parts(TaxEvent e)
    {
        var value = e.Units * e.Price;
        switch (e.Class)
        {
            case EventClass.Buy:
                yield return (e.Asset, "acquired for fiat", e.Units, value + e.Fee);
                break;
            case EventClass.Sell:
                yield return (e.Asset, "disposed of for fiat", e.Units, value - e.Fee);
                break;
            case EventClass.Swap or EventClass.LiquidityAdd or EventClass.LiquidityRemove:
                yield return (e.Asset, "disposed of for crypto", e.Units, value);
                yield return (e.More!.ToAsset!.Value, "acquired for crypto", e.More.ToUnits, e.More.ToPrice is { } price ? e.More.ToUnits * price : value);
                break;
            case EventClass.Payment:
                yield return (e.Asset, value > RetailLimit ? "retail payment" : "transfer out: payment", e.Units, value);
                break;
            case EventClass.Transfer:
                yield return (e.Asset, e.More?.ToVenue == LedgerRows.Unresolved ? "transfer out: not explained" : "transfer out: own wallet", e.Units, value);
                break;
            case EventClass.GiftOut or EventClass.Donation or EventClass.Loss or EventClass.Theft:
                yield return (e.Asset, $"transfer out: {EventTranslation.Word(e.Class)}", e.Units, value);
                break;
            case EventClass.Staking or EventClass.Mining or EventClass.Airdrop or EventClass.Interest or EventClass.Fork or EventClass.GiftIn or EventClass.Income:
                yield return (e.Asset, $"transfer in: {EventTranslation.Word(e.Class)}", e.Units, value);
                break;
        }
    }
}
