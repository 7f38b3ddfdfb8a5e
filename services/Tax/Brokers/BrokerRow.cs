using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Brokers;

/// <summary>A row of Form 8949 after a broker's Form 1099-DA: its box, the broker's columns where they must stand, and the codes that mend them (instructions for columns e to g).</summary>
internal static class BrokerRow
{
    /// <param name="row">Our row.</param>
    /// <param name="sale">What the broker told.</param>
    /// <param name="share">The part of the broker's sale this row is.</param>
    /// <param name="isNet">Whether the broker told proceeds less fees, as ours are.</param>
    /// <param name="isGross">Whether the broker told proceeds without the fees.</param>
    public static Form8949Row Of(Form8949Row row, BrokerSale sale, Quantity share, bool isNet, bool isGross)
    {
        var codes = row.Code;
        var (proceeds, adjustment) = (row.Proceeds, row.Adjustment);
        if (isGross && !isNet)
        {
            proceeds = row.Source.Proceeds;
            adjustment -= proceeds - row.Proceeds;
            codes += "E";
        }

        var basis = row.Basis;
        if (sale.Basis is { } told)
        {
            var reconciled = Form8949.Reconcile(proceeds, basis, FormRounding.Cents(told * share), sale.IsBasisReported);
            (basis, adjustment) = (reconciled.Basis, adjustment + reconciled.Adjustment);
            codes += reconciled.Code;
        }

        (adjustment, var further) = Further(sale, share, proceeds - basis, adjustment, codes);
        codes += further;
        var isLong = row.Part == "II";
        if (sale.Box != "Y" && sale.IsLong != isLong) codes += "T";
        var box = sale.IsBasisReported ? (isLong ? "J" : "G") : isLong ? "K" : "H";
        return row with { Box = box, Proceeds = proceeds, Basis = basis, Adjustment = adjustment, Code = string.Concat(codes.Distinct().Order()), Gain = proceeds - basis + adjustment };
    }

    // Market discount leaves the gain (D); a loss the broker took for a wash sale is denied (W) unless we denied one ourselves; where no loss is allowed what is left of it goes (L).
    private static (Quantity Adjustment, string Codes) Further(BrokerSale sale, Quantity share, Quantity difference, Quantity adjustment, string known)
    {
        var codes = "";
        if (FormRounding.Cents(sale.MarketDiscount * share) is { IsZero: false } discount) (adjustment, codes) = (adjustment - discount, "D");
        if (!known.Contains('W', StringComparison.Ordinal) && FormRounding.Cents(sale.WashSaleLoss * share) is { IsZero: false } washed) (adjustment, codes) = (adjustment + washed, $"{codes}W");
        if (sale.IsLossDenied && (difference + adjustment).IsNegative) (adjustment, codes) = (-difference, $"{codes}L");
        return (adjustment, codes);
    }
}
