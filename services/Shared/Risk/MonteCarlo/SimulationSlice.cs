namespace PortfolioPlatform.Risk.MonteCarlo;

/// <summary>Sums of asset returns over the paths whose profit lies in a band, kept by block so that their order is always the same.</summary>
internal sealed class SimulationSlice(int assets, int blocks)
{
    private readonly double[][] _sums = new double[blocks][];

    public void Add(PathBlock block, int number, double[] profits, double low, double high)
    {
        var sums = new double[assets];
        Span<double> up = stackalloc double[PathBlock.Draws], down = stackalloc double[PathBlock.Draws];
        var start = number * 2 * PathBlock.Draws;
        var (drawn, mirrored) = PathBlock.Share(profits.Length - start);
        for (var i = 0; i < assets; i++)
        {
            block.Returns(i, up, down);
            for (var k = 0; k < drawn + mirrored; k++)
            {
                if (profits[start + k] >= low && profits[start + k] <= high) sums[i] += k < drawn ? up[k] : down[k - drawn];
            }
        }

        _sums[number] = sums;
    }

    public double[] Components(double[] weights, double valueAtRisk)
    {
        var losses = new double[assets];
        foreach (var sums in _sums)
        {
            for (var i = 0; i < assets; i++) losses[i] -= weights[i] * sums[i];
        }

        var total = losses.Sum();
        return total == 0 ? losses : Array.ConvertAll(losses, l => l * valueAtRisk / total);
    }
}
