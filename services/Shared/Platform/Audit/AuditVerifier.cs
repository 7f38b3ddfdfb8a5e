using System.Security.Cryptography;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.Audit;

/// <summary>Recomputes audit chains.</summary>
internal sealed class AuditVerifier(IDatabase database, AuditSecrets secrets)
{
    private const int PageRows = 2000;

    /// <summary>Verifies a tenant's chain against itself and against what was exported of it.</summary>
    public async Task<AuditCheck> VerifyAsync(TenantId tenant, IEnumerable<AuditAnchor> anchors, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var salt = await secrets.FindSaltAsync(transaction, cancellationToken);
        var check = new AuditCheck(tenant, salt, anchors);
        for (var after = 0L; ;)
        {
            var rows = await AuditSql.AfterAsync(transaction, after, PageRows, cancellationToken);
            foreach (var row in rows) check.Take(row, salt is null ? null : await OpenAsync(tenant, row, cancellationToken));
            if (rows.Count == 0) break;
            after = rows[^1].Number;
        }

        check.Finish();
        return check;
    }

    private async Task<string?> OpenAsync(TenantId tenant, AuditEntry row, CancellationToken cancellationToken)
    {
        try
        {
            return await secrets.OpenAsync(tenant, row.Number, row.Private, cancellationToken);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
