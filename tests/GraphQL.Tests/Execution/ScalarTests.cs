using System.Globalization;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Tests.Execution;

public sealed class ScalarTests
{
    [Theory]
    [InlineData("Decimal", "\"0.10000000000000000001\"", "\"0.10000000000000000001\"")]
    [InlineData("Decimal", "\"-79228162514264337593543950335\"", "\"-79228162514264337593543950335\"")]
    [InlineData("Long", "9223372036854775807", "9223372036854775807")]
    [InlineData("Long", "\"-5\"", "-5")]
    [InlineData("DateTime", "\"2026-11-21T12:00:00.123456+01:00\"", "\"2026-11-21T11:00:00.123456Z\"")]
    [InlineData("DateTime", "\"2026-11-21T12:00:00Z\"", "\"2026-11-21T12:00:00Z\"")]
    [InlineData("Date", "\"2026-02-28\"", "\"2026-02-28\"")]
    [InlineData("UUID", "\"0191f0c5-7d3b-7a8e-9f00-0123456789ab\"", "\"0191f0c5-7d3b-7a8e-9f00-0123456789ab\"")]
    public void A_value_is_read_from_variables_and_literals_and_written_exactly(string scalar, string json, string written)
    {
        var type = Scalars.Added.Single(s => s.Name == scalar);
        using var document = JsonDocument.Parse(json);
        Assert.True(type.TryReadJson(document.RootElement, out var fromJson));
        ValueNode literal = json[0] == '"' ? new StringValueNode(json[1..^1], false, default) : new IntValueNode(json, default);
        Assert.True(type.TryReadLiteral(literal, out var fromLiteral));
        Assert.Equal(fromJson, fromLiteral);
        using var output = new JsonOutput();
        Assert.True(type.TryWrite(fromJson!, output));
        Assert.Equal(written, Encoding.UTF8.GetString(output.Written.Span));
    }

    [Theory]
    [InlineData("Decimal", "1.5")]
    [InlineData("Decimal", "\"0.12345678901234567890123456789\"")]
    [InlineData("Decimal", "\"1e3\"")]
    [InlineData("Long", "9223372036854775808")]
    [InlineData("Long", "1.5")]
    [InlineData("DateTime", "\"2026-11-21T12:00:00\"")]
    [InlineData("DateTime", "\"yesterday\"")]
    [InlineData("Date", "\"2026-02-30\"")]
    [InlineData("UUID", "\"x\"")]
    public void What_is_not_exactly_a_value_is_refused(string scalar, string json)
    {
        using var document = JsonDocument.Parse(json);
        Assert.False(Scalars.Added.Single(s => s.Name == scalar).TryReadJson(document.RootElement, out _));
    }

    [Fact]
    public void Decimals_are_never_written_from_binary_floating_point()
    {
        using var output = new JsonOutput();
        Assert.False(Scalars.Decimal.TryWrite(0.1, output));
        Assert.Equal(0, output.Length);
        Assert.True(Scalars.Decimal.TryWrite(decimal.Parse("1.10", CultureInfo.InvariantCulture), output));
        Assert.Equal("\"1.10\"", Encoding.UTF8.GetString(output.Written.Span));
    }
}
