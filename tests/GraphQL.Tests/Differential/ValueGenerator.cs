using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Tests.Differential;

/// <summary>Values of input types, as literals and as JSON; with faults as often as asked for.</summary>
internal sealed class ValueGenerator(Random random, double faults, Func<GraphType, string>? variable)
{
    private static readonly string[] WrongLiterals = ["1", "2.5", "\"text\"", "true", "null", "SIT", "[1, 2]", "{ x: 1 }", "99999999999", "{ x: 1, x: 2 }", "-0", "1e3", "[]", "{}", "\"\"\"block\n  text\"\"\"", "\"\\u00e9\\n\""];
    private static readonly string[] WrongJson = ["1", "2.5", "\"text\"", "true", "null", "\"SIT\"", "[1,2]", "{\"x\":1}", "99999999999", "{}", "[]", "1.0", "[null]", "{\"x\":1,\"zzz\":2}"];

    public string Literal(GraphType type, int depth)
    {
        if (random.NextDouble() < faults) return WrongLiterals[random.Next(WrongLiterals.Length)];
        if (variable is not null && random.Next(4) == 0) return variable(type);
        if (type is NonNullType nonNull) return LiteralOf(nonNull.Inner, depth);
        return random.Next(8) == 0 ? "null" : LiteralOf(type, depth);
    }

    public string Json(GraphType type, int depth = 0)
    {
        if (random.NextDouble() < faults * 3) return WrongJson[random.Next(WrongJson.Length)];
        if (type is NonNullType nonNull) return JsonOf(nonNull.Inner, depth);
        return random.Next(6) == 0 ? "null" : JsonOf(type, depth);
    }

    private string LiteralOf(GraphType type, int depth) => type switch
    {
        ListType list when random.Next(6) == 0 => Literal(list.Inner, depth),
        ListType list => $"[{string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(_ => Literal(list.Inner, depth + 1)))}]",
        InputObjectType input => $"{{{string.Join(", ", Chosen(input, depth).Select(f => $"{f.Name}: {Literal(input.IsOneOf ? new NonNullType(f.Type) : f.Type, depth + 1)}"))}}}",
        EnumType e => e.Members.Keys.ElementAt(random.Next(e.Members.Count)),
        _ => type.Named.Name switch
        {
            "Int" => Pick("0", "-7", "42", "2147483647"),
            "Float" => Pick("1", "-2.5", "1e3", "0.1"),
            "Boolean" => Pick("true", "false"),
            "ID" => Pick("7", "\"h1\""),
            "Anything" => Pick("1", "\"x\"", "[1, \"a\"]", "{ a: { b: true } }", "RED"),
            _ => Pick("\"text\"", "\"\"", "\"\"\"block \"quoted\"\n   text\n \"\"\"", "\"\\u00e9 \\\"\""),
        },
    };

    private string JsonOf(GraphType type, int depth) => type switch
    {
        ListType list when random.Next(6) == 0 => Json(list.Inner, depth),
        ListType list => $"[{string.Join(",", Enumerable.Range(0, random.Next(3)).Select(_ => Json(list.Inner, depth + 1)))}]",
        InputObjectType input => $"{{{string.Join(",", Chosen(input, depth).Select(f => $"\"{f.Name}\":{Json(input.IsOneOf ? new NonNullType(f.Type) : f.Type, depth + 1)}"))}}}",
        EnumType e => $"\"{e.Members.Keys.ElementAt(random.Next(e.Members.Count))}\"",
        _ => type.Named.Name switch
        {
            "Int" => Pick("0", "-7", "42"),
            "Float" => Pick("1", "-2.5", "0.1"),
            "Boolean" => Pick("true", "false"),
            "ID" => Pick("7", "\"h1\""),
            "Anything" => Pick("1", "\"x\"", "[1,\"a\"]", "{\"a\":{\"b\":true}}"),
            _ => Pick("\"text\"", "\"\"", "\"é\\n\""),
        },
    };

    private InputValue[] Chosen(InputObjectType input, int depth)
    {
        var fields = input.Fields.Values.ToArray();
        if (input.IsOneOf) return random.NextDouble() < faults ? fields[..2] : [fields[random.Next(fields.Length)]];
        return [.. fields.Where(f => f.IsRequired ? random.NextDouble() >= faults : depth < 3 && random.Next(3) == 0)];
    }

    private string Pick(params ReadOnlySpan<string> items) => items[random.Next(items.Length)];
}
