using System.Linq.Expressions;
using System.Reflection;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.GraphQL.DataLoading;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Subscriptions;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.CodeFirst;

/// <summary>Compiles members of classes to resolvers; nothing is reflected upon while a request runs.</summary>
internal sealed class ClrResolvers(IServiceProvider services, ClrInputs inputs)
{
    private readonly IServiceProviderIsService? _known = services.GetService<IServiceProviderIsService>();
    private readonly Dictionary<Type, Lazy<object>> _instances = [];

    /// <summary>Whether a parameter is given by the caller, and not by the server.</summary>
    public bool IsArgument(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.IsDefined(typeof(ParentAttribute)) || parameter.IsDefined(typeof(EventMessageAttribute)) || parameter.IsDefined(typeof(ServiceAttribute))) return false;
        if (type == typeof(CancellationToken) || type == typeof(ClaimsPrincipal) || type == typeof(ResolverContext) || type == typeof(RequestScope) || type == typeof(PagingArguments)) return false;
        if (typeof(IOfRequest).IsAssignableFrom(type) || (type.IsAbstract && ClrShape.ItemOf(type) is null)) return false;
        return ClrShape.ItemOf(type) is not null || type.IsValueType || type == typeof(string) || _known?.IsService(type) != true;
    }

    public void Bind(FieldDefinition field, Type type, MemberInfo member, bool isExtension, bool isTask, Type? pagedItem)
    {
        var context = Expression.Parameter(isTask ? typeof(ResolverContext) : typeof(ResolverContext).MakeByRefType(), "context");
        var value = Call(context, field, type, member, isExtension);
        var paging = pagedItem is null ? null : PagingOf(context, member);
        if (isTask) field.ResolveLaterBy(Expression.Lambda<AsyncResolver>(Answers.Later(value, pagedItem, paging), context).Compile);
        else field.ResolveBy(Expression.Lambda<Resolver>(Answers.Now(value, pagedItem, paging), context).Compile);
        if (member is PropertyInfo property && !isExtension && !isTask && pagedItem is null) field.WriteBy(() => ClrLeaves.Of(type, property, field.Type));
        if (member.GetCustomAttribute<SubscribeAttribute>() is { } subscribe) field.Subscribe = Source(field, type, (MethodInfo)member, subscribe);
    }

    private EventSource Source(FieldDefinition field, Type type, MethodInfo member, SubscribeAttribute subscribe)
    {
        if (subscribe.With is null) return TopicSource.Of(member, field);
        var hook = type.GetMethod(subscribe.With) ?? throw new SchemaException($"{type} has no public method {subscribe.With}.");
        var context = Expression.Parameter(typeof(ResolverContext), "context");
        return Expression.Lambda<EventSource>(Answers.Events(Call(context, field, type, hook, true)), context).Compile();
    }

    private Expression Call(ParameterExpression context, FieldDefinition field, Type type, MemberInfo member, bool isExtension)
    {
        var source = Expression.Property(context, nameof(ResolverContext.Source));
        if (member is PropertyInfo property) return Expression.Property(property.GetMethod!.IsStatic ? null : Expression.Convert(isExtension ? Instance(type) : source, type), property);
        var method = (MethodInfo)member;
        var instance = method.IsStatic ? null : Expression.Convert(isExtension ? Instance(type) : source, type);
        return Expression.Call(instance, method, method.GetParameters().Select(p => Parameter(context, field, member, p)));
    }

    private MemberExpression Instance(Type type)
    {
        if (!_instances.TryGetValue(type, out var instance)) _instances[type] = instance = new Lazy<object>(() => ActivatorUtilities.GetServiceOrCreateInstance(services, type));
        return Expression.Property(Expression.Constant(instance), nameof(Lazy<>.Value));
    }

    private Expression Parameter(ParameterExpression context, FieldDefinition field, MemberInfo member, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var request = Expression.Property(context, nameof(ResolverContext.Request));
        if (IsArgument(parameter)) return Argument(context, field, parameter);
        if (parameter.IsDefined(typeof(ParentAttribute)) || parameter.IsDefined(typeof(EventMessageAttribute))) return Expression.Convert(Expression.Property(context, nameof(ResolverContext.Source)), type);
        if (type == typeof(CancellationToken)) return Expression.Property(request, nameof(RequestScope.Cancellation));
        if (type == typeof(ClaimsPrincipal)) return Expression.Property(request, nameof(RequestScope.User));
        if (type == typeof(RequestScope)) return request;
        if (type == typeof(ResolverContext)) return context;
        if (type == typeof(PagingArguments)) return PagingOf(context, member);
        if (typeof(IOfRequest).IsAssignableFrom(type)) return Expression.Call(Expression.Property(request, nameof(RequestScope.Loaders)), nameof(LoaderRegistry.Get), [type]);
        return Expression.Call(typeof(ServiceProviderServiceExtensions), nameof(ServiceProviderServiceExtensions.GetRequiredService), [type], Expression.Property(request, nameof(RequestScope.Services)));
    }

    private Expression Argument(ParameterExpression context, FieldDefinition field, ParameterInfo parameter)
    {
        var name = ClrNames.Of(parameter);
        var index = field.Arguments.TakeWhile(a => a.Name != name).Count();
        if (index == field.Arguments.Count) throw new SchemaException($"{field.Name} has no argument {name}.");
        Expression value = Expression.Property(Expression.Property(context, nameof(ResolverContext.Arguments)), "Item", Expression.Constant(index));
        if (inputs.Reader(parameter) is { } read) value = Expression.Call(typeof(Answers), nameof(Answers.Read), null, value, Expression.Constant(read));
        return Expression.Convert(value, parameter.ParameterType);
    }

    private static MethodCallExpression PagingOf(ParameterExpression context, MemberInfo member)
    {
        var paging = member.GetCustomAttribute<UsePagingAttribute>() ?? throw new SchemaException($"{member.Name} takes a page without UsePaging.");
        return Expression.Call(
            typeof(PagingArguments), nameof(PagingArguments.Read), null,
            Expression.Property(context, nameof(ResolverContext.Arguments)), Expression.Constant(paging.DefaultPageSize), Expression.Constant(paging.MaxPageSize));
    }
}
