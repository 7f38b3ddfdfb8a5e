using System.Collections.Concurrent;
using System.Security.Claims;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>What was revoked, in the memory of this process; within a second it is what every process was told.</summary>
public sealed class Revocations(TimeProvider time)
{
    private readonly ConcurrentDictionary<(Guid Subject, bool Absolute), (DateTimeOffset At, DateTimeOffset Expires)> _revoked = new();

    private Action? _changed;

    /// <summary>How a ticket stands.</summary>
    public TicketState StateOf(ClaimsPrincipal principal)
    {
        if (_revoked.IsEmpty) return TicketState.Valid;
        if (IsGone(principal.IdOf(SignInClaims.Session)) || IsGone(principal.Subject()) || IsGone(principal.IdOf(SignInClaims.Person))) return TicketState.Revoked;
        var issued = Tickets.IssuedAt(principal);
        return IsStale(principal.Subject(), issued) || IsStale(principal.IdOf(SignInClaims.Person), issued) ? TicketState.Stale : TicketState.Valid;
    }

    /// <summary>Calls back after something was revoked.</summary>
    internal void WhenChanged(Action then) => _changed += then;

    internal void Take(IEnumerable<Revocation> told)
    {
        var changed = false;
        foreach (var revocation in told)
        {
            var key = (revocation.Subject, revocation.Absolute);
            if (_revoked.TryGetValue(key, out var known) && known.At >= revocation.At && known.Expires >= revocation.Expires) continue;
            _revoked[key] = (revocation.At, revocation.Expires);
            changed = true;
        }

        if (changed) _changed?.Invoke();
    }

    internal void Forget()
    {
        foreach (var (key, value) in _revoked)
            if (value.Expires < time.GetUtcNow()) _revoked.TryRemove(new(key, value));
    }

    private bool IsGone(Guid? id) => id is { } subject && _revoked.ContainsKey((subject, true));

    private bool IsStale(Guid? id, DateTimeOffset issued) => id is { } subject && _revoked.TryGetValue((subject, false), out var since) && issued <= since.At;
}

/// <summary>How a ticket stands.</summary>
public enum TicketState
{
    /// <summary>It counts.</summary>
    Valid,

    /// <summary>Roles changed since it was made: a session is renewed, a token is refused.</summary>
    Stale,

    /// <summary>It never counts again.</summary>
    Revoked,
}

/// <summary>One row of what was revoked.</summary>
internal readonly record struct Revocation(Guid Subject, bool Absolute, DateTimeOffset At, DateTimeOffset Expires);
