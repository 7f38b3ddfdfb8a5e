using System.Reflection;
using System.Xml.Linq;

namespace PortfolioPlatform.GraphQL.CodeFirst;

/// <summary>Descriptions out of the documentation comments the compiler writes beside an assembly.</summary>
internal sealed class XmlDocs
{
    private readonly Dictionary<Assembly, IReadOnlyDictionary<string, XElement>> _assemblies = [];

    public string? Of(Type type) => Given(type) ?? Text(Element($"T:{Id(type)}", type)?.Element("summary"));

    public string? Of(MemberInfo member)
    {
        if (Given(member) is { } given) return given;
        var owner = member.DeclaringType!;
        var kind = member is MethodInfo ? 'M' : member is FieldInfo ? 'F' : 'P';
        return Text(Element($"{kind}:{Id(owner)}.{member.Name}", owner)?.Element("summary")) ?? (kind == 'P' ? Parameter($"T:{Id(owner)}", owner, member.Name) : null);
    }

    public string? Of(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<GraphQLDescriptionAttribute>() is { } given) return given.Description;
        var owner = parameter.Member.DeclaringType!;
        return parameter.Member is ConstructorInfo
            ? Parameter($"T:{Id(owner)}", owner, parameter.Name!)
            : Parameter($"M:{Id(owner)}.{parameter.Member.Name}", owner, parameter.Name!);
    }

    private static string? Given(MemberInfo member) => member.GetCustomAttribute<GraphQLDescriptionAttribute>()?.Description;

    private string? Parameter(string id, Type owner, string name) =>
        Text(Element(id, owner)?.Elements("param").FirstOrDefault(p => (string?)p.Attribute("name") == name));

    private XElement? Element(string id, Type owner)
    {
        if (!_assemblies.TryGetValue(owner.Assembly, out var known)) _assemblies[owner.Assembly] = known = Read(owner.Assembly);
        return known.GetValueOrDefault(id);
    }

    /// <summary>Members by id without parameters: resolvers have no overloads.</summary>
    private static Dictionary<string, XElement> Read(Assembly assembly)
    {
        var found = new Dictionary<string, XElement>(StringComparer.Ordinal);
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        if (!File.Exists(file)) return found;
        foreach (var member in XDocument.Load(file).Descendants("member"))
            found.TryAdd(((string?)member.Attribute("name") ?? "").Split('(')[0], member);
        return found;
    }

    private static string Id(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string? Text(XElement? element)
    {
        if (element is null) return null;
        var text = string.Join(' ', string.Concat(element.Nodes().Select(Text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length == 0 ? null : text;
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => ((string?)see.Attribute("cref") ?? (string?)see.Attribute("langword") ?? "").Split('.', ':')[^1],
        XElement { Name.LocalName: "paramref" } reference => (string?)reference.Attribute("name") ?? "",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement other => other.Value,
        _ => "",
    };
}
