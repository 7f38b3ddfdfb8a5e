using System.Text.Json;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Types;

/// <summary>A scalar: how its values are read from literals and variables, and written.</summary>
public abstract class ScalarType(string name) : NamedType(name)
{
    public string? SpecifiedByUrl { get; internal set; }

    /// <summary>Reads a literal; false if it is none of this scalar's.</summary>
    public abstract bool TryReadLiteral(ValueNode literal, out object? value);

    /// <summary>Reads a literal inside which variables stand; only scalars without a form of their own take such.</summary>
    internal virtual bool TryReadLiteral(ValueNode literal, IReadOnlyDictionary<string, object?> variables, out object? value) => TryReadLiteral(literal, out value);

    /// <summary>Reads a variable's JSON; false if it is none of this scalar's.</summary>
    public abstract bool TryReadJson(JsonElement json, out object? value);

    /// <summary>Writes a resolver's value; false, and nothing written, if it is none of this scalar's.</summary>
    public abstract bool TryWrite(object value, JsonOutput output);
}
