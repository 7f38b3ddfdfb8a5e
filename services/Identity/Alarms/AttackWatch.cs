using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PortfolioPlatform.Identity.SignIn;

namespace PortfolioPlatform.Identity.Alarms;

/// <summary>Counts what looks like an attack when there is much of it, and raises an alarm once for each window in which there is too much. Cheap, and safe from any thread.</summary>
internal sealed class AttackWatch(IOptions<IdentityOptions> options, SignInMetrics metrics, TimeProvider time, ILogger<AttackWatch> logger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Attack, Queue<DateTimeOffset>> _seen = [];
    private readonly Dictionary<Attack, DateTimeOffset> _raised = [];
    private readonly Channel<Alarm> _toSend = Channel.CreateBounded<Alarm>(new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Alarms that wait to be sent.</summary>
    public ChannelReader<Alarm> ToSend => _toSend.Reader;

    /// <summary>One more was seen.</summary>
    public void Saw(Attack attack)
    {
        var alarms = options.Value.Alarms;
        var limit = alarms.LimitOf(attack);
        var now = time.GetUtcNow();
        if (limit <= 0 || !IsTooMuch(attack, limit, alarms.Window, now)) return;
        metrics.AlarmRaised(attack);
        logger.AlarmRaised(attack, limit, alarms.Window);
        _toSend.Writer.TryWrite(new Alarm(attack, limit, alarms.Window, now));
    }

    private bool IsTooMuch(Attack attack, int limit, TimeSpan window, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!_seen.TryGetValue(attack, out var seen)) _seen.Add(attack, seen = []);
            seen.Enqueue(now);
            while (seen.Count > limit) seen.Dequeue();
            if (seen.Count < limit || now - seen.Peek() > window) return false;
            if (_raised.TryGetValue(attack, out var last) && now - last < window) return false;
            _raised[attack] = now;
            return true;
        }
    }
}
