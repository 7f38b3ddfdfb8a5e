using System.Text;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Tests.Differential;

/// <summary>Documents over a schema: mostly right, and with faults of every kind as often as asked for.</summary>
internal sealed class DocumentGenerator(Schema schema, Random random, double faults)
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _fragments = new();
    private readonly Dictionary<string, GraphType> _variables = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Type)> _spreadable = [];
    private int _budget;

    public GeneratedDocument Next()
    {
        _text.Clear();
        _fragments.Clear();
        _variables.Clear();
        _spreadable.Clear();
        _budget = 25;
        var kind = random.Next(12) switch { 0 => "mutation", 1 when faults > 0 => "subscription", _ => "query" };
        var type = kind switch { "mutation" => schema.MutationType!, "subscription" => schema.SubscriptionType!, _ => schema.QueryType };
        var body = Selection(type, 0);
        var operation = Operation(kind, body);
        if (Fault()) operation += "\n" + Pick("query { cat { name } }", "query Q { cat { name } }", "fragment Unused on Dog { name }", "type New { a: Int }", "query Other { ...F1 }", "fragment F1 on Dog { name }");
        var values = new ValueGenerator(random, faults, null);
        var json = _variables.Where(_ => random.Next(5) > 0).Select(v => $"\"{v.Key}\":{values.Json(v.Value)}");
        return new GeneratedDocument(Damaged(operation + _fragments), $"{{{string.Join(',', json)}}}", Fault() ? Pick("Q", "Other", "Nobody") : null);
    }

    private string Operation(string kind, string body)
    {
        var variables = string.Join(", ", _variables.Select(v => $"${v.Key}: {(Fault() ? Pick("Int", "Dog", "Nothing", "[Int!]", "String!") : v.Value.ToString())}{Default(v.Value)}"));
        if (Fault()) variables += variables.Length > 0 ? Pick(", $unused: Int", ", $v0: Int") : "$unused: Int";
        if (kind == "query" && variables.Length == 0 && random.Next(2) == 0) return body;
        return $"{kind}{Pick("", " Q")}{(variables.Length > 0 ? $"({variables})" : "")} {(Fault() ? "@many(n: 1) " : "")}{body}";
    }

    private string Default(GraphType type) => random.Next(4) == 0 && type is not NonNullType ? $" = {new ValueGenerator(random, faults, null).Literal(type, 0)}" : "";

    private string Selection(CompositeType type, int depth)
    {
        var parts = new List<string>();
        var count = random.Next(1, depth > 2 ? 3 : 5);
        for (var i = 0; i < count; i++) parts.Add(Item(type, depth));
        return $"{{ {string.Join(' ', parts)} }}";
    }

    private string Item(CompositeType type, int depth)
    {
        _budget--;
        if (depth < 5 && random.Next(5) == 0) return Inline(type, depth);
        if (depth < 5 && random.Next(7) == 0) return Spread(type, depth);
        if (type.Fields.Count == 0 || random.Next(12) == 0) return Alias() + "__typename";
        var fields = type.Fields.Values.ToArray();
        var field = fields[random.Next(fields.Length)];
        for (var i = 0; i < 4 && field.Type.Named is CompositeType && (_budget < 0 || depth > 5); i++) field = fields[random.Next(fields.Length)];
        if (field.Type.Named is CompositeType && depth > 8) return "__typename";
        return Field(field, depth);
    }

    private string Field(FieldDefinition field, int depth)
    {
        var name = Fault() ? Pick("nothing", "__schema { description }", "name", "volume") : field.Name;
        var inner = field.Type.Named is CompositeType composite ? Fault() ? "" : Selection(composite, depth + 1) : Fault() ? "{ name }" : "";
        return $"{Alias()}{name}{Arguments(field)}{Directives("FIELD")} {inner}";
    }

    private string Alias() => random.Next(faults > 0 ? 8 : 4) == 0 ? faults > 0 ? Pick("a: ", "b: ", "name: ") : $"a{random.Next(100000)}: " : "";

    private string Arguments(FieldDefinition field)
    {
        var values = new ValueGenerator(random, faults, Variable);
        var given = field.Arguments.Where(a => a.IsRequired ? !Fault() : random.Next(field.Arguments.Count > 4 ? 5 : 2) == 0)
            .Select(a => $"{a.Name}: {values.Literal(a.Type, 0)}").ToList();
        if (Fault()) given.Add(Pick("unknown: 1", given.FirstOrDefault() ?? "x: $nowhere"));
        return given.Count == 0 ? "" : $"({string.Join(", ", given)})";
    }

    private string Variable(GraphType type)
    {
        var known = _variables.Where(v => v.Value.ToString() == type.ToString() || Fault()).Select(v => v.Key).ToArray();
        if (known.Length > 0 && random.Next(2) == 0) return "$" + known[random.Next(known.Length)];
        if (Fault()) return "$nowhere";
        var name = $"v{_variables.Count}";
        _variables.Add(name, type);
        return "$" + name;
    }

    private string Directives(string location)
    {
        var text = random.Next(10) == 0 ? $" @{Pick("skip", "include")}(if: {new ValueGenerator(random, faults, Variable).Literal(new NonNullType(Scalars.Boolean), 0)})" : "";
        if (random.Next(15) == 0) text += " @many(n: 1) @many(n: 2)";
        if (Fault()) text += Pick(" @onField(tag: \"x\")", " @onField @onField", " @unknown", " @deprecated", " @include", " @many(n: \"x\")", " @skip(if: true, x: 1)");
        return text + (location.Length == 0 ? " " : "");
    }

    private string Inline(CompositeType type, int depth)
    {
        var target = Target(type);
        return $"...{(random.Next(4) == 0 ? "" : $" on {target.Name}")}{Directives("INLINE")} {Selection(random.Next(4) == 0 ? type : target, depth + 1)}".Replace("... {", "... {", StringComparison.Ordinal);
    }

    private string Spread(CompositeType type, int depth)
    {
        if (Fault()) return Pick("...Nowhere", "...F0", "...F1");
        var known = _spreadable.Where(f => f.Type == type.Name).Select(f => f.Name).ToArray();
        if (known.Length > 0 && random.Next(2) == 0) return $"...{known[random.Next(known.Length)]}{Directives("SPREAD")}";
        var target = Target(type);
        var name = $"F{_spreadable.Count}{(random.Next(3) == 0 ? "x" : "")}";
        var index = _spreadable.Count;
        _spreadable.Add((name, faults > 0 ? "Dog" : "-"));
        var body = Selection(target, depth + 1);
        _spreadable[index] = (name, type.Name);
        _fragments.Append($"\nfragment {name} on {(Fault() ? Pick("Int", "Nothing", "Robot") : target.Name)} {body}");
        return $"...{name}{Directives("SPREAD")}";
    }

    private CompositeType Target(CompositeType type)
    {
        if (Fault()) return schema.Types.Values.OfType<CompositeType>().Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal)).ElementAt(random.Next(8));
        var fitting = schema.Types.Values.OfType<CompositeType>().Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal) && schema.Overlap(t, type)).ToArray();
        return fitting[random.Next(fitting.Length)];
    }

    private string Damaged(string text)
    {
        if (!Fault() || random.Next(3) > 0) return text;
        var at = random.Next(text.Length);
        return random.Next(4) switch
        {
            0 => text[..at],
            1 => text.Remove(at, Math.Min(random.Next(1, 4), text.Length - at)),
            2 => text.Insert(at, Pick("{", "}", "(", ")", "\"", "\"\"\"", "$", "!", "...", "#", "\\u0041", "😀", "-", "0", ".5", "é", "&", "|", "\u0000", "@", "'", "1x")),
            _ => text.Insert(at, text.Substring(at, Math.Min(5, text.Length - at))),
        };
    }

    private bool Fault() => random.NextDouble() < faults;

    private string Pick(params ReadOnlySpan<string> items) => items[random.Next(items.Length)];
}

internal sealed record GeneratedDocument(string Text, string Variables, string? Operation);
