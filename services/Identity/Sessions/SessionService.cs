using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Npgsql;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Identity.Policies;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Sessions;

/// <summary>Begins sessions when somebody has proved who they are, renews their tickets, and ends them.</summary>
internal sealed class SessionService(IDatabase database, Tickets tickets, RevocationList revocations, IAuditTrail audit, ISessionUse use, IOptions<IdentityOptions> options, TimeProvider time) : ISessionRenewal
{
    private const int LongestDevice = 200;

    /// <summary>Begins a session with an id of its own and sets its cookie; the one this browser had before is ended, so that no id from before signing in goes on.</summary>
    public async Task<Session> BeginAsync(HttpContext http, Member member, string method, CancellationToken cancellationToken)
    {
        await EndOwnAsync(http.User, cancellationToken);
        var now = time.GetUtcNow();
        var device = http.Request.Headers.UserAgent.ToString();
        var address = http.Connection.RemoteIpAddress?.ToString() ?? string.Empty;
        var session = new Session(member.Tenant, Guid.CreateVersion7(), member.Person, member.Id, method, device[..Math.Min(device.Length, LongestDevice)], address, now, now + options.Value.Session);
        await using var transaction = await database.BeginAsync(member.Tenant, cancellationToken);
        await SessionSql.InsertAsync(transaction, session, cancellationToken);
        var who = await WhoAsync(transaction, session, member, cancellationToken);
        await audit.AppendAsync(transaction, new AuditAct("login", member.Id.ToString()) { Actor = member.Name, Detail = $"{method}, from {address}" }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        SessionCookie.Append(http, tickets.ForCookie(who, options.Value.Session), session.ExpiresAt);
        return session;
    }

    /// <inheritdoc/>
    public async Task<(SignedIn Who, DateTimeOffset Expires)?> RenewAsync(ClaimsPrincipal old, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(old.Tenant(), cancellationToken);
        if (await FindAsync(transaction, old, cancellationToken) is not { } session) return null;
        // Its own database may have been away when the person's sessions were ended.
        if (database.PlaceOf(session.Tenant) != database.Places[0] && await PersonSql.HasEndedAsync(database, session, cancellationToken)) return null;
        if (await MemberSql.FindAsync(transaction, session.Tenant, session.Member, cancellationToken) is not { } member) return null;
        await SessionSql.UseAsync(transaction, [session.Id], time.GetUtcNow(), cancellationToken);
        var who = await WhoAsync(transaction, session, member, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (who, session.ExpiresAt);
    }

    /// <summary>Whether who asks signed in a moment ago.</summary>
    public async Task<bool> IsRecentAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        return await FindAsync(transaction, user, cancellationToken) is { } session && session.CreatedAt > time.GetUtcNow() - options.Value.Recent;
    }

    /// <summary>Whether the tenant asks for a second factor and who asks has shown none.</summary>
    public async Task<bool> LacksSecondFactorAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (user.FindFirst(SignInClaims.Person) is null || SecondFactor.IsIn(user.FindFirst(SignInClaims.Method)?.Value)) return false;
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        return await SecondFactor.IsAskedAsync(transaction, user.Tenant(), cancellationToken);
    }

    /// <summary>Who is signed in proved more just now: the session goes on with what that opens.</summary>
    public async Task ProveAsync(HttpContext http, string method, CancellationToken cancellationToken)
    {
        if (http.User.IdOf(SignInClaims.Session) is not { } id || SecondFactor.IsIn(http.User.FindFirst(SignInClaims.Method)?.Value)) return;
        await using (var transaction = await database.BeginAsync(http.User.Tenant(), cancellationToken))
        {
            await SessionSql.ProveAsync(transaction, id, method, cancellationToken);
            await audit.AppendAsync(transaction, new AuditAct("login.proved", http.User.Subject().ToString()!) { Detail = method }, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        if (await RenewAsync(http.User, cancellationToken) is { } renewed) SessionCookie.Append(http, tickets.ForCookie(renewed.Who, renewed.Expires - renewed.Who.IssuedAt), renewed.Expires);
    }

    /// <summary>Ends a session everywhere; false if there is no such one in the tenant.</summary>
    public async Task<bool> EndAsync(TenantId tenant, Guid session, CancellationToken cancellationToken)
    {
        await using (var transaction = await database.BeginAsync(tenant, cancellationToken))
        {
            if (!await SessionSql.EndAsync(transaction, tenant, session, time.GetUtcNow(), cancellationToken)) return false;
            await audit.AppendAsync(transaction, new AuditAct("session.ended", session.ToString()), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            await transaction.ThenAsync(token => revocations.EndAsync(session, token), cancellationToken);
        }

        return true;
    }

    /// <summary>Ends a person's sessions in all tenants, but one.</summary>
    public async Task EndOthersAsync(Guid person, Guid? but, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await PersonSql.EndSessionsAsync(database, person, but, now, cancellationToken);
        await revocations.AgeAsync(person, cancellationToken);
        var ended = await database.EverywhereAsync((transaction, token) => SessionSql.EndAllAsync(transaction, person, null, but, now, token), cancellationToken);
        foreach (var session in ended) await revocations.EndAsync(session, cancellationToken);
    }

    /// <summary>Ends the session of who asks, if there is one.</summary>
    public async Task EndOwnAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (user.FindFirst(SignInClaims.Method)?.Value == "client" || user.IdOf(SignInClaims.Session) is not { } session) return;
        try
        {
            await EndAsync(user.Tenant(), session, cancellationToken);
        }
        catch (NpgsqlException error) when (database.IsAway(user.Tenant(), error))
        {
            // What was revoked is in the main database and kept for longer than a session lasts.
            await revocations.EndAsync(session, cancellationToken);
        }
    }

    /// <summary>The session of a ticket: over when it was not used for too long, but not while its page is open.</summary>
    private Task<Session?> FindAsync(IDatabaseTransaction transaction, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (user.IdOf(SignInClaims.Session) is not { } id) return Task.FromResult<Session?>(null);
        var now = time.GetUtcNow();
        return SessionSql.FindAsync(transaction, user.Tenant(), id, now, now - (use.IsOpen(id) ? options.Value.Session : options.Value.Idle), cancellationToken);
    }

    private async Task<SignedIn> WhoAsync(IDatabaseTransaction transaction, Session session, Member member, CancellationToken cancellationToken)
    {
        var isEnough = SecondFactor.IsIn(session.Method) || !await SecondFactor.IsAskedAsync(transaction, member.Tenant, cancellationToken);
        var grants = isEnough ? await MemberSql.GrantsAsync(transaction, member.Tenant, member.Id, cancellationToken) : [];
        return new(member.Tenant, member.Id, member.Name, session.Id, time.GetUtcNow(), session.Method, grants)
        {
            // A tenant's own provider speaks for its members, not for the person behind one, who may have a place in other tenants too.
            Person = session.Method == External.ExternalSignIn.Method ? null : member.Person,
        };
    }
}
