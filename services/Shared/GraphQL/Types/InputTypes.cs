namespace PortfolioPlatform.GraphQL.Types;

/// <summary>An input object.</summary>
public sealed class InputObjectType(string name) : NamedType(name)
{
    public OrderedDictionary<string, InputValue> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Exactly one of its fields is given, and not null.</summary>
    public bool IsOneOf { get; internal set; }

    /// <summary>Makes the program's object of the coerced fields; without it resolvers get a dictionary.</summary>
    public Func<IReadOnlyDictionary<string, object?>, object>? Create { get; internal set; }
}

/// <summary>An enum.</summary>
public sealed class EnumType(string name) : NamedType(name)
{
    private Dictionary<object, EnumMember>? _byValue;

    public OrderedDictionary<string, EnumMember> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>The member a resolver's value stands for.</summary>
    public EnumMember? MemberOf(object value)
    {
        _byValue ??= Members.Values.ToDictionary(m => m.Value);
        return _byValue.GetValueOrDefault(value);
    }
}

/// <summary>A value of an enum and what it is in the program.</summary>
public sealed class EnumMember(string name, object value)
{
    public string Name => name;

    public object Value => value;

    public string? Description { get; internal set; }

    public string? DeprecationReason { get; internal set; }

    internal byte[] Json { get; } = [(byte)'"', .. System.Text.Encoding.UTF8.GetBytes(name), (byte)'"'];
}
