using System.Numerics;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace PortfolioPlatform.Kernel.Tests;

public sealed class QuantityTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1000);
    private static readonly string Uint256 = "115792089237316195423570985008687907853269984665640564039457584007913129639935";

    [Fact]
    public void A_number_of_any_length_is_what_its_digits_say_read_from_text_and_from_bytes() =>
        Check.One(Thorough, Prop.ForAll(Notations(), n =>
        {
            var text = n.Sign + n.Digits.Insert(n.Point, n.Point == n.Digits.Length ? "" : ".");
            var expected = Quantity.FromUnits(BigInteger.Parse(n.Digits) * (n.Sign == "-" ? -1 : 1), n.Digits.Length - n.Point);
            return Quantity.TryParse(text, out var read) && Quantity.TryParse(Encoding.UTF8.GetBytes(text), out var bytes)
                && read == expected && bytes == expected && read.Scale == expected.Scale && read.ToString() == expected.ToString() && bytes.ToString() == expected.ToString();
        }));

    [Fact]
    [Trait("Pain", "29")]
    public void What_is_printed_is_read_as_the_same_value() =>
        Check.One(Thorough, Prop.ForAll(Quantities(), q => Quantity.Parse(q.ToString()) == q && Quantity.Parse(q.ToString()).ToString() == q.ToString()));

    [Fact]
    public void Sums_differences_and_products_are_those_of_the_integers() =>
        Check.One(Thorough, Prop.ForAll(Quantities(), Quantities(), (a, b) =>
            Same(a + b, Exact(a) + Exact(b)) && Same(a - b, Exact(a) - Exact(b)) && Same(a * b, Exact(a) * Exact(b), 80) && a + b == b + a && a * b == b * a && a - a == 0));

    [Fact]
    public void What_is_written_as_bytes_is_the_canonical_text_and_fits_exactly_its_length() =>
        Check.One(Thorough, Prop.ForAll(Quantities(), q =>
        {
            var text = q.ToString();
            var bytes = new byte[text.Length];
            return q.TryFormat(bytes, out var written, default, null) && written == text.Length && Encoding.UTF8.GetString(bytes) == text && !q.TryFormat(bytes.AsSpan(1), out _, default, null);
        }));

    [Fact]
    public void A_running_sum_is_the_sum_one_by_one_however_large_its_terms_and_their_scales_are() =>
        Check.One(Thorough, Prop.ForAll(Quantities(), Quantities(), Quantities(), (a, b, c) =>
        {
            // So large that the integer goes over its end, with either sign, and back.
            var huge = (Quantity)20_000_000_000_000m;
            Quantity[] terms = [a, .. Enumerable.Repeat(huge, 11), b, -a, c, .. Enumerable.Repeat(-huge, 25), b];
            var (sum, other) = (new QuantitySum(), new QuantitySum());
            foreach (var term in terms) sum.Add(term);
            other.Add(c);
            other.Add(sum);
            var plain = terms.Aggregate(Quantity.Zero, (s, t) => s + t);
            return sum.Value == plain && other.Value == plain + c;
        }));

    [Fact]
    public void Order_and_equality_ignore_scale() =>
        Check.One(Thorough, Prop.ForAll(Quantities(), Quantities(), (a, b) =>
        {
            var wide = Quantity.FromUnits(a.Units * 1000, a.Scale + 3);
            var order = Exact(a).CompareTo(Exact(b));
            return wide == a && wide.GetHashCode() == a.GetHashCode() && wide.Equals((object)a) && Math.Sign(a.CompareTo(b)) == Math.Sign(order)
                && (a < b) == (order < 0) && (a > b) == (order > 0) && (a <= b) == (order <= 0) && (a >= b) == (order >= 0) && (a != b) == (order != 0);
        }));

    [Fact]
    public void A_quotient_is_off_by_at_most_half_of_its_last_digit() =>
        Check.One(Thorough, Prop.ForAll(Quantities(), Quantities(), Gen.Choose(0, 18).ToArbitrary(), (a, b, scale) =>
        {
            if (b.IsZero || BigInteger.Abs(Exact(a)) * BigInteger.Pow(10, scale) / BigInteger.Abs(Exact(b)) >= BigInteger.Pow(10, 78) - 1) return true;
            var error = Exact(a.Divide(b, scale)) * Exact(b) - Exact(a) * BigInteger.Pow(10, 40);
            return BigInteger.Abs(error) * 2 <= BigInteger.Abs(Exact(b)) * BigInteger.Pow(10, 40 - scale);
        }));

    [Fact]
    public void A_quotient_of_more_digits_than_a_quantity_holds_is_refused_not_cut() =>
        Assert.Throws<OverflowException>(() => Quantity.Parse("957548071904147673968404357630350488").Divide(Quantity.Parse("-0.000000000000000000000000000003"), 17));

    [Fact]
    public void Rounding_is_to_even_and_never_further_than_half_a_step() =>
        Check.One(Thorough, Prop.ForAll(Quantities(), Gen.Choose(0, 20).ToArbitrary(), (q, scale) =>
            (q.Round(scale) - q).Abs() * 2 <= Quantity.FromUnits(1, scale) && q.Round(scale).Round(scale) == q.Round(scale)));

    [Theory]
    [InlineData("0.5", 0, "0")]
    [InlineData("1.5", 0, "2")]
    [InlineData("2.5", 0, "2")]
    [InlineData("-2.5", 0, "-2")]
    [InlineData("-0.125", 2, "-0.12")]
    [InlineData("0.1350000000000000000000000000000001", 2, "0.14")]
    public void Halves_go_to_the_even_neighbour(string text, int scale, string rounded) => Assert.Equal(rounded, Quantity.Parse(text).Round(scale).ToString());

    [Theory]
    [InlineData("1e-8", "0.00000001")]
    [InlineData("1.50E3", "1500")]
    [InlineData("+7.10", "7.1")]
    [InlineData("-0.0", "0")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("000123.4500", "123.45")]
    public void Notations_of_venues_are_read_exactly(string text, string canonical) => Assert.Equal(canonical, Quantity.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("1e")]
    [InlineData("1e999")]
    [InlineData("--1")]
    [InlineData("1.2.3")]
    [InlineData("NaN")]
    [InlineData(" 1")]
    [InlineData("1e-78")]
    public void What_is_no_exact_number_is_refused(string text)
    {
        Assert.False(Quantity.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Quantity.Parse(text));
    }

    [Fact]
    public void Any_text_is_read_or_refused_but_never_throws() =>
        Check.One(Thorough, Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => !Quantity.TryParse(text, out var q) || Quantity.Parse(q.ToString()) == q));

    // An exponent takes the way of long numbers.
    [Fact]
    public void Short_plain_numbers_are_read_as_the_way_of_long_numbers_reads_them()
    {
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var digits = string.Concat(Enumerable.Range(0, random.Next(1, 21)).Select(_ => (char)('0' + random.Next(10))));
            if (random.Next(3) > 0) digits = digits.Insert(random.Next(digits.Length + 1), ".");
            var text = random.Next(4) switch { 0 => $"-{digits}", 1 => $"+{digits}", _ => digits };
            var (quick, slow) = (Quantity.Parse(text), Quantity.Parse($"{text}e0"));
            Assert.Equal((slow.Units, slow.Scale, slow.ToString()), (quick.Units, quick.Scale, quick.ToString()));
        }
    }

    [Fact]
    public void A_uint256_fits_and_ten_times_more_digits_do_not()
    {
        var most = Quantity.Parse(Uint256);
        Assert.Equal(Uint256, most.ToString());
        Assert.False(most.TryToDecimal(out _));
        Assert.Equal(Uint256, (most - 1 + 1).ToString());
        Assert.Equal(most.GetHashCode(), Quantity.FromUnits(most.Units, 0).GetHashCode());
        Assert.Throws<OverflowException>(() => most * 10);
        Assert.Throws<OverflowException>(() => Quantity.FromUnits(BigInteger.Pow(10, 78), 0));
        Assert.Throws<OverflowException>(() => Quantity.FromUnits(1, 78));
        Assert.Throws<OverflowException>(() => Quantity.FromUnits(1, -1));
        Assert.InRange(most.ToDouble(), 1.15e77, 1.16e77);
    }

    [Fact]
    public void Numbers_of_decimals_size_keep_decimals_exactness_and_no_more_is_rounded_away()
    {
        Quantity big = decimal.MaxValue;
        Assert.Equal("79228162514264337593543950336", (big + 1).ToString());
        Assert.Equal("0.0000000000000000000000000001", Quantity.Parse("1e-28").ToString());
        Assert.Equal("79228162514264337593543950335.0000000000000000000000000001", (big + Quantity.Parse("1e-28")).ToString());
        Assert.True((big + 1 - 1).TryToDecimal(out var back));
        Assert.Equal(decimal.MaxValue, back);
        Assert.Throws<DivideByZeroException>(() => Quantity.One.Divide(0, 2));
    }

    [Fact]
    public void Quantities_travel_as_strings_and_plain_json_numbers_are_read_too()
    {
        Assert.Equal("\"0.1\"", JsonSerializer.Serialize(Quantity.Parse("0.10")));
        Assert.Equal(Quantity.Parse("0.1"), JsonSerializer.Deserialize<Quantity>("\"0.1\""));
        Assert.Equal(Quantity.Parse("1e-7"), JsonSerializer.Deserialize<Quantity>("1e-7"));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Quantity>("\"much\""));
    }

    [Fact]
    public void Signs_are_what_they_say()
    {
        Quantity minus = -3;
        Assert.Equal((-1, true, false, 3), (minus.Sign, minus.IsNegative, minus.IsZero, minus.Abs()));
        Assert.Equal((0, false, true), (Quantity.Zero.Sign, Quantity.Zero.IsNegative, Quantity.Zero.IsZero));
        Assert.False(minus.Equals("−3"));
        Assert.Equal(-1, (-Quantity.Parse(Uint256)).Sign);
    }

    /// <summary>A quantity as an integer at 40 fractional digits.</summary>
    private static BigInteger Exact(Quantity q) => q.Units * BigInteger.Pow(10, 40 - q.Scale);

    private static bool Same(Quantity q, BigInteger expected, int scale = 40) => q.Units * BigInteger.Pow(10, scale - q.Scale) == expected;

    /// <summary>Small and large, coarse and fine, near the edges of decimal and beyond.</summary>
    private static Arbitrary<(string Sign, string Digits, int Point)> Notations() =>
        (from sign in Gen.Elements("", "+", "-")
         from length in Gen.Choose(1, 32)
         from digits in Gen.Elements("0123456789".ToCharArray()).ArrayOf(length)
         from point in Gen.Choose(0, length)
         select (sign, new string(digits), point)).ToArbitrary();

    private static Arbitrary<Quantity> Quantities() =>
        (from digits in Gen.Elements(0, 1, 5, 9, 18, 27, 28, 29, 30, 36)
         from scale in Gen.Elements(0, 1, 8, 12, 18, 27, 28, 29, 30)
         from seed in Gen.Choose(0, int.MaxValue)
         from negative in Gen.Elements(true, false)
         select Quantity.FromUnits(Units(digits, seed) * (negative ? -1 : 1), scale)).ToArbitrary();

    private static BigInteger Units(int digits, int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, digits).Aggregate(BigInteger.Zero, (units, _) => (units * 10) + random.Next(10));
    }
}
