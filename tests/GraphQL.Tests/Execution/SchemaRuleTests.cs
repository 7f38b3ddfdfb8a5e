using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Tests.Execution;

public sealed class SchemaRuleTests
{
    [Theory]
    [InlineData("type A { b: Int }", "Query root type")]
    [InlineData("type Query", "one or more fields")]
    [InlineData("type Query { a: Nothing }", "Unknown type")]
    [InlineData("type Query { a: I } input I { b: Int }", "must be Output Type")]
    [InlineData("type Query { a(b: Query): Int }", "must be Input Type")]
    [InlineData("type Query { __a: Int }", "reserved")]
    [InlineData("type Query { a: Int a: Int }", "defined once")]
    [InlineData("type Query { a: Int } type Query { a: Int }", "only one type")]
    [InlineData("extend type X { a: Int } type Query { a: Int }", "not defined")]
    [InlineData("type Query implements I { a: Int } interface I { b: Int }", "does not provide it")]
    [InlineData("type Query implements I { a: Int } interface I { a: Int! }", "expects type")]
    [InlineData("type Query implements I { a: Int } interface I { a(x: Int): Int }", "argument I.a(x:)")]
    [InlineData("type Query implements I { a(x: Int!): Int } interface I { a: Int }", "required argument x")]
    [InlineData("type Query { a(i: I): Int } input I { i: I! }", "within itself")]
    [InlineData("type Query { a(i: I): Int } input I @oneOf { i: Int! }", "nullable and without default")]
    [InlineData("type Query { a(i: Int! @deprecated): Int }", "cannot be deprecated")]
    [InlineData("type Query { a: U } union U = Query | Query", "only include a type once")]
    [InlineData("type Query { a: Int @nothing }", "Unknown directive")]
    [InlineData("type Query @deprecated { a: Int }", "may not be used on OBJECT")]
    [InlineData("type Query { a(b: Int @specifiedBy(url: \"x\")): Int }", "may not be used on ARGUMENT_DEFINITION")]
    [InlineData("type Query { a: E } enum E { X @oneOf }", "may not be used on ENUM_VALUE")]
    [InlineData("type Query { a: Int @deprecated @deprecated }", "only be used once")]
    [InlineData("type Query { a: Int @deprecated(why: \"x\") }", "Unknown argument")]
    [InlineData("type Query { a: Int @deprecated(reason: 7) }", "found 7")]
    [InlineData("type Query { a: Int @deprecated(reason: \"x\", reason: \"y\") }", "only one argument")]
    [InlineData("type Query { a: S } scalar S @specifiedBy", "is required")]
    [InlineData("directive @d(a: Int @oneOf) on OBJECT type Query { a: Int }", "may not be used on ARGUMENT_DEFINITION")]
    [InlineData("schema @deprecated { query: Query } type Query { a: Int }", "may not be used on SCHEMA")]
    [InlineData("type Query {", "Syntax Error")]
    public void A_schema_that_breaks_a_rule_does_not_start(string sdl, string reason) =>
        Assert.Contains(reason, Assert.Throws<SchemaException>(() => SdlSchema.Build(sdl)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_directive_that_may_be_repeated_is()
    {
        var schema = SdlSchema.Build("directive @tag(name: String!) repeatable on OBJECT | INPUT_OBJECT type Query @tag(name: \"a\") @tag(name: \"b\") { a: Int }");
        Assert.True(schema.Directives["tag"].IsRepeatable);
    }

    [Fact]
    public void An_extension_adds_to_its_type()
    {
        var schema = SdlSchema.Build("type Query { a: Int } extend type Query { \"more\" b(\"first\" x: Int = 1): Int @deprecated }");
        Assert.Equal("type Query {\n  a: Int\n\n  \"\"\"more\"\"\"\n  b(\n    \"\"\"first\"\"\"\n    x: Int = 1\n  ): Int @deprecated\n}\n", SchemaPrinter.Print(schema));
    }
}
