using System.Reflection;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.CodeFirst;

/// <summary>The types of a schema by the classes of the program they stand for. A type is declared when it is first met and filled later, so cycles need no care.</summary>
internal sealed class ClrTypes(ServerSetup setup)
{
    private readonly Dictionary<Type, NamedType> _output = [];
    private readonly Dictionary<Type, InputObjectType> _input = [];
    private readonly Queue<Action> _open = [];

    public OrderedDictionary<string, NamedType> All { get; } = new(StringComparer.Ordinal);

    public XmlDocs Docs { get; } = new();

    public Action<FieldsType, Type> FillFields { get; set; } = static (_, _) => { };

    public Action<InputObjectType, Type> FillInput { get; set; } = static (_, _) => { };

    public RuntimeType? Runtime(Type type) => setup.RuntimeTypes.GetValueOrDefault(type);

    public void Later(Action fill) => _open.Enqueue(fill);

    public void Settle()
    {
        while (_open.TryDequeue(out var fill)) fill();
    }

    public ObjectType Root(string name)
    {
        if (All.TryGetValue(name, out var known)) return (ObjectType)known;
        var root = new ObjectType(name);
        All.Add(name, root);
        return root;
    }

    public NamedType Output(Type type)
    {
        if (Leaf(type) is { } leaf) return leaf;
        if (_output.TryGetValue(type, out var known)) return known;
        var name = ClrNames.Of(type);
        NamedType made = type.IsDefined(typeof(UnionTypeAttribute), false) ? new UnionType(name)
            : type.IsDefined(typeof(InterfaceTypeAttribute), false) ? new InterfaceType(name)
            : new ObjectType(name);
        _output[type] = Declare(made, type);
        if (made is FieldsType fields) Later(() => Fill(fields, type));
        if (made is ObjectType member) Join(member, type);
        return made;
    }

    public InputObjectType Input(Type type)
    {
        if (_input.TryGetValue(type, out var known)) return known;
        var made = _input[type] = new InputObjectType(ClrNames.OfInput(type)) { IsOneOf = type.IsDefined(typeof(OneOfAttribute)) };
        Declare(made, type);
        Later(() => FillInput(made, type));
        return made;
    }

    /// <summary>The scalar or enum of a type; null if it has fields.</summary>
    public NamedType? Leaf(Type type)
    {
        if (Runtime(type) is { } runtime)
        {
            All.TryAdd(runtime.Scalar.Name, runtime.Scalar);
            return runtime.Scalar;
        }
        if (!type.IsEnum) return null;
        if (_output.TryGetValue(type, out var known)) return known;
        var made = new EnumType(ClrNames.Of(type));
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => !f.IsDefined(typeof(GraphQLIgnoreAttribute))))
        {
            var name = ClrNames.OfMember(field);
            made.Members.Add(name, new EnumMember(name, field.GetValue(null)!) { Description = Docs.Of(field), DeprecationReason = Deprecation(field) });
        }
        return _output[type] = Declare(made, type);
    }

    public static string? Deprecation(ICustomAttributeProvider member) =>
        member.GetCustomAttributes(typeof(GraphQLDeprecatedAttribute), false) is [GraphQLDeprecatedAttribute given] ? given.Reason : null;

    private NamedType Declare(NamedType made, Type type)
    {
        made.ClrType = type;
        made.Description ??= Docs.Of(type);
        return All.TryAdd(made.Name, made) ? made : throw new SchemaException($"Both {type} and {All[made.Name].ClrType} would be named \"{made.Name}\".");
    }

    private void Fill(FieldsType fields, Type type)
    {
        foreach (var above in Above(type).Where(a => a.IsDefined(typeof(InterfaceTypeAttribute), false)))
            fields.Interfaces.Add((InterfaceType)Output(above));
        FillFields(fields, type);
    }

    private void Join(ObjectType member, Type type)
    {
        foreach (var above in Above(type).Where(a => a.IsDefined(typeof(UnionTypeAttribute), false))) ((UnionType)Output(above)).Members.Add(member);
    }

    private static IEnumerable<Type> Above(Type type)
    {
        foreach (var i in type.GetInterfaces()) yield return i;
        for (var above = type.BaseType; above is not null; above = above.BaseType) yield return above;
    }
}
