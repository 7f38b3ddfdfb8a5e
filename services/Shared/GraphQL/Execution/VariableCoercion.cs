using System.Text.Json;
using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;
using PortfolioPlatform.GraphQL.Validation;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>From the JSON of a request's variables to values (spec, section 6.1.2). Names every fault, not only the first.</summary>
internal sealed class VariableCoercion(Schema schema, DocumentNode document)
{
    private const int MaxErrors = 50;
    private readonly List<GraphQLError> _errors = [];

    public IReadOnlyList<GraphQLError> Errors => _errors;

    public Dictionary<string, object?> Coerce(OperationNode operation, JsonElement variables)
    {
        var values = new Dictionary<string, object?>(operation.Variables.Count, StringComparer.Ordinal);
        foreach (var definition in operation.Variables)
        {
            var name = definition.Variable.Name.Value;
            var type = schema.Resolve(definition.Type)!;
            if (variables.ValueKind != JsonValueKind.Object || !variables.TryGetProperty(name, out var json))
            {
                if (definition.DefaultValue is { } literal)
                {
                    if (LiteralCoercion.TryRead(literal, type, values, out var value)) values[name] = value;
                }
                else if (type is NonNullType) Report(definition, $"Variable \"${name}\" of required type \"{type}\" was not provided.");
            }
            else if (json.ValueKind == JsonValueKind.Null && type is NonNullType)
                Report(definition, $"Variable \"${name}\" of non-null type \"{type}\" must not be null.");
            else values[name] = Read(json, type, definition, $"${name}");
        }
        return values;
    }

    private object? Read(JsonElement json, GraphType type, VariableDefinitionNode at, string path)
    {
        if (json.ValueKind == JsonValueKind.Null) return type is NonNullType ? Fault(at, path, $"Expected non-nullable type \"{type}\" not to be null.") : null;
        switch (type.Nullable)
        {
            case ListType list:
                return json.ValueKind == JsonValueKind.Array
                    ? json.EnumerateArray().Select((item, i) => Read(item, list.Inner, at, $"{path}[{i}]")).ToArray()
                    : [Read(json, list.Inner, at, path)];
            case InputObjectType input:
                return ReadObject(json, input, at, path);
            case EnumType e:
                return json.ValueKind == JsonValueKind.String && LiteralCoercion.TryMember(e, json.GetString()!, out var member)
                    ? member : Fault(at, path, $"Value does not exist in \"{e}\" enum.");
            case ScalarType scalar:
                return scalar.TryReadJson(json, out var value) ? value : Fault(at, path, $"Expected type \"{scalar}\".");
            default:
                return null;
        }
    }

    private object? ReadObject(JsonElement json, InputObjectType type, VariableDefinitionNode at, string path)
    {
        if (json.ValueKind != JsonValueKind.Object) return Fault(at, path, $"Expected type \"{type}\" to be an object.");
        var before = _errors.Count;
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var definition in type.Fields.Values)
        {
            if (json.TryGetProperty(definition.Name, out var item)) fields[definition.Name] = Read(item, definition.Type, at, $"{path}.{definition.Name}");
            else if (LiteralCoercion.TryDefault(definition, out var otherwise)) fields[definition.Name] = otherwise;
            else if (definition.Type is NonNullType) Fault(at, path, $"Field \"{definition.Name}\" of required type \"{definition.Type}\" was not provided.");
        }
        foreach (var property in json.EnumerateObject().Where(p => !type.Fields.ContainsKey(p.Name)))
            Fault(at, path, $"Field \"{property.Name}\" is not defined by type \"{type}\".");
        if (type.IsOneOf && fields.Count != 1) Fault(at, path, $"Exactly one key must be specified for OneOf type \"{type}\".");
        else if (type.IsOneOf && json.TryGetProperty(fields.Keys.First(), out var only) && only.ValueKind == JsonValueKind.Null) Fault(at, path, $"Field \"{fields.Keys.First()}\" must be non-null.");
        return _errors.Count == before ? LiteralCoercion.Make(type, fields) : null;
    }

    private object? Fault(VariableDefinitionNode at, string path, string message)
    {
        Report(at, $"Variable \"${at.Variable.Name}\" got invalid value at \"{path}\"; {message}");
        return null;
    }

    private void Report(VariableDefinitionNode at, string message)
    {
        if (_errors.Count > MaxErrors) return;
        _errors.Add(_errors.Count == MaxErrors
            ? new GraphQLError("Too many errors processing variables, error limit reached. Execution aborted.", ErrorCodes.BadVariables)
            : new GraphQLError(message, ErrorCodes.BadVariables) { Locations = [SourceLocation.At(document.Source.Span, at.Span.Start)] });
    }
}
