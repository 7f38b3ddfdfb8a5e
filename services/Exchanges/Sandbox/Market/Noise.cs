using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Sandbox.Markets;

/// <summary>Hashes instead of random generators: any point of the world can be computed without the points before it.</summary>
internal static class Noise
{
    /// <summary>A well-mixed 64-bit value (SplitMix64's finaliser).</summary>
    public static ulong Mix(ulong value)
    {
        var z = value + 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>The hash of two values.</summary>
    public static ulong Of(ulong a, ulong b) => Mix(a ^ Mix(b));

    /// <summary>The hash of a seed and a text (FNV-1a).</summary>
    public static ulong Of(ulong seed, string text)
    {
        var hash = 0xcbf29ce484222325UL;
        foreach (var letter in text) hash = (hash ^ letter) * 0x100000001b3UL;
        return Of(seed, hash);
    }

    /// <summary>A number in [0, 1).</summary>
    public static double Unit(ulong hash) => (hash >> 11) * (1.0 / (1UL << 53));

    /// <summary>Nearly normal, mean 0, variance 1, bounded by 3: a sum of three uniforms.</summary>
    public static double Bell(ulong hash) =>
        (((hash & 0x1FFFFF) + ((hash >> 21) & 0x1FFFFF) + ((hash >> 42) & 0x1FFFFF)) / (double)0x1FFFFF - 1.5) * 2;

    /// <summary>Reproducible bytes for keys, hashes and addresses.</summary>
    public static byte[] Bytes(ulong seed, string label, int count)
    {
        var bytes = new byte[count];
        for (var (done, block) = (0, 0); done < count; block++)
        {
            var part = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{label}/{block}"));
            var take = Math.Min(part.Length, count - done);
            part.AsSpan(0, take).CopyTo(bytes.AsSpan(done));
            done += take;
        }

        return bytes;
    }

    /// <summary>Reproducible text of the given letters.</summary>
    public static string Text(ulong seed, string label, int length, string alphabet) =>
        string.Concat(Bytes(seed, label, length).Select(b => alphabet[b % alphabet.Length]));
}

/// <summary>A stream of reproducible draws.</summary>
internal struct Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next hash.</summary>
    public ulong Next() => Noise.Mix(_state++);

    /// <summary>A number in [0, 1).</summary>
    public double Unit() => Noise.Unit(Next());

    /// <summary>A whole number in [0, below).</summary>
    public int Below(int below) => (int)(Next() % (ulong)below);

    /// <summary>Whether an event of the given probability happens.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>A number in [low, high).</summary>
    public double Between(double low, double high) => low + (Unit() * (high - low));

    /// <summary>One of the items.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];
}
