using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using PortfolioPlatform.Identity.Alarms;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Identity.SignIn;

/// <summary>
/// Refused sign-ins of known people become entries of their tenants' audit logs; names nobody has are counted and kept nowhere. All of it happens after the answer,
/// which therefore takes as long for a name that exists as for one that does not.
/// </summary>
internal sealed class RefusedSignIns(IDatabase database, IAuditTrail audit, SignInMetrics metrics, AttackWatch watch, IOptions<IdentityOptions> options, IHttpContextAccessor requests, TimeProvider time, ILogger<RefusedSignIns> logger) : BackgroundService
{
    private const int Most = 10_000;
    private const string Locked = "LOCKED";
    private readonly Channel<Refusal> _told = Channel.CreateBounded<Refusal>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Dictionary<Guid, DateTimeOffset> _lockedTold = [];

    /// <summary>Whoever has this name was refused, if anybody has it.</summary>
    /// <param name="email">As it was typed.</param>
    /// <param name="wasTried">Whether what was shown was looked at; else the person is locked, or there is none.</param>
    public void Tell(string email, bool wasTried) => Tell(new Refusal(email, null, wasTried ? "WRONG_PASSWORD" : Locked, Address()));

    /// <summary>A person was refused after the password.</summary>
    public void Tell(Guid person, bool wasTried) => Tell(new Refusal(null, person, wasTried ? "WRONG_CODE" : Locked, Address()));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var refusal in _told.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await WriteAsync(refusal, stoppingToken);
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException)
            {
                logger.RefusalNotNoted(error);
            }
        }
    }

    private void Tell(Refusal refusal)
    {
        watch.Saw(Attack.RefusedSignIns);
        if (!_told.Writer.TryWrite(refusal)) logger.RefusalNotNoted(null);
    }

    private async Task WriteAsync(Refusal refusal, CancellationToken cancellationToken)
    {
        var places = await PlacesAsync(refusal, cancellationToken);
        if (places is null) metrics.NameUnknown();
        foreach (var member in places ?? [])
        {
            if (refusal.Outcome == Locked && !IsNews(member.Person)) continue;
            await using var transaction = await database.BeginAsync(member.Tenant, cancellationToken);
            await audit.AppendAsync(transaction, new AuditAct("login.refused", member.Id.ToString()) { Actor = member.Name, Outcome = refusal.Outcome, Detail = refusal.Address }, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private async Task<List<Member>?> PlacesAsync(Refusal refusal, CancellationToken cancellationToken) =>
        (refusal.Person ?? await FindAsync(refusal.Email!, cancellationToken)) is { } person ? await MemberSql.OfPersonAsync(database, person, cancellationToken) : null;

    private async Task<Guid?> FindAsync(string email, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        return (await PersonSql.FindAsync(transaction, email, cancellationToken))?.Id;
    }

    /// <summary>Once for each lock: whoever keeps knocking fills no log.</summary>
    private bool IsNews(Guid person)
    {
        var now = time.GetUtcNow();
        if (_lockedTold.TryGetValue(person, out var until) && until > now) return false;
        foreach (var old in _lockedTold.Where(t => t.Value <= now).Select(t => t.Key).ToArray()) _lockedTold.Remove(old);
        _lockedTold[person] = now + options.Value.Lockout;
        return true;
    }

    private string? Address() => requests.HttpContext?.Connection.RemoteIpAddress?.ToString();

    private sealed record Refusal(string? Email, Guid? Person, string Outcome, string? Address);
}
