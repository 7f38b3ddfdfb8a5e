namespace PortfolioPlatform.Risk.Returns;

/// <summary>Makes complete rows of returns out of series with gaps.</summary>
public static class Alignment
{
    /// <summary>Returns from prices.</summary>
    public static AlignedReturns FromPrices(SeriesTable prices, ReturnKind kind = ReturnKind.Simple, GapPolicy gaps = GapPolicy.Drop)
    {
        var coverage = Cover(prices, returns: false);
        var used = gaps switch
        {
            GapPolicy.Carry => prices with { Columns = [.. prices.Columns.Select(Carry)] },
            GapPolicy.Bridge => Complete(prices),
            _ => prices,
        };
        var returns = Complete(Changes(used, kind));
        return new(prices.Assets, returns.Times, returns.Columns, Math.Max(0, prices.Rows - 1), coverage);
    }

    /// <summary>Returns as given; a row in which one is missing is left out.</summary>
    public static AlignedReturns FromReturns(SeriesTable returns)
    {
        var complete = Complete(returns);
        return new(returns.Assets, complete.Times, complete.Columns, returns.Rows, Cover(returns, returns: true));
    }

    /// <summary>One-period returns, NaN where one of the two prices is missing.</summary>
    public static SeriesTable Changes(SeriesTable prices, ReturnKind kind) =>
        new(prices.Assets, prices.Times is { Count: > 0 } ? [.. prices.Times.Skip(1)] : prices.Times, [.. prices.Columns.Select(c => Changes(c, kind))]);

    private static double[] Changes(double[] prices, ReturnKind kind)
    {
        var changes = new double[Math.Max(0, prices.Length - 1)];
        for (var i = 0; i < changes.Length; i++)
        {
            var ratio = prices[i + 1] / prices[i];
            changes[i] = kind == ReturnKind.Simple ? ratio - 1 : Math.Log(ratio);
        }

        return changes;
    }

    private static double[] Carry(double[] prices)
    {
        var carried = (double[])prices.Clone();
        for (var i = 1; i < carried.Length; i++)
        {
            if (double.IsNaN(carried[i])) carried[i] = carried[i - 1];
        }

        return carried;
    }

    private static SeriesTable Complete(SeriesTable table)
    {
        int[] rows = [.. Enumerable.Range(0, table.Rows).Where(r => Array.TrueForAll(table.Columns, c => !double.IsNaN(c[r])))];
        if (rows.Length == table.Rows) return table;
        return new(table.Assets, table.Times is { } times ? [.. rows.Select(r => times[r])] : null, [.. table.Columns.Select(c => Array.ConvertAll(rows, r => c[r]))]);
    }

    private static AssetCoverage[] Cover(SeriesTable table, bool returns) => [.. table.Assets.Select((a, i) => AssetCoverage.Of(a, table.Columns[i], returns))];
}
