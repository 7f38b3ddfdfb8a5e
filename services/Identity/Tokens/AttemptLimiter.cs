using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace PortfolioPlatform.Identity.Tokens;

/// <summary>
/// Counts attempts by the address they come from: all of them loosely, failed ones strictly. Never by the client's name: whoever knows a name could lock its owner out,
/// and the answer would tell which names exist. In IPv6 a customer has a whole /64, so that is one address.
/// </summary>
internal sealed class AttemptLimiter(TokenOptions options, TimeProvider time) : IDisposable
{
    private const int PrefixBytes = 8;
    private readonly FailureCounter _failures = new(options.FailuresPerMinute, TimeSpan.FromMinutes(1), time);
    private readonly PartitionedRateLimiter<string> _calls = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = options.CallsPerSecond * 2,
        TokensPerPeriod = options.CallsPerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    }));

    /// <summary>Whether an address may try now.</summary>
    public bool TryBegin(IPAddress? address)
    {
        var key = Key(address);
        if (!_failures.MayTry(key)) return false;
        using var call = _calls.AttemptAcquire(key);
        return call.IsAcquired;
    }

    /// <summary>An attempt failed.</summary>
    public void Failed(IPAddress? address) => _failures.Add(Key(address));

    public void Dispose() => _calls.Dispose();

    private static string Key(IPAddress? address)
    {
        if (address is null) return "unknown";
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(plain.GetAddressBytes().AsSpan(0, PrefixBytes)) : plain.ToString();
    }
}
