using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.Audit;

/// <summary>Adds to tenants' audit chains.</summary>
internal sealed class AuditTrail(AuditSecrets secrets, TimeProvider time, IHttpContextAccessor? requests = null) : IAuditTrail
{
    /// <summary>Acts no request asked for.</summary>
    public const string System = "system";

    /// <summary>Requests nobody signed in for.</summary>
    public const string Anonymous = "anonymous";

    public async Task AppendAsync(IDatabaseTransaction transaction, AuditAct act, CancellationToken cancellationToken)
    {
        var actor = act.Actor ?? Current();
        var salt = await secrets.SaltAsync(transaction, cancellationToken);
        var head = await AuditSql.LockHeadAsync(transaction, cancellationToken);
        var number = head.Number + 1;
        var text = AuditSecrets.Join(actor, act.Detail);
        var box = await secrets.SealAsync(transaction.Tenant, number, text, cancellationToken);
        var entry = new AuditEntry(number, [], time.GetUtcNow().ToMicroseconds(), act.Action, act.Subject, act.Outcome, AuditSecrets.TagOf(salt, actor), AuditSecrets.HashOf(salt, number, text), box);
        await AuditSql.InsertAsync(transaction, entry with { Hash = AuditChain.Next(head.Hash, entry) }, cancellationToken);
    }

    public async Task<IReadOnlyList<AuditNote>> LatestAsync(IDatabaseTransaction transaction, string subject, IReadOnlyCollection<string> actions, int most, CancellationToken cancellationToken)
    {
        var notes = new List<AuditNote>();
        foreach (var entry in await AuditSql.LatestAsync(transaction, subject, [.. actions], most, cancellationToken))
            notes.Add(new(entry.At, entry.Action, entry.Outcome, AuditSecrets.Split(await secrets.OpenAsync(transaction.Tenant, entry.Number, entry.Private, cancellationToken)).Detail));
        return notes;
    }

    private string Current() => requests?.HttpContext is { } request ? request.User.Identity?.Name ?? Anonymous : System;
}
