using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Brokers;

/// <summary>A row of Form 8949 after a broker's Form 1099-DA: its box, the broker's columns where they must stand, and the codes that mend them.</summary>
internal static class BrokerRow
{
    /// <param name="row">Our row.</param>
    /// <param name="sale">What the broker told.</param>
    /// <param name="share">The part of the broker's units this row is.</param>
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

        var isLong = row.Part == "II";
        if (sale.Box != "Y" && sale.IsLong != isLong) codes += "T";
        var box = sale.IsBasisReported ? (isLong ? "J" : "G") : isLong ? "K" : "H";
        return row with { Box = box, Proceeds = proceeds, Basis = basis, Adjustment = adjustment, Code = string.Concat(codes.Distinct().Order()), Gain = proceeds - basis + adjustment };
    }
}
