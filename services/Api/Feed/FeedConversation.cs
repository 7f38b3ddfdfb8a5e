using System.Net.WebSockets;
using System.Security.Claims;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Api.Feed;

/// <summary>The receiving half of one client: reads its requests and answers each.</summary>
internal sealed class FeedConversation(WebSocket socket, FeedSession session, ClaimsPrincipal viewer, FeedTopics topics, FeedHubs hubs, FeedOptions options, ILogger logger)
{
    private const int MaxMessage = 4096;

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxMessage];
        try
        {
            while (await ReceiveAsync(buffer, cancellationToken) is { } message)
                await AnswerAsync(FeedRequest.Read(message.Span), cancellationToken);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            session.Abort();
        }
        finally
        {
            foreach (var subscription in session.Subscriptions) End(subscription);
        }
    }

    /// <summary>One whole message, or null when the conversation is over.</summary>
    private async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close) session.Close(WebSocketCloseStatus.NormalClosure, "");
            else if (part.MessageType == WebSocketMessageType.Binary) session.Close(WebSocketCloseStatus.InvalidMessageType, "Text only.");
            else if (part.EndOfMessage) return buffer.AsMemory(0, length);
            else if (length == buffer.Length) session.Close(WebSocketCloseStatus.MessageTooBig, "A request has at most 4,096 bytes.");
            else continue;
            return null;
        }
    }

    private async Task AnswerAsync(FeedRequest? request, CancellationToken cancellationToken)
    {
        switch (request)
        {
            case { Type: "ping" }:
                session.Reply(FeedFrames.Pong());
                break;
            case { Type: "subscribe", Id: { } id, Topic: { } topic }:
                await SubscribeAsync(id, new FeedName(topic, request.Argument), request.Resume, cancellationToken);
                break;
            case { Type: "unsubscribe", Id: { } id }:
                Unsubscribe(id);
                break;
            default:
                session.Reply(FeedFrames.Error(request?.Id, "BAD_REQUEST", "A request is {\"type\":\"subscribe\",\"id\":1,\"topic\":\"prices\"}, an unsubscribe with its id, or a ping."));
                break;
        }
    }

    private async Task SubscribeAsync(long id, FeedName name, FeedResume? resume, CancellationToken cancellationToken)
    {
        if (Refuse(id, name) is { } refusal)
        {
            session.Reply(FeedFrames.Error(id, refusal.Code, refusal.Message));
            return;
        }

        try
        {
            if (await topics.ResolveAsync(viewer, name, cancellationToken) is not { } source)
                session.Reply(FeedFrames.Error(id, "NOT_FOUND", $"There is no such {name.Topic}."));
            else
                Begin(id, name, await hubs.AcquireAsync(name, source, cancellationToken), resume);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.TopicFailed(name.Topic, exception);
            session.Reply(FeedFrames.Error(id, "UNAVAILABLE", "The topic cannot be read now. Try again in a few seconds."));
        }
    }

    private Error? Refuse(long id, FeedName name) =>
        !topics.Has(name.Topic) ? new Error("UNKNOWN_TOPIC", $"Topics are: {topics.Names}.")
        : session.Subscriptions.Any(other => other.Id == id || other.Name == name) ? new Error("DUPLICATE", "This id or topic is subscribed already.")
        : session.Subscriptions.Count >= options.MaxSubscriptions ? new Error("TOO_MANY", $"A session has at most {options.MaxSubscriptions} subscriptions.")
        : null;

    private void Begin(long id, FeedName name, FeedHub hub, FeedResume? resume)
    {
        var position = new FeedPosition(resume?.Epoch, resume?.Version ?? 0);
        var resumed = hub.CanResume(position);
        session.Reply(FeedFrames.Subscribed(id, name, resumed));
        session.Add(new FeedSubscription(id, name, hub, resumed ? position : default));
        hub.Add(session);
        session.Wake();
    }

    private void Unsubscribe(long id)
    {
        if (session.Subscriptions.Find(other => other.Id == id) is { } subscription) End(subscription);
        session.Reply(FeedFrames.Unsubscribed(id));
    }

    private void End(FeedSubscription subscription)
    {
        session.Remove(subscription);
        subscription.Hub.Remove(session);
        hubs.Release(subscription.Name, subscription.Hub.Source);
    }
}
