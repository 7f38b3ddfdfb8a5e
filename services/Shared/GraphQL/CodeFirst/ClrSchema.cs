using System.Reflection;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.CodeFirst;

/// <summary>Builds the schema of what modules registered.</summary>
internal static class ClrSchema
{
    public static Schema Build(ServerSetup setup, IServiceProvider services)
    {
        var types = new ClrTypes(setup);
        foreach (var scalar in Scalars.Specified) types.All.Add(scalar.Name, scalar);
        var shape = new ClrShape(types);
        var inputs = new ClrInputs(types, shape);
        var fields = new ClrFields(types, shape, inputs, new ClrResolvers(services, inputs), setup);
        types.FillFields = (owner, type) => fields.Fill(owner, type, false);
        types.FillInput = inputs.Fill;
        foreach (var type in setup.Types.Distinct()) types.Output(type);
        foreach (var (type, root) in setup.Extensions.Distinct()) Extend(types, fields, type, root);
        types.Settle();
        foreach (var (type, _) in setup.Extensions.Distinct().Where(e => e.Root is null && IsNamed(e.Class))) ExtendNamed(types, fields, type);
        types.Settle();
        var schema = new Schema(
            types.All, DirectiveType.Specified, Root(types, OperationTypeNames.Query) ?? throw new SchemaException("Query root type must be provided."),
            Root(types, OperationTypeNames.Mutation), Root(types, OperationTypeNames.Subscription)) { Description = setup.Description };
        SchemaRules.Check(schema);
        return schema;
    }

    private static void Extend(ClrTypes types, ClrFields fields, Type type, string? root)
    {
        if (root is null && IsNamed(type)) return;
        var extended = type.GetCustomAttribute<ExtendObjectTypeAttribute>();
        var owner = root ?? extended?.Name;
        if (owner is null && extended?.Type is null) throw new SchemaException($"{type} does not say what it extends.");
        var target = owner is null ? (FieldsType)types.Output(extended!.Type!) : types.Root(owner);
        types.Later(() => fields.Fill(target, type, true));
    }

    /// <summary>Types of other modules are known by name only, and only when all modules' own are there.</summary>
    private static void ExtendNamed(ClrTypes types, ClrFields fields, Type type)
    {
        var name = type.GetCustomAttribute<ExtendObjectTypeAttribute>()!.Name!;
        if (types.All.GetValueOrDefault(name) is FieldsType target) fields.Fill(target, type, true);
    }

    private static bool IsNamed(Type type) =>
        type.GetCustomAttribute<ExtendObjectTypeAttribute>()?.Name is { } name && name is not (OperationTypeNames.Query or OperationTypeNames.Mutation or OperationTypeNames.Subscription);

    private static ObjectType? Root(ClrTypes types, string name) => types.All.GetValueOrDefault(name) as ObjectType;
}
