namespace PortfolioPlatform.Platform.Keys;

/// <summary>Wraps data keys under a newer master key, tenant by tenant, and makes new ones if asked.</summary>
internal sealed class KeyRotation(IDatabase database, DataKeys keys, IAuditTrail audit)
{
    /// <summary>Goes over all tenants until none is left to do: a tenant made meanwhile by a process that had not seen the new key yet is met in a later round.</summary>
    public async Task<RotationCount> RunAsync(string newest, bool renew, CancellationToken cancellationToken)
    {
        var sum = new RotationCount(0, 0, 0);
        while (true)
        {
            var round = new RotationCount(0, 0, 0);
            foreach (var tenant in await database.ListTenantsAsync(cancellationToken))
            {
                await using var transaction = await database.BeginAsync(tenant, cancellationToken);
                var (wrapped, all) = await keys.RewrapAsync(transaction, newest, cancellationToken);
                if (wrapped > 0) await audit.AppendAsync(transaction, new AuditAct("datakey.rewrapped", newest) { Actor = AuditAct.CommandLine }, cancellationToken);
                var renewed = renew && await keys.RenewAsync(transaction, newest, cancellationToken);
                if (renewed) await audit.AppendAsync(transaction, new AuditAct("datakey.renewed", newest) { Actor = AuditAct.CommandLine }, cancellationToken);
                if (wrapped > 0 || renewed) await transaction.CommitAsync(cancellationToken);
                round = new(round.Wrapped + wrapped, round.All + all + (renewed ? 1 : 0), round.Renewed + (renewed ? 1 : 0));
            }

            sum = new(sum.Wrapped + round.Wrapped, round.All, sum.Renewed + round.Renewed);
            if (round is { Wrapped: 0, Renewed: 0 }) return sum;
        }
    }
}

/// <summary>What a rotation did.</summary>
/// <param name="Wrapped">Keys wrapped anew.</param>
/// <param name="All">Keys there are.</param>
/// <param name="Renewed">New keys.</param>
internal sealed record RotationCount(int Wrapped, int All, int Renewed);
