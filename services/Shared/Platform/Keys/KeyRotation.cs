namespace PortfolioPlatform.Platform.Keys;

/// <summary>Wraps data keys under a newer master key, tenant by tenant.</summary>
internal sealed class KeyRotation(IDatabase database, DataKeys keys, IAuditTrail audit)
{
    private static readonly string Actor = "command line: " + Environment.UserName;

    /// <summary>Goes over all tenants until none is left under an older key: a tenant made meanwhile by a process that had not seen the new key yet is met in a later round.</summary>
    public async Task<(int Wrapped, int All)> RunAsync(string newest, CancellationToken cancellationToken)
    {
        var wrapped = 0;
        while (true)
        {
            var (round, tenants) = (0, await database.ListTenantsAsync(cancellationToken));
            foreach (var tenant in tenants)
            {
                await using var transaction = await database.BeginAsync(tenant, cancellationToken);
                if (!await keys.RewrapAsync(transaction, newest, cancellationToken)) continue;
                await audit.AppendAsync(transaction, new AuditAct("datakey.rewrapped", newest) { Actor = Actor }, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                round++;
            }

            wrapped += round;
            if (round == 0) return (wrapped, tenants.Count);
        }
    }
}
