namespace PortfolioPlatform.GraphQL.Language;

/// <summary>A literal, or a variable in its place.</summary>
public abstract class ValueNode(TextSpan span) : SyntaxNode(span);

/// <summary>A variable.</summary>
public sealed class VariableNode(NameNode name, TextSpan span) : ValueNode(span)
{
    public NameNode Name => name;
}

/// <summary>An integer as written.</summary>
public sealed class IntValueNode(string text, TextSpan span) : ValueNode(span)
{
    public string Text => text;
}

/// <summary>A number with a fraction or exponent, as written.</summary>
public sealed class FloatValueNode(string text, TextSpan span) : ValueNode(span)
{
    public string Text => text;
}

/// <summary>A string, its escapes resolved.</summary>
public sealed class StringValueNode(string value, bool isBlock, TextSpan span) : ValueNode(span)
{
    public string Value => value;
    public bool IsBlock => isBlock;
}

/// <summary>true or false.</summary>
public sealed class BooleanValueNode(bool value, TextSpan span) : ValueNode(span)
{
    public bool Value => value;
}

/// <summary>null.</summary>
public sealed class NullValueNode(TextSpan span) : ValueNode(span);

/// <summary>A value of an enum.</summary>
public sealed class EnumValueNode(string value, TextSpan span) : ValueNode(span)
{
    public string Value => value;
}

/// <summary>A list.</summary>
public sealed class ListValueNode(IReadOnlyList<ValueNode> values, TextSpan span) : ValueNode(span)
{
    public IReadOnlyList<ValueNode> Values => values;
}

/// <summary>An input object.</summary>
public sealed class ObjectValueNode(IReadOnlyList<ObjectFieldNode> fields, TextSpan span) : ValueNode(span)
{
    public IReadOnlyList<ObjectFieldNode> Fields => fields;
}

/// <summary>A field of an input object.</summary>
public sealed class ObjectFieldNode(NameNode name, ValueNode value, TextSpan span) : SyntaxNode(span)
{
    public NameNode Name => name;
    public ValueNode Value => value;
}
