using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;

namespace PortfolioPlatform.Platform;

/// <summary>How modules register what the platform runs for them.</summary>
public static class Registration
{
    /// <summary>Subscribes a handler. <paramref name="consumer"/> is its stable name: inbox key and queue name.</summary>
    public static IServiceCollection AddMessageHandler<TMessage, THandler>(this IServiceCollection services, string consumer)
        where TMessage : class, IMessage
        where THandler : class, IMessageHandler<TMessage>
    {
        services.AddScoped<THandler>();
        return services.AddSingleton(new MessageSubscription(consumer, typeof(TMessage), typeof(THandler)));
    }
}

/// <summary>One registered handler.</summary>
/// <param name="Consumer">Stable name.</param>
/// <param name="MessageType">What it handles.</param>
/// <param name="HandlerType">Who handles it.</param>
public sealed record MessageSubscription(string Consumer, Type MessageType, Type HandlerType);
