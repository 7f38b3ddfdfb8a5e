using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Brokers;

/// <summary>What Forms 1099-DA tell that belongs on other lines of the return than gains. The lines are [K].</summary>
internal static class BrokerLines
{
    public static IEnumerable<FormLine> Of(IReadOnlyList<BrokerSale> told)
    {
        FormLine[] lines =
        [
            new("1040-25b", "Federal income tax withheld (Forms 1099-DA, box 4)", Sum(told, t => t.Withheld)),
            new("schedule-b", "Accrued market discount, as interest (box 1h)", Sum(told, t => t.MarketDiscount)),
            new("first-sales", "First sales of specified NFTs by their creator, ordinary income (box 11c)", Sum(told, t => t.FirstSales)),
        ];
        return lines.Where(l => !l.Amount.IsZero);
    }

    private static Quantity Sum(IReadOnlyList<BrokerSale> told, Func<BrokerSale, Quantity> amount) => FormRounding.Cents(ReturnInput.Sum(told, amount));
}
