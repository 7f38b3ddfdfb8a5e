namespace PortfolioPlatform.Sandbox.Markets;

/// <summary>
/// A Brownian path with random access: the daily steps are hashed and summed, the inside of a day is a bridge by hashed midpoint displacement,
/// down to about a second. Unit: standard deviation 1 per square root of a day.
/// </summary>
internal sealed class RandomWalk(ulong seed)
{
    private const int Levels = 17;
    private readonly Lock _gate = new();
    private double[] _sums = [0];

    /// <summary>The path at a time in days since its start; before the start it is flat.</summary>
    public double At(double days)
    {
        if (days <= 0) return 0;
        var day = (int)days;
        var sums = Sums(day + 1);
        var (low, high, rest, length, path) = (sums[day], sums[day + 1], days - day, 1.0, 1UL);
        for (var level = 0; level < Levels; level++)
        {
            var middle = ((low + high) / 2) + (Noise.Bell(Noise.Of(seed + (ulong)day, path)) * Math.Sqrt(length) / 2);
            length /= 2;
            (low, high, rest, path) = rest < 0.5 ? (low, middle, rest * 2, path * 2) : (middle, high, (rest - 0.5) * 2, (path * 2) + 1);
        }

        return low + ((high - low) * rest);
    }

    private double[] Sums(int last)
    {
        var sums = Volatile.Read(ref _sums);
        if (last < sums.Length) return sums;
        lock (_gate)
        {
            sums = _sums;
            if (last < sums.Length) return sums;
            var longer = new double[last + 400];
            sums.CopyTo(longer, 0);
            for (var day = sums.Length; day < longer.Length; day++) longer[day] = longer[day - 1] + Noise.Bell(Noise.Of(seed, (ulong)day));
            Volatile.Write(ref _sums, longer);
            return longer;
        }
    }
}
