using System.Collections.Concurrent;
using System.Security.Claims;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>Sockets and streams that stay open, so that one whose session was revoked is cut.</summary>
internal sealed class OpenConnections : ISessionUse
{
    private readonly ConcurrentDictionary<Connection, bool> _open = new();
    private readonly Revocations _revocations;

    public OpenConnections(Revocations revocations)
    {
        _revocations = revocations;
        revocations.WhenChanged(Cut);
    }

    public IReadOnlyCollection<(TenantId Tenant, Guid Session)> Open =>
        [.. _open.Keys.Select(c => (new TenantId(c.Principal.IdOf(SignInClaims.Tenant) ?? default), c.Principal.IdOf(SignInClaims.Session) ?? default)).Where(s => s.Item1 != default && s.Item2 != default).Distinct()];

    public bool IsOpen(Guid session) => _open.Keys.Any(c => c.Principal.IdOf(SignInClaims.Session) == session);

    public IDisposable Add(ClaimsPrincipal principal, Action cut)
    {
        var connection = new Connection(this, principal, cut);
        _open.TryAdd(connection, true);
        if (_revocations.StateOf(principal) != TicketState.Valid) cut();
        return connection;
    }

    private void Cut()
    {
        foreach (var connection in _open.Keys)
            if (_revocations.StateOf(connection.Principal) != TicketState.Valid) connection.Cut();
    }

    private sealed class Connection(OpenConnections owner, ClaimsPrincipal principal, Action cut) : IDisposable
    {
        public ClaimsPrincipal Principal => principal;

        public void Cut() => cut();

        public void Dispose() => owner._open.TryRemove(this, out _);
    }
}
