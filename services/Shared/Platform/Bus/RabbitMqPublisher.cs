using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>
/// Publishes to queues over a connection of its own, which is thrown away at the first doubt and opened anew with the next message. The bus library keeps one channel
/// for all senders; when a broker dies in the middle of a confirm that channel may wait for ever, and with it everything that is sent later.
/// </summary>
internal sealed class RabbitMqPublisher(BusSwitch options, TimeProvider time, ILogger<RabbitMqPublisher> log) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly string[] Type = [$"urn:message:{typeof(Envelope).Namespace}:{nameof(Envelope)}"];
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(2);

    // RabbitMQ writes the names of its quorum queues to disk half a second after they were declared (ra_directory, auto_save 500). A broker that dies before
    // forgets whose log is whose: the queue comes back empty and without a leader. So nothing is entrusted to a queue that may be younger than this.
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _opening = new(1, 1);
    private Link? _link;

    /// <summary>Puts a message into a queue; returns when the broker has confirmed it. Throws when it has not within the deadline, or when there is no such queue.</summary>
    public async Task PublishAsync(string queue, Envelope envelope, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.PublishDeadline);
        var link = await OpenAsync(deadline.Token);
        try
        {
            if (!link.Settled.ContainsKey(queue)) await SettleAsync(link, queue, deadline);
            var properties = new BasicProperties { MessageId = envelope.MessageId.ToString(), ContentType = "application/vnd.masstransit+json", Persistent = true };
            await link.Channel.BasicPublishAsync("", queue, mandatory: true, properties, Write(envelope), deadline.Token).AsTask().WaitAsync(deadline.Token);
        }
        catch (PublishException returned) when (returned.IsReturn)
        {
            link.Settled.TryRemove(queue, out _);
            throw new NoSuchQueueException(queue, returned);
        }
        catch (Exception error) when (error is not NoSuchQueueException)
        {
            Drop(link);
            throw;
        }
    }

    /// <summary>Whether the broker can be reached now.</summary>
    public async Task<bool> ReachesBrokerAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.PublishDeadline);
        try
        {
            return (await OpenAsync(deadline.Token)).IsOpen;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (_link is { } link) Drop(link);
        _opening.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The bus library's wire format, which its consumers read.</summary>
    private static byte[] Write(Envelope envelope) => JsonSerializer.SerializeToUtf8Bytes(new { envelope.MessageId, MessageType = Type, Message = envelope }, Json);

    private async Task<Link> OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_link is { IsOpen: true } open) return open;
            if (_link is { } dead) Drop(dead);
            return _link = await ConnectAsync(cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<Link> ConnectAsync(CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            Uri = options.RabbitMq!,
            AutomaticRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.FromSeconds(10),
            RequestedConnectionTimeout = options.PublishDeadline,
            HandshakeContinuationTimeout = options.PublishDeadline,
            ContinuationTimeout = options.PublishDeadline,
        };
        var connection = await factory.CreateConnectionAsync("outbox", cancellationToken).WaitAsync(cancellationToken);
        try
        {
            var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken).WaitAsync(cancellationToken);
            return new Link(connection, channel);
        }
        catch
        {
            _ = CloseAsync(connection);
            throw;
        }
    }

    private async Task SettleAsync(Link link, string queue, CancellationTokenSource deadline)
    {
        await using (var probe = await link.Connection.CreateChannelAsync(cancellationToken: deadline.Token))
        {
            try
            {
                await probe.QueueDeclarePassiveAsync(queue, deadline.Token);
            }
            catch (OperationInterruptedException gone) when (gone.ShutdownReason is { ReplyCode: Constants.NotFound })
            {
                throw new NoSuchQueueException(queue, gone);
            }
        }

        deadline.CancelAfter(SettlesWithin + options.PublishDeadline);
        await Task.Delay(SettlesWithin, time, deadline.Token);
        link.Settled[queue] = 0;
    }

    private void Drop(Link link)
    {
        if (Interlocked.CompareExchange(ref _link, null, link) == link) _ = CloseAsync(link.Connection);
    }

    /// <summary>Closing what may hang is nobody's business to wait for.</summary>
    private async Task CloseAsync(IConnection connection)
    {
        try
        {
            await connection.AbortAsync(CloseWithin).WaitAsync(CloseWithin * 2, CancellationToken.None);
            await connection.DisposeAsync().AsTask().WaitAsync(CloseWithin, CancellationToken.None);
        }
        catch (Exception error)
        {
            Log.BrokerLinkHangs(log, error);
        }
    }

    private sealed record Link(IConnection Connection, IChannel Channel)
    {
        public ConcurrentDictionary<string, byte> Settled { get; } = new(StringComparer.Ordinal);

        public bool IsOpen => Connection.IsOpen && Channel.IsOpen;
    }

    private sealed class NoSuchQueueException(string queue, Exception inner) : InvalidOperationException($"There is no queue {queue} yet.", inner);
}
