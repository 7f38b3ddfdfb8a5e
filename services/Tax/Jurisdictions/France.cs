using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Previews;

namespace PortfolioPlatform.Tax.Jurisdictions;

/// <summary>France, individuals: the whole portfolio's formula, form 2086.</summary>
internal sealed class France : IJurisdiction
{
    public string Name => "fr";

    public TaxCalendar Calendar { get; } = TaxCalendar.Of("Europe/Paris");

    public IReadOnlyList<string> Methods { get; } = ["whole-portfolio"];

    public LotScope DefaultScope => LotScope.Universal;

    public Allowance? Allowance(ReturnInput input) =>
        Previews.Allowance.Of("sales of the year that stay exempt", ParameterTable.Get("fr", "exempt-sales", input.Start), ReturnInput.Sum(input.Rows, r => r.Proceeds));

    public TaxReturn Return(ReturnInput input)
    {
        var gain = ReturnInput.Sum(input.Sales, Gain);
        var sales = ReturnInput.Sum(input.Sales, s => FormRounding.Cents(s.Price));
        var taxable = gain.Sign > 0 && sales > ParameterTable.Get("fr", "exempt-sales", input.Start) ? gain : Quantity.Zero;
        return new TaxReturn($"{input.Year}", [Form2086(input)],
        [
            new("51", "Sales of the year", sales),
            new("224", "Total gain or loss", gain),
            new("3AN", "Taxable gain", taxable),
            new("tax", "Flat tax", FormRounding.Cents(taxable * ParameterTable.Get("fr", "flat-rate", input.Start))),
            new("levies", "Social levies", FormRounding.Cents(taxable * ParameterTable.Get("fr", "social-levies", input.Start))),
            new("income", "Income in crypto-assets (BNC)", input.Income),
            new("positions", "Results of margin, futures and funding", input.Positions),
        ]);
    }

    /// <summary>Line 224 of one sale: 218 − 223 × 217 ÷ 212, columns rounded first.</summary>
    public static Quantity Gain(PortfolioSale sale) => FormRounding.Cents(sale.Price) - FormRounding.Cents(sale.Fees) - FormRounding.Cents(sale.Used);

    private static FormSheet Form2086(ReturnInput input) => new(
        "form-2086",
        ["sale", "asset", "units", "211_date", "212_portfolio_value", "213_price", "214_fees", "215_net_of_fees", "216_soulte", "217_net_of_soulte", "218_net_of_fees_and_soulte", "220_total_cost", "221_fractions_used", "222_soultes_received", "223_net_cost", "fraction", "224_gain"],
        ["213_price", "214_fees", "fraction", "224_gain"],
        [.. input.Sales.Zip(input.Rows).Select(s => Cells(s.First, s.Second.Disposed, input.Id))])
    { Title = "Formulaire 2086 - cessions d'actifs numériques" };

    private static string[] Cells(PortfolioSale s, DateOnly day, Func<long, string> id)
    {
        Quantity price = FormRounding.Cents(s.Price), fees = FormRounding.Cents(s.Fees), total = FormRounding.Cents(s.TotalCost), used = FormRounding.Cents(s.UsedBefore);
        return
        [
            id(s.Event), s.Asset.Value, s.Units.ToString(), GainSheet.Day(day), FormRounding.Text(s.PortfolioValue), FormRounding.Text(price), FormRounding.Text(fees), FormRounding.Text(price - fees), "0.00",
            FormRounding.Text(price), FormRounding.Text(price - fees), FormRounding.Text(total), FormRounding.Text(used), "0.00", FormRounding.Text(total - used), FormRounding.Text(s.Used), FormRounding.Text(Gain(s)),
        ];
    }
}
