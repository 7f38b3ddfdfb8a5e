namespace PortfolioPlatform.Risk.MonteCarlo;

/// <summary>Standard normal draws. Source: G. Marsaglia, W. W. Tsang, "The ziggurat method for generating random variables", J. Statistical Software 5 (2000), in J. A. Doornik's form (2005) with layer and point taken from different bits.</summary>
internal static class Ziggurat
{
    private const int Layers = 128;
    private const double Edge = 3.442619855899;
    private const double Area = 9.91256303526217e-3;
    private static readonly double[] X = Edges();
    private static readonly double[] Inside = Ratios();

    public static void Fill(ref RandomStream stream, Span<double> draws)
    {
        var local = stream;
        double[] edges = X, inside = Inside;
        for (var i = 0; i < draws.Length; i++)
        {
            var bits = local.Next();
            var layer = (int)(bits & (Layers - 1));
            var u = ((long)bits >> 10) * (1.0 / (1L << 53));
            draws[i] = Math.Abs(u) < inside[layer] ? u * edges[layer] : Rare(ref local, u, layer);
        }

        stream = local;
    }

    private static double Rare(ref RandomStream stream, double u, int layer)
    {
        while (true)
        {
            if (layer == 0) return Tail(ref stream, u < 0);
            var x = u * X[layer];
            double low = Math.Exp(-0.5 * ((X[layer] * X[layer]) - (x * x))), high = Math.Exp(-0.5 * ((X[layer + 1] * X[layer + 1]) - (x * x)));
            if (high + (stream.Uniform() * (low - high)) < 1) return x;
            var bits = stream.Next();
            layer = (int)(bits & (Layers - 1));
            u = ((long)bits >> 10) * (1.0 / (1L << 53));
            if (Math.Abs(u) < Inside[layer]) return u * X[layer];
        }
    }

    private static double Tail(ref RandomStream stream, bool negative)
    {
        double x, y;
        do
        {
            x = Math.Log(stream.Uniform()) / Edge;
            y = Math.Log(stream.Uniform());
        }
        while (-2 * y < x * x);
        return negative ? x - Edge : Edge - x;
    }

    private static double[] Edges()
    {
        var edges = new double[Layers + 1];
        var f = Math.Exp(-0.5 * Edge * Edge);
        (edges[0], edges[1]) = (Area / f, Edge);
        for (var i = 2; i < Layers; i++)
        {
            edges[i] = Math.Sqrt(-2 * Math.Log((Area / edges[i - 1]) + f));
            f = Math.Exp(-0.5 * edges[i] * edges[i]);
        }

        return edges;
    }

    private static double[] Ratios()
    {
        var ratios = new double[Layers];
        for (var i = 0; i < Layers; i++) ratios[i] = X[i + 1] / X[i];
        return ratios;
    }
}
