using System.Diagnostics;
using System.Text;
using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Tests.Language;

public sealed class ParserTests
{
    [Fact]
    public void Random_bytes_and_damaged_documents_never_crash_the_parser_nor_keep_it_long()
    {
        var random = new Random(7);
        var sample = Encoding.UTF8.GetBytes("query Q($a: [Int!]! = [1, 2] @d(x: {y: \"\\u0041\"})) { a: b(c: $a, d: \"\"\"x\"\"\") @include(if: true) { ...F ... on T { e } } } fragment F on T { g } type X implements Y & Z { \"d\" f(a: Int = 1): [Int] } extend schema @x");
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = i % 2 == 0 ? Noise(random) : Damaged(sample, random);
            var result = Parser.Parse(bytes);
            Assert.NotEqual(result.IsDocument, result.Error is not null);
            if (result.IsDocument) Assert.Equal(Printer.Print(result.Document), Printer.Print(Parser.Parse(Printer.Print(result.Document)).Document!));
        }
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), watch.Elapsed.ToString());
    }

    [Theory]
    [InlineData("{", "}")]
    [InlineData("{a(b:[", "")]
    [InlineData("{a(b:{c:", "")]
    [InlineData("query($a:[", "")]
    public void Nesting_is_bounded_so_that_no_document_takes_the_stack(string open, string close)
    {
        var text = string.Concat(Enumerable.Repeat(open == "{" ? "{a" : open, 1)) + string.Concat(Enumerable.Repeat(open == "{" ? "{a" : open[^1] == ':' ? "{c:" : "[", 50_000)) + close;
        var result = Parser.Parse(text, new ParserOptions(MaxBytes: 1_000_000, MaxTokens: 1_000_000));
        Assert.Contains("nested deeper than 100", result.Error!, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_and_bytes_are_bounded()
    {
        Assert.Contains("more than 5 tokens", Parser.Parse("{ a b c d e }", new ParserOptions(MaxTokens: 5)).Error!, StringComparison.Ordinal);
        Assert.Contains("larger than 10 bytes", Parser.Parse("{ aaaaaaaaaaaaa }", new ParserOptions(MaxBytes: 10)).Error!, StringComparison.Ordinal);
        Assert.Contains("UTF-8", Parser.Parse(new byte[] { (byte)'{', 0xFF, (byte)'}' }).Error!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_printed_schema_reads_as_the_same_schema()
    {
        var once = Printer.Print(Parser.Parse(Differential.Zoo.Sdl).Document!);
        Assert.Equal(once, Printer.Print(Parser.Parse(once).Document!));
        Assert.Contains("union CatOrDog = Cat | Dog", once, StringComparison.Ordinal);
    }

    private static byte[] Noise(Random random)
    {
        const string Alphabet = "{}()[]:=!$@|&.,\"\\#-0123456789eE abcXYZ_\n\ufeffé\u0000";
        return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Alphabet[random.Next(Alphabet.Length)])));
    }

    private static byte[] Damaged(byte[] sample, Random random)
    {
        var copy = sample.ToArray();
        for (var i = random.Next(4); i >= 0; i--) copy[random.Next(copy.Length)] = (byte)random.Next(256);
        return copy[..random.Next(copy.Length)];
    }
}
