using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>Calls a handler whose message type is known only at run time.</summary>
internal abstract class HandlerInvoker
{
    private static readonly ConcurrentDictionary<MessageSubscription, HandlerInvoker> Known = new();

    public static HandlerInvoker For(MessageSubscription subscription) =>
        Known.GetOrAdd(subscription, s => (HandlerInvoker)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(s.MessageType))!);

    public abstract Task InvokeAsync(IServiceProvider services, Type handler, IMessage message, IDatabaseTransaction transaction, CancellationToken cancellationToken);

    private sealed class Typed<TMessage> : HandlerInvoker
        where TMessage : class, IMessage
    {
        public override Task InvokeAsync(IServiceProvider services, Type handler, IMessage message, IDatabaseTransaction transaction, CancellationToken cancellationToken) =>
            ((IMessageHandler<TMessage>)services.GetRequiredService(handler)).HandleAsync((TMessage)message, transaction, cancellationToken);
    }
}
