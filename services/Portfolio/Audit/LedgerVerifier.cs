using System.Security.Cryptography;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.Audit;

/// <summary>Verifies the ledgers of tenants.</summary>
internal sealed class LedgerVerifier(IDatabase database, PrivateText privateText)
{
    /// <summary>Verifies all accounts of a tenant. Returns the number of rows and what is wrong.</summary>
    public async Task<(long Rows, IReadOnlyList<string> Faults)> VerifyAsync(TenantId tenant, IReadOnlyList<ExportedHead> exported, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var salt = await SaltAsync(transaction, cancellationToken);
        var accounts = (await HeadSql.ReadAsync(transaction, cancellationToken)).Keys.Union(exported.Select(e => e.Account)).Union(await LedgerRead.AccountsAsync(transaction, cancellationToken));
        var (rows, faults) = (0L, new List<string>());
        foreach (var account in accounts.OrderBy(a => a.Value))
        {
            var check = new ChainCheck(tenant, account, salt) { Exported = exported.Where(e => e.Account == account).GroupBy(e => e.Number).ToDictionary(g => g.Key, g => Convert.FromHexString(g.First().Hash)) };
            var head = await TakeAllAsync(check, transaction, account, salt is not null, cancellationToken);
            check.Finish(head);
            rows += check.Rows;
            faults.AddRange(check.Faults);
        }

        return (rows, faults);
    }

    /// <summary>
    /// Takes all rows and gives the stored end of the chain. The ledger goes on being written meanwhile: rows beyond the end read before them are no fault as long as the
    /// end has moved when it is read again.
    /// </summary>
    private async Task<ChainHead> TakeAllAsync(ChainCheck check, IDatabaseTransaction transaction, AccountId account, bool canOpen, CancellationToken cancellationToken)
    {
        for (var before = -1L; ;)
        {
            var head = (await HeadSql.ReadAsync(transaction, cancellationToken)).GetValueOrDefault(account) ?? LedgerChain.Genesis(transaction.Tenant, account);
            await TakeRowsAsync(check, transaction, account, canOpen, cancellationToken);
            if (check.Head.Number <= head.Number || head.Number == before) return head;
            before = head.Number;
        }
    }

    private async Task TakeRowsAsync(ChainCheck check, IDatabaseTransaction transaction, AccountId account, bool canOpen, CancellationToken cancellationToken)
    {
        for (var last = check.Head.Number; ;)
        {
            var rows = await LedgerRead.AfterAsync(transaction, account, last, 2000, cancellationToken);
            if (rows.Count == 0) return;
            foreach (var row in rows) check.Take(row, canOpen ? await OpenAsync(check, transaction.Tenant, row, cancellationToken) : null);
            last = rows[^1].Number;
        }
    }

    private async Task<string?> OpenAsync(ChainCheck check, TenantId tenant, LedgerRow row, CancellationToken cancellationToken)
    {
        if (row.Private is null) return null;
        try
        {
            return await privateText.OpenAsync(tenant, row.Private, cancellationToken);
        }
        catch (CryptographicException)
        {
            check.Fault(row, "its sealed text was changed");
            return null;
        }
    }

    /// <summary>Null once the tenant's key was destroyed: the chain still verifies, the texts are gone.</summary>
    private async Task<byte[]?> SaltAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        try
        {
            return await privateText.SaltAsync(transaction, cancellationToken);
        }
        catch (Exception gone) when (gone is CryptographicException or InvalidOperationException)
        {
            return null;
        }
    }
}
