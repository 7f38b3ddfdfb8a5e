using System.Text;

namespace PortfolioPlatform.Kernel;

/// <summary>Writing straight into UTF-8 buffers: the canonical text, without a string in between where the number fits a decimal.</summary>
public readonly partial struct Quantity : IUtf8SpanFormattable
{
    /// <summary>The most bytes the canonical text takes: digits, sign, point and a zero before it.</summary>
    public const int MaxTextLength = MaxDigits + 3;

    private const int MostDigits = 32;
    private const uint Billion = 1_000_000_000;

    /// <inheritdoc/>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        if (_wide is not null) return Encoding.UTF8.TryGetBytes(ToString(), utf8Destination, out bytesWritten);
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(_small, bits);
        var (scale, negative) = ((bits[3] >> 16) & 0xff, bits[3] < 0);
        Span<byte> digits = stackalloc byte[MostDigits];
        var start = Digits((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0], digits);
        if (start == MostDigits) negative = false;
        // A digit before the point, if only a zero.
        while (MostDigits - start <= scale) digits[--start] = (byte)'0';
        var end = MostDigits;
        for (; scale > 0 && digits[end - 1] == (byte)'0'; scale--) end--;
        return TryPut(digits[start..end], scale, negative, utf8Destination, out bytesWritten);
    }

    private static bool TryPut(ReadOnlySpan<byte> digits, int scale, bool negative, Span<byte> to, out int written)
    {
        written = 0;
        if (to.Length < digits.Length + (negative ? 1 : 0) + (scale > 0 ? 1 : 0)) return false;
        if (negative) to[written++] = (byte)'-';
        var whole = digits.Length - scale;
        digits[..whole].CopyTo(to[written..]);
        written += whole;
        if (scale == 0) return true;
        to[written++] = (byte)'.';
        digits[whole..].CopyTo(to[written..]);
        written += scale;
        return true;
    }

    // Right aligned; nothing for zero. Nine digits at a time while the number has more than 64 bits.
    private static int Digits(uint high, ulong low, Span<byte> to)
    {
        var at = to.Length;
        while (high != 0)
        {
            var upper = ((ulong)(high % Billion) << 32) | (low >> 32);
            var lower = ((upper % Billion) << 32) | (uint)low;
            high /= Billion;
            low = ((upper / Billion) << 32) | (lower / Billion);
            var nine = (uint)(lower % Billion);
            for (var i = 0; i < 9; i++, nine /= 10) to[--at] = (byte)('0' + (nine % 10));
        }

        for (; low != 0; low /= 10) to[--at] = (byte)('0' + (int)(low % 10));
        return at;
    }
}
