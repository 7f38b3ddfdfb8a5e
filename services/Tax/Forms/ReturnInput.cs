using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Brokers;
using PortfolioPlatform.Tax.Events;

namespace PortfolioPlatform.Tax.Forms;

/// <summary>Everything of one year that a return is made of.</summary>
/// <param name="Year">The calendar year the tax year starts in.</param>
/// <param name="Start">Its first day.</param>
/// <param name="Rows">Matched pieces of the year, in order.</param>
/// <param name="Cash">Income and results of positions of the year.</param>
/// <param name="Sales">France's sales of the year.</param>
/// <param name="Method">The method in words.</param>
/// <param name="Id">The file's id of an event.</param>
internal sealed record ReturnInput(
    int Year, DateOnly Start, IReadOnlyList<FormRow> Rows, IReadOnlyList<CashResult> Cash, IReadOnlyList<PortfolioSale> Sales, string Method, Func<long, string> Id)
{
    /// <summary>Sales as brokers told them.</summary>
    public IReadOnlyList<BrokerSale> Brokers { get; init; } = [];

    /// <summary>When the lots of a disposal were named; null when nobody named them.</summary>
    public Func<long, DateTimeOffset?> IdentifiedAt { get; init; } = _ => null;

    /// <summary>Where the price of an event came from.</summary>
    public Func<long, string> PriceSource { get; init; } = _ => "";

    /// <summary>Income of the year, rounded to cents row by row.</summary>
    public Quantity Income => Sum(Cash.Where(c => c.IsIncome), c => FormRounding.Cents(c.Amount));

    /// <summary>Results of margin and futures positions and funding of the year.</summary>
    public Quantity Positions => Sum(Cash.Where(c => !c.IsIncome), c => FormRounding.Cents(c.Amount));

    /// <summary>The exact sum.</summary>
    public static Quantity Sum<T>(IEnumerable<T> items, Func<T, Quantity> value) => items.Aggregate(Quantity.Zero, (sum, item) => sum + value(item));
}
