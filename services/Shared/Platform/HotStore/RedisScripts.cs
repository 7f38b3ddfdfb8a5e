using StackExchange.Redis;

namespace PortfolioPlatform.Platform.HotStore;

/// <summary>Programs in Redis: one after the other, so what they read is still true when they write.</summary>
internal sealed class RedisScripts(RedisLink redis) : ISharedScripts
{
    public async ValueTask<string?> RunAsync(string program, string key, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            RedisKey[] keys = [$"{{{key}}}", $"{{{key}}}:rows"];
            return (string?)await redis.Database.ScriptEvaluateAsync(program, keys, [.. arguments.Select(a => (RedisValue)a)]).WaitAsync(cancellationToken) ?? "";
        }
        catch (Exception away) when (away is RedisConnectionException or TimeoutException)
        {
            return null;
        }
    }
}
