using System.Numerics;
using System.Runtime.InteropServices;

namespace PortfolioPlatform.Risk.MonteCarlo;

/// <summary>xoshiro256++ with a state filled by SplitMix64. Source: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM Trans. Math. Software 47 (2021). A (seed, number) pair names one stream for ever.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct RandomStream
{
    private ulong _a, _b, _c, _d;

    public RandomStream(ulong seed, ulong number)
    {
        var state = seed ^ BitOperations.RotateLeft(number * 0xD1342543DE82EF95UL, 32) ^ (number << 1);
        (_a, _b, _c, _d) = (Split(ref state), Split(ref state), Split(ref state), Split(ref state));
    }

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_a + _d, 23) + _a;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform in (0, 1).</summary>
    public double Uniform() => ((Next() >> 12) + 0.5) * (1.0 / (1UL << 52));

    private static ulong Split(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
