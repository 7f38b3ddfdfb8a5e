using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Http;

namespace PortfolioPlatform.GraphQL.WebSockets;

/// <summary>One connection: its handshake, and the operations it runs side by side.</summary>
internal sealed class SocketSession(HttpContext http, WebSocket socket, SocketSender sender, RequestExecutor executor, ClientLimiter limiter, GraphQLOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _operations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _running = [];
    private bool _isReady;

    public async Task RunAsync(CancellationTokenSource over)
    {
        // Its last call is waited for: the caller disposes of what it cancels.
        await using var late = time.CreateTimer(_ => Expire(over), null, options.ConnectionInitTimeout, Timeout.InfiniteTimeSpan);
        try
        {
            while (await ReceiveAsync(over.Token) is { } message && !sender.IsClosed) await HandleAsync(message, over.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            socket.Abort();
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(_running.Keys);
        }
    }

    private void Expire(CancellationTokenSource over)
    {
        if (_isReady) return;
        Close(CloseCodes.InitTimeout, "Connection initialisation timeout");
        over.CancelAfter(SocketSender.CloseWithin);
    }

    private async Task HandleAsync(SocketMessage message, CancellationToken cancellationToken)
    {
        switch (message.Type)
        {
            case "connection_init" when _isReady:
                Close(CloseCodes.TooManyInits, "Too many initialisation requests");
                break;
            case "connection_init":
                _isReady = true;
                await sender.SendAsync("connection_ack", null, default, cancellationToken);
                break;
            case "ping":
                await sender.SendAsync("pong", null, message.Payload is null ? default : Encoding.UTF8.GetBytes(message.Payload), cancellationToken);
                break;
            case "subscribe" when !_isReady:
                Close(CloseCodes.Unauthorized, "Unauthorized");
                break;
            case "subscribe":
                Start(message, cancellationToken);
                break;
            case "complete" when _operations.TryRemove(message.Id!, out var operation):
                await operation.CancelAsync();
                break;
        }
    }

    private void Start(SocketMessage message, CancellationToken cancellationToken)
    {
        var operation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (!_operations.TryAdd(message.Id!, operation))
        {
            operation.Dispose();
            Close(CloseCodes.Duplicate, $"Subscriber for {message.Id} already exists");
            return;
        }
        var running = OperateAsync(message.Id!, message.Request!, operation);
        _running.TryAdd(running, true);
        _ = running.ContinueWith(done => _running.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task OperateAsync(string id, GraphQLRequest request, CancellationTokenSource operation)
    {
        await Task.Yield();
        try
        {
            var refusal = _operations.Count > options.MaxSubscriptions ? $"A connection runs at most {options.MaxSubscriptions} operations." : limiter.TryTake(http) ? null : "Too many requests.";
            if (refusal is null) await AnswerAsync(id, request, operation);
            else await RefuseAsync(id, [new GraphQLError(refusal, ErrorCodes.TooMany)], operation);
        }
        catch (OperationCanceledException)
        {
            // The client completed it, or is gone: nobody waits for an answer.
        }
        finally
        {
            Forget(id, operation);
            operation.Dispose();
        }
    }

    private async Task AnswerAsync(string id, GraphQLRequest request, CancellationTokenSource operation)
    {
        var answer = await executor.OpenAsync(request, http.RequestServices, http.User, false, operation.Token);
        if (answer.Single is { HasData: false, Errors: { } errors } refused)
        {
            refused.Dispose();
            await RefuseAsync(id, errors, operation);
            return;
        }
        if (answer.Single is { } single) await NextAsync(id, single, operation.Token);
        else await foreach (var response in answer.Events!.WithCancellation(operation.Token)) await NextAsync(id, response, operation.Token);
        if (Forget(id, operation)) await sender.SendAsync("complete", id, default, operation.Token);
    }

    private async Task NextAsync(string id, GraphQLResponse response, CancellationToken cancellationToken)
    {
        using (response) await sender.SendAsync("next", id, response.Body, cancellationToken);
    }

    /// <summary>The operation is over with an error: its id is free again.</summary>
    private async Task RefuseAsync(string id, IReadOnlyList<GraphQLError> errors, CancellationTokenSource operation)
    {
        using var output = new JsonOutput();
        ErrorWriter.Write(output, errors);
        if (Forget(id, operation)) await sender.SendAsync("error", id, output.Written, operation.Token);
    }

    private bool Forget(string id, CancellationTokenSource operation) => _operations.TryRemove(new KeyValuePair<string, CancellationTokenSource>(id, operation));

    private void Close(int code, string reason) => sender.Close((WebSocketCloseStatus)code, reason);

    private async Task<SocketMessage?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        ValueWebSocketReceiveResult read;
        do
        {
            read = await socket.ReceiveAsync(buffer.GetMemory(1024), cancellationToken);
            if (read.MessageType == WebSocketMessageType.Close) return null;
            buffer.Advance(read.Count);
            if (buffer.WrittenCount <= options.MaxBodyBytes) continue;
            Close(CloseCodes.TooBig, "The message is too large.");
            return null;
        }
        while (!read.EndOfMessage);
        var fault = "Invalid message: not text";
        if (read.MessageType == WebSocketMessageType.Text && SocketMessage.Read(buffer.WrittenMemory, out fault) is { } message) return message;
        Close(CloseCodes.BadMessage, fault);
        return null;
    }
}
