using System.Numerics;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Tests;

/// <summary>Rounding of columns, short numbers and long ones, against big integers.</summary>
public sealed class FormRoundingTests
{
    [Fact]
    public void Halves_go_away_from_zero_and_the_text_has_exactly_the_digits_of_the_form()
    {
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++)
        {
            var scale = random.Next(0, 40);
            var units = new BigInteger(random.NextInt64()) * (random.Next(3) == 0 ? random.NextInt64() : 1) * (random.Next(2) == 0 ? 1 : -1) / BigInteger.Pow(10, random.Next(0, 19));
            if (random.Next(4) == 0) units = (units / 10 * 10) + (5 * units.Sign);
            var digits = random.Next(0, 9);
            var value = Quantity.FromUnits(units, scale);
            var text = Expected(units, scale, digits);
            Assert.Equal(text, FormRounding.Text(value, digits));
            Assert.Equal(Quantity.Parse(text), FormRounding.HalfUp(value, digits));
        }
    }

    private static string Expected(BigInteger units, int scale, int digits)
    {
        var magnitude = BigInteger.Abs(units);
        if (scale > digits)
        {
            var unit = BigInteger.Pow(10, scale - digits);
            magnitude = ((2 * magnitude) + unit) / (2 * unit);
        }
        else
        {
            magnitude *= BigInteger.Pow(10, digits - scale);
        }

        var text = $"{magnitude}".PadLeft(digits + 1, '0');
        var sign = units.Sign < 0 && !magnitude.IsZero ? "-" : "";
        return digits == 0 ? $"{sign}{text}" : $"{sign}{text[..^digits]}.{text[^digits..]}";
    }
}
