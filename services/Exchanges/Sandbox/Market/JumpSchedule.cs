namespace PortfolioPlatform.Sandbox.Markets;

/// <summary>Jumps of a log price: on a hashed share of days one jump at a hashed moment. Random access by prefix sums.</summary>
internal sealed class JumpSchedule(ulong seed, double chancePerDay, double size)
{
    private readonly Lock _gate = new();
    private double[] _sums = [0];

    /// <summary>The sum of all jumps up to a time in days since the start.</summary>
    public double At(double days)
    {
        if (days <= 0 || chancePerDay <= 0) return 0;
        var day = (int)days;
        var before = Sums(day)[day];
        var (moment, jump) = Of(day);
        return days - day >= moment ? before + jump : before;
    }

    private (double Moment, double Jump) Of(int day)
    {
        var dice = new Dice(Noise.Of(seed, (ulong)day));
        if (!dice.Chance(chancePerDay)) return (0, 0);
        return (dice.Unit(), dice.Between(-size, size * 0.95));
    }

    private double[] Sums(int last)
    {
        var sums = Volatile.Read(ref _sums);
        if (last < sums.Length) return sums;
        lock (_gate)
        {
            var longer = new double[last + 400];
            for (var day = 1; day < longer.Length; day++) longer[day] = longer[day - 1] + Of(day - 1).Jump;
            Volatile.Write(ref _sums, longer);
            return longer;
        }
    }
}
