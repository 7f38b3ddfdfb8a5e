using System.Collections.Concurrent;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>Notes that a stored key was used: one audit entry for each account and hour, however many calls were made with it.</summary>
internal sealed class KeyUse(IDatabase database, IAuditTrail audit, TimeProvider clock)
{
    private readonly ConcurrentDictionary<AccountId, DateTimeOffset> _noted = new();

    /// <summary>The key is used now. Asks the database only when the hour is a new one to this process.</summary>
    public async Task NoteAsync(ConnectedAccount account, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_noted.TryGetValue(account.Id, out var hour) && hour == HourOf(now)) return;
        await using var transaction = await database.BeginAsync(account.Tenant, cancellationToken);
        var isNew = await transaction.ExecuteAsync(
            "update ingestion.account set key_used_at = $2 where account_id = $1 and (key_used_at is null or key_used_at < $3)", [account.Id.Value, now, HourOf(now)], cancellationToken) == 1;
        if (isNew) await audit.AppendAsync(transaction, new AuditAct("key.used", account.Id.ToString()) { Detail = $"{account.Venue}, key {account.KeyHint}, by {Environment.MachineName}" }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _noted[account.Id] = HourOf(now);
    }

    private static DateTimeOffset HourOf(DateTimeOffset now) => new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
