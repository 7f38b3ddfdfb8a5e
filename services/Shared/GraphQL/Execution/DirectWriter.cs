using System.Collections;
using PortfolioPlatform.GraphQL.Introspection;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>
/// Answers fields that resolve at once, depth first and straight into the output. A null where none may be rewinds
/// the output to the nearest place that may be null. Each Write returns false if that place is further up.
/// </summary>
internal sealed class DirectWriter(RequestScope request, JsonOutput output)
{
    private readonly ErrorSink _errors = new(request);

    public FieldPath Path { get; } = new();

    public JsonOutput Output => output;

    public bool WriteObject(SelectionPlan plan, object? source)
    {
        request.Cancellation.ThrowIfCancellationRequested();
        output.Byte((byte)'{');
        var fields = plan.Fields;
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0) output.Byte((byte)',');
            output.Raw(fields[i].Name);
            if (TryLeaf(fields[i], source)) continue;
            Path.Push(fields[i]);
            var written = WriteField(fields[i], plan.Type, source);
            Path.Pop();
            if (!written) return false;
        }
        output.Byte((byte)'}');
        return true;
    }

    /// <summary>Writes a plain property that is as usual; what is not is answered as any field, with its errors.</summary>
    public bool TryLeaf(FieldPlan field, object? source)
    {
        if (field.Leaf is not { } leaf || source is null) return false;
        var start = output.Length;
        try
        {
            if (leaf.TryWrite(source, output)) return true;
        }
        catch (Exception)
        {
            // Told by its resolver, which is asked next.
        }
        output.Rewind(start);
        return false;
    }

    public bool WriteField(FieldPlan field, ObjectType parent, object? source)
    {
        if (ReferenceEquals(field.Definition, IntrospectionTypes.TypeName))
        {
            output.Text(parent.Name);
            return true;
        }
        return TryResolve(field, source, out var value) ? Complete(field, field.Definition.Type, value) : Null(field.Definition.Type);
    }

    public bool Complete(FieldPlan field, GraphType type, object? value)
    {
        if (type is NonNullType nonNull)
        {
            if (value is not null) return CompleteValue(field, nonNull.Inner, value);
            Report(field, $"Cannot return null for non-nullable field {field.Definition.Name}.", ErrorCodes.Null);
            return false;
        }
        var start = output.Length;
        if (value is not null && CompleteValue(field, type, value)) return true;
        output.Rewind(start);
        output.Raw("null"u8);
        return true;
    }

    public void Report(FieldPlan field, string message, string code) => _errors.Add(field, Path.ToArray(), message, code);

    public void Fault(FieldPlan field, Exception exception) => _errors.Fault(field, Path.ToArray(), exception);

    /// <summary>The arguments, if the field may be asked and they are right.</summary>
    public ArgumentValues? Prepare(FieldPlan field)
    {
        if (field.Definition.Policy is { } policy && !request.IsAllowed(policy))
        {
            Report(field, "The current user is not authorized to access this resource.", ErrorCodes.Denied);
            return null;
        }
        var arguments = request.Arguments(field, out var fault);
        if (fault is not null) Report(field, fault, ErrorCodes.BadVariables);
        return arguments;
    }

    /// <summary>The object type of a value of an abstract type; null if it is none of the possible ones.</summary>
    public ObjectType? TypeOf(FieldPlan field, CompositeType type, object value)
    {
        var possible = request.Schema.PossibleTypes(type);
        var found = DefaultResolver.TypeName(value) is { } name
            ? possible.FirstOrDefault(t => t.Name == name)
            : possible.FirstOrDefault(t => t.ClrType?.IsInstanceOfType(value) ?? false);
        if (found is null) Report(field, $"Abstract type \"{type}\" must resolve to an Object type at runtime for field \"{field.Definition.Name}\".", ErrorCodes.Internal);
        return found;
    }

    private bool TryResolve(FieldPlan field, object? source, out object? value)
    {
        value = null;
        if (Prepare(field) is not { } arguments) return false;
        try
        {
            var context = new ResolverContext(source, arguments, field.Definition, request);
            value = (field.Definition.Resolve ?? request.Default)(in context);
            return true;
        }
        catch (Exception e)
        {
            Fault(field, e);
            return false;
        }
    }

    private bool Null(GraphType type)
    {
        if (type is NonNullType) return false;
        output.Raw("null"u8);
        return true;
    }

    private bool CompleteValue(FieldPlan field, GraphType type, object value) => type switch
    {
        ScalarType scalar => scalar.TryWrite(value, output) || Bad(field, scalar),
        ObjectType o => WriteObject(field.Selection(o), value),
        ListType list => WriteList(field, list, value),
        EnumType e => WriteMember(field, e, value),
        CompositeType composite => TypeOf(field, composite, value) is { } o && WriteObject(field.Selection(o), value),
        _ => false,
    };

    private bool WriteMember(FieldPlan field, EnumType type, object value)
    {
        if (type.MemberOf(value) is not { } member) return Bad(field, type);
        output.Raw(member.Json);
        return true;
    }

    private bool Bad(FieldPlan field, NamedType type)
    {
        Report(field, $"{type} cannot represent the value of this field.", ErrorCodes.BadOutput);
        return false;
    }

    private bool WriteList(FieldPlan field, ListType type, object value)
    {
        if (value is string || value is not IEnumerable items)
        {
            Report(field, $"Expected a list for field \"{field.Definition.Name}\".", ErrorCodes.BadOutput);
            return false;
        }
        output.Byte((byte)'[');
        var index = 0;
        foreach (var item in items)
        {
            if (index > 0) output.Byte((byte)',');
            Path.Push(null, index++);
            var written = Complete(field, type.Inner, item);
            Path.Pop();
            if (!written) return false;
        }
        output.Byte((byte)']');
        return true;
    }
}
