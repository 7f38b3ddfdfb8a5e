using StackExchange.Redis;

namespace PortfolioPlatform.Platform.HotStore;

/// <summary>The connection to Redis; it comes back by itself after an outage, subscriptions included.</summary>
internal sealed class RedisLink : IDisposable
{
    private readonly Lazy<ConnectionMultiplexer> _connection;

    public RedisLink(string connection)
    {
        var options = ConfigurationOptions.Parse(connection);
        options.AbortOnConnectFail = false;
        options.ConnectRetry = 5;
        options.ReconnectRetryPolicy = new LinearRetry(200);
        _connection = new(() => ConnectionMultiplexer.Connect(options));
    }

    public StackExchange.Redis.IDatabase Database => _connection.Value.GetDatabase();

    public ISubscriber Subscriber => _connection.Value.GetSubscriber();

    public void Dispose()
    {
        if (_connection.IsValueCreated) _connection.Value.Dispose();
    }
}
