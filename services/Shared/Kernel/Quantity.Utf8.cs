using System.Globalization;
using System.Text;

namespace PortfolioPlatform.Kernel;

/// <summary>Writing straight into UTF-8 buffers: the canonical text, without a string in between where the number fits a decimal.</summary>
public readonly partial struct Quantity : IUtf8SpanFormattable
{
    /// <summary>The most bytes the canonical text takes: digits, sign, point and a zero before it.</summary>
    public const int MaxTextLength = MaxDigits + 3;

    /// <inheritdoc/>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        if (_wide is not null) return Encoding.UTF8.TryGetBytes(ToString(), utf8Destination, out bytesWritten);
        if (!_small.TryFormat(utf8Destination, out bytesWritten, default, CultureInfo.InvariantCulture)) return false;
        if (_small.Scale > 0)
        {
            while (utf8Destination[bytesWritten - 1] == (byte)'0') bytesWritten--;
            if (utf8Destination[bytesWritten - 1] == (byte)'.') bytesWritten--;
        }

        if (bytesWritten != 2 || utf8Destination[0] != (byte)'-' || utf8Destination[1] != (byte)'0') return true;
        (utf8Destination[0], bytesWritten) = ((byte)'0', 1);
        return true;
    }
}
