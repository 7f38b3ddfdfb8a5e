using System.Globalization;
using System.Numerics;

namespace PortfolioPlatform.Kernel;

/// <summary>
/// An exact decimal number: integer <see cref="Units"/> × 10^-<see cref="Scale"/>. Up to 78 significant digits (a uint256 fits);
/// values inside <see cref="decimal"/> take its fast path. Never rounds on its own: division says scale and rounding explicitly.
/// </summary>
public readonly partial struct Quantity : IEquatable<Quantity>, IComparable<Quantity>
{
    /// <summary>The most significant digits a quantity may hold: those of a uint256.</summary>
    public const int MaxDigits = 78;

    /// <summary>The most fractional digits a quantity may hold.</summary>
    public const int MaxScale = 77;

    private static readonly BigInteger Limit = BigInteger.Pow(10, MaxDigits);

    private readonly decimal _small;

    // Only numbers beyond decimal carry this, so that a quantity is 24 bytes and the common case touches no heap.
    private readonly Wide? _wide;

    private Quantity(decimal small) => _small = small;

    private Quantity(BigInteger units, int scale) => _wide = new Wide(units, scale);

    /// <summary>Zero.</summary>
    public static Quantity Zero => default;

    /// <summary>One.</summary>
    public static Quantity One { get; } = new(1m);

    /// <summary>The integer units; the value is Units × 10^-Scale.</summary>
    public BigInteger Units => _wide?.Units ?? DecimalUnits(_small);

    /// <summary>The number of fractional digits, not reduced.</summary>
    public int Scale => _wide?.Scale ?? _small.Scale;

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => _wide?.Units.Sign ?? Math.Sign(_small);

    /// <summary>Whether the value is zero.</summary>
    public bool IsZero => Sign == 0;

    /// <summary>Whether the value is below zero.</summary>
    public bool IsNegative => Sign < 0;

    /// <summary>The value without its sign.</summary>
    public Quantity Abs() => IsNegative ? -this : this;

    /// <summary>Makes a quantity of integer units and a scale.</summary>
    /// <exception cref="OverflowException">More than <see cref="MaxDigits"/> digits, or a scale outside 0…<see cref="MaxScale"/>.</exception>
    public static Quantity FromUnits(BigInteger units, int scale)
    {
        if (scale is < 0 or > MaxScale) throw new OverflowException($"A quantity holds at most {MaxScale} fractional digits, not {scale}.");
        if (TryDecimal(units, scale, out var small)) return new Quantity(small);
        if (BigInteger.Abs(units) >= Limit) throw new OverflowException($"A quantity holds at most {MaxDigits} digits.");
        return new Quantity(units, scale);
    }

    /// <summary>The value as a decimal, when it fits exactly.</summary>
    public bool TryToDecimal(out decimal value)
    {
        value = _small;
        if (_wide is null) return true;
        var (reduced, scale) = Reduce(_wide.Units, _wide.Scale);
        return TryDecimal(reduced, scale, out value);
    }

    /// <summary>The nearest double: for statistics only, never for money.</summary>
    public double ToDouble() => _wide is null ? (double)_small : double.Parse(ToString(), CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public bool Equals(Quantity other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (TryToDecimal(out var value)) return value.GetHashCode();
        var (units, scale) = Reduce(Units, Scale);
        return HashCode.Combine(units, scale);
    }

    /// <inheritdoc/>
    public int CompareTo(Quantity other)
    {
        if (_wide is null && other._wide is null) return _small.CompareTo(other._small);
        var (left, right, _) = Align(this, other);
        return left.CompareTo(right);
    }

    private static BigInteger DecimalUnits(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var magnitude = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return bits[3] < 0 ? -magnitude : magnitude;
    }

    private static bool TryDecimal(BigInteger units, int scale, out decimal value)
    {
        value = 0;
        var magnitude = BigInteger.Abs(units);
        if (scale > 28 || magnitude.GetBitLength() > 96) return false;
        var mask = (BigInteger)uint.MaxValue;
        value = new decimal((int)(uint)(magnitude & mask), (int)(uint)((magnitude >> 32) & mask), (int)(uint)((magnitude >> 64) & mask), units.Sign < 0, (byte)scale);
        return true;
    }

    private static (BigInteger Units, int Scale) Reduce(BigInteger units, int scale)
    {
        while (scale > 0)
        {
            var quotient = BigInteger.DivRem(units, 10, out var remainder);
            if (!remainder.IsZero) break;
            units = quotient;
            scale--;
        }

        return (units, scale);
    }

    private static (BigInteger Left, BigInteger Right, int Scale) Align(Quantity a, Quantity b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        return (a.Units * BigInteger.Pow(10, scale - a.Scale), b.Units * BigInteger.Pow(10, scale - b.Scale), scale);
    }

    private static Quantity Fit(BigInteger units, int scale)
    {
        if (scale > MaxScale || BigInteger.Abs(units) >= Limit) (units, scale) = Reduce(units, scale);
        return FromUnits(units, scale);
    }

    private sealed record Wide(BigInteger Units, int Scale);
}
