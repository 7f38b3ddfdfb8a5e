using PortfolioPlatform.Risk.Numerics;
using PortfolioPlatform.Risk.Returns;

namespace PortfolioPlatform.Risk.Performance;

/// <summary>What was earned on money that came and went.</summary>
public static class ReturnOnCapital
{
    /// <summary>Time-weighted: growth between flows, chained, so that flows do not count. Source: Global Investment Performance Standards (2020), 2.A.20.</summary>
    /// <returns>NaN when the book was empty or under water between two flows.</returns>
    public static double TimeWeighted(IReadOnlyList<Valuation> valuations)
    {
        var growth = 1.0;
        for (var i = 1; i < valuations.Count; i++)
        {
            var start = valuations[i - 1].Worth;
            if (start == 0 && valuations[i].Worth - valuations[i].Flow == 0) continue; // Nothing was held: nothing was earned.
            if (start <= 0) return double.NaN;
            growth *= (valuations[i].Worth - valuations[i].Flow) / start;
        }

        return growth - 1;
    }

    /// <summary>Modified Dietz: gain over the capital that was there, each flow weighted by the share of time it stayed. Source: P. Dietz, Pension Funds (1966); GIPS guidance on calculation methodology.</summary>
    public static double ModifiedDietz(double begin, double end, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<CashFlow> flows)
    {
        double net = 0, capital = begin;
        foreach (var flow in flows)
        {
            net += flow.Worth;
            capital += flow.Worth * ((to - flow.At) / (to - from));
        }

        return capital == 0 ? double.NaN : (end - begin - net) / capital;
    }

    /// <summary>Money-weighted: the yearly rate r at which Σ flow/(1 + r)^(days/365) = 0, as spreadsheets' XIRR. Amounts put in are negative here, what comes out and what is left at the end positive.</summary>
    /// <returns>Null when no rate between −99.9999999 % and 10¹⁰ % solves it.</returns>
    public static double? Xirr(IReadOnlyList<CashFlow> flows)
    {
        var start = flows.Min(f => f.At);
        double Present(double logGrowth) => flows.Sum(f => f.Worth * Math.Exp(-logGrowth * (f.At - start).TotalDays / Annualisation.Days));
        for (double reach = 0.05; reach <= 21; reach *= 1.5)
        {
            if (Root.Between(Present, -reach, reach) is { } root) return Math.Exp(root) - 1;
        }

        return null;
    }
}
