using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace PortfolioPlatform.Platform.HotStore;

/// <summary>Redis publish/subscribe. While Redis is away values are dropped: the next one is as good.</summary>
internal sealed class RedisLiveChannel(RedisLink redis, ILogger<RedisLiveChannel> log) : ILiveChannel
{
    public async ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        try
        {
            await redis.Subscriber.PublishAsync(topic, payload.ToArray(), CommandFlags.FireAndForget).WaitAsync(cancellationToken);
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            Log.LiveValueDropped(log, error, topic);
        }
    }

    public async Task<IAsyncDisposable> SubscribeAsync(string topic, Action<ReadOnlyMemory<byte>> handler, CancellationToken cancellationToken)
    {
        void Receive(RedisChannel channel, RedisValue value)
        {
            try
            {
                handler((byte[])value!);
            }
            catch (Exception error)
            {
                Log.ListenerFailed(log, error, topic);
            }
        }

        await redis.Subscriber.SubscribeAsync(topic, Receive).WaitAsync(cancellationToken);
        return new Subscription(() => redis.Subscriber.UnsubscribeAsync(topic, Receive));
    }

    private sealed class Subscription(Func<Task> end) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await end();
            }
            catch (Exception error) when (error is RedisException or TimeoutException or ObjectDisposedException)
            {
                // Redis is away or we are shutting down: there is nothing left to unsubscribe from.
            }
        }
    }
}
