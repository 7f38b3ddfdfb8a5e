using System.Globalization;
using System.Text;

namespace PortfolioPlatform.Kernel.Tests;

public sealed class QuantityUtf8Tests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0.00")]
    [InlineData("1.500")]
    [InlineData("-12345678901234567890.12345678")]
    [InlineData("100")]
    [InlineData("0.000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("115792089237316195423570985008687907853269984665640564039457584007913129639935")]
    public void Utf8_is_the_canonical_text_and_needs_room_for_it(string text)
    {
        var quantity = Quantity.Parse(text);
        Span<byte> buffer = stackalloc byte[100];
        Assert.True(quantity.TryFormat(buffer, out var written, default, CultureInfo.InvariantCulture));
        Assert.Equal(quantity.ToString(), Encoding.UTF8.GetString(buffer[..written]));
        Assert.False(quantity.TryFormat([], out _, default, CultureInfo.InvariantCulture));
    }
}
