using System.Collections.Concurrent;
using System.Text.Json;
using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>The fields to answer for an object, merged and in order.</summary>
internal sealed class SelectionPlan(ObjectType type, FieldPlan[] fields)
{
    public ObjectType Type => type;

    public FieldPlan[] Fields => fields;

    /// <summary>Everything below answers at once.</summary>
    public bool IsPure { get; } = fields.All(f => f.IsPure);
}

/// <summary>A field to answer: all that can be known of it before the request.</summary>
internal sealed class FieldPlan(FieldDefinition definition, FieldNode[] nodes, int index, bool isPure)
{
    private readonly ConcurrentDictionary<ObjectType, SelectionPlan> _selections = [];

    public FieldDefinition Definition => definition;

    public FieldNode[] Nodes => nodes;

    /// <summary>Place of the field's arguments in the request.</summary>
    public int Index => index;

    public string ResponseName { get; } = nodes[0].ResponseName;

    /// <summary>The name as JSON, colon included.</summary>
    public byte[] Name { get; } = [.. JsonSerializer.SerializeToUtf8Bytes(nodes[0].ResponseName), (byte)':'];

    /// <summary>It and everything below it answers at once.</summary>
    public bool IsPure => isPure;

    /// <summary>Writes the field where nothing has to be asked before.</summary>
    public LeafWriter? Leaf { get; } = isPure && definition.Policy is null && definition.Arguments.Count == 0 ? definition.Leaf : null;

    /// <summary>Arguments that are the same in every request; null if variables take part or they are wrong.</summary>
    public ArgumentValues? Arguments { get; init; }

    /// <summary>What to answer if the field has objects of one type only.</summary>
    public SelectionPlan? Only { get; init; }

    /// <summary>Makes the selection of an object of an abstract type when the first one comes.</summary>
    public Func<ObjectType, SelectionPlan>? Compile { get; init; }

    public SelectionPlan Selection(ObjectType type) => Only ?? _selections.GetOrAdd(type, Compile!);
}
