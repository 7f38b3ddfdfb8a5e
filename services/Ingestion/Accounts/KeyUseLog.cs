using Microsoft.Extensions.Logging;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>Writes to the audit log what stored keys are used for.</summary>
internal sealed class KeyUseLog(IDatabase database, IAuditTrail audit, TimeProvider clock, ILogger<KeyUseLog> log)
{
    private static readonly TimeSpan LongestLastWord = TimeSpan.FromSeconds(5);

    /// <summary>The account of what one process does with an account's key, as long as it looks after it; who asked for it disposes it.</summary>
    public KeyUse Of(ConnectedAccount account) => new(this, account, clock);

    /// <summary>One entry, and when the key was last used with it.</summary>
    internal async Task WriteAsync(ConnectedAccount account, string what, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(account.Tenant, cancellationToken);
        await transaction.ExecuteAsync("update ingestion.account set key_used_at = greatest(key_used_at, $2) where account_id = $1", [account.Id.Value, clock.GetUtcNow()], cancellationToken);
        await audit.AppendAsync(transaction, new AuditAct("key.used", account.Id.ToString()) { Detail = $"{account.Venue}, key {account.KeyHint}, by {Environment.MachineName}: {what}" }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The last entry, when the account is let go. Trouble keeps nothing from ending: what could not be written stands in the log of the process.</summary>
    internal async Task WriteLastAsync(ConnectedAccount account, string what)
    {
        using var longest = new CancellationTokenSource(LongestLastWord, clock);
        try
        {
            await WriteAsync(account, what, longest.Token);
        }
        catch (Exception problem)
        {
            Log.KeyUseUnwritten(log, problem, account.Id, what);
        }
    }
}
