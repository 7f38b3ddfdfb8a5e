using System.Reflection;
using System.Runtime.CompilerServices;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.CodeFirst;

/// <summary>Fields of the members of a class.</summary>
internal sealed class ClrFields(ClrTypes types, ClrShape shape, ClrInputs inputs, ClrResolvers resolvers, ServerSetup setup)
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance;

    /// <summary>Adds the fields of a class to the type of its own, or to the one it extends.</summary>
    public void Fill(FieldsType owner, Type type, bool isExtension)
    {
        var members = isExtension ? Own | BindingFlags.Static : Own;
        var hooks = type.GetMethods(members).Select(m => m.GetCustomAttribute<SubscribeAttribute>()?.With).ToHashSet(StringComparer.Ordinal);
        foreach (var member in type.GetMembers(members).Where(m => IsField(m) && !hooks.Contains(m.Name)).OrderBy(m => m.MetadataToken))
        {
            var field = Field(owner, type, member, isExtension);
            if (!owner.Fields.TryAdd(field.Name, field)) throw new SchemaException($"\"{owner}.{field.Name}\" can only be defined once.");
        }
    }

    private FieldDefinition Field(FieldsType owner, Type type, MemberInfo member, bool isExtension)
    {
        var declared = member is MethodInfo method ? method.ReturnType : ((PropertyInfo)member).PropertyType;
        var (answer, info, isTask) = ClrShape.Answer(declared, shape.Info(member));
        var paging = member.GetCustomAttribute<UsePagingAttribute>();
        var item = paging is null ? null : ClrShape.ItemOf(answer);
        var graph = item is null ? shape.Output(answer, info, member.IsDefined(typeof(IDAttribute))) : new NonNullType(types.Output(typeof(Connection<>).MakeGenericType(item)));
        var field = new FieldDefinition(ClrNames.Of(member), graph)
        {
            Description = types.Docs.Of(member),
            DeprecationReason = ClrTypes.Deprecation(member),
            Policy = Policy(owner, type, member),
            Cost = member.GetCustomAttribute<CostAttribute>()?.Weight ?? 1,
            AssumedSize = paging?.DefaultPageSize ?? member.GetCustomAttribute<ListSizeAttribute>()?.AssumedSize ?? 10,
        };
        if (member is MethodInfo m) field.Arguments = [.. m.GetParameters().Where(resolvers.IsArgument).Select(inputs.Value), .. Paging(paging)];
        else field.Arguments = [.. Paging(paging)];
        if (owner is not InterfaceType) resolvers.Bind(field, type, member, isExtension, isTask, item);
        return field;
    }

    private static bool IsField(MemberInfo member)
    {
        if (member.IsDefined(typeof(GraphQLIgnoreAttribute)) || member.DeclaringType == typeof(object)) return false;
        if (member is PropertyInfo p) return p.GetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0;
        return member is MethodInfo { IsSpecialName: false, IsGenericMethod: false } m && m.ReturnType != typeof(void)
            && !m.IsDefined(typeof(CompilerGeneratedAttribute)) && m.GetBaseDefinition().DeclaringType != typeof(object);
    }

    private string? Policy(FieldsType owner, Type type, MemberInfo member)
    {
        if (member.GetCustomAttribute<AuthorizeAttribute>() is { } own) return own.Policy;
        if (member.IsDefined(typeof(AllowAnonymousAttribute))) return null;
        if (type.GetCustomAttribute<AuthorizeAttribute>() is { } all) return all.Policy;
        var isRoot = owner.Name is OperationTypeNames.Query or OperationTypeNames.Mutation or OperationTypeNames.Subscription;
        return isRoot && !type.IsDefined(typeof(AllowAnonymousAttribute)) ? setup.RootPolicy : null;
    }

    private IEnumerable<InputValue> Paging(UsePagingAttribute? paging)
    {
        if (paging is null) yield break;
        var number = types.Leaf(typeof(int))!;
        var cursor = types.Leaf(typeof(string))!;
        yield return new InputValue("first", number) { Description = $"Rows at most, {paging.MaxPageSize} at most. Default: {paging.DefaultPageSize}." };
        yield return new InputValue("after", cursor) { Description = "Only rows behind this cursor." };
        if (!paging.AllowBackwardPagination) yield break;
        yield return new InputValue("last", number) { Description = "Rows at most, counted from the end." };
        yield return new InputValue("before", cursor) { Description = "Only rows before this cursor." };
    }
}
