using System.Globalization;
using PortfolioPlatform.Sandbox.Bitfinex;

namespace PortfolioPlatform.Sandbox.Tests.Bitfinex;

public sealed class BitfinexNumberTests
{
    [Theory]
    [InlineData("0.00000000", "0")]
    [InlineData("1.50", "1.5")]
    [InlineData("-2000", "-2000")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.00000012", "1.2e-7")]
    [InlineData("-0.00000001", "-1e-8")]
    public void Numbers_are_short_and_small_ones_have_an_exponent(string value, string written) =>
        Assert.Equal(written, BitfinexNumber.Format(decimal.Parse(value, CultureInfo.InvariantCulture)));
}
