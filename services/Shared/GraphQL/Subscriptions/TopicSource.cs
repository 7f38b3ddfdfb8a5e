using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Subscriptions;

/// <summary>Events of a topic, whose name may carry arguments: <c>portfolio_{id}</c>.</summary>
internal static class TopicSource
{
    public static EventSource Of(MethodInfo method, FieldDefinition field)
    {
        var message = method.GetParameters().FirstOrDefault(p => p.IsDefined(typeof(EventMessageAttribute)))?.ParameterType
            ?? throw new SchemaException($"{method.Name} does not say which parameter is the event.");
        var name = method.GetCustomAttribute<TopicAttribute>()?.Name ?? method.Name;
        return (EventSource)Delegate.CreateDelegate(typeof(EventSource), new Topic(name, field), typeof(Topic).GetMethod(nameof(Topic.Open))!.MakeGenericMethod(message));
    }

    private sealed class Topic(string name, FieldDefinition field)
    {
        public IAsyncEnumerable<object?> Open<T>(ResolverContext context)
        {
            var topic = name;
            foreach (var argument in field.Arguments)
                topic = topic.Replace($"{{{argument.Name}}}", Convert.ToString(context.Arguments[argument.Name], System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
            var receiver = context.Request.Services.GetRequiredService<ITopicEventReceiver>();
            return CodeFirst.Answers.BoxAllAsync(receiver.SubscribeAsync<T>(topic, context.Request.Cancellation), context.Request.Cancellation);
        }
    }
}
