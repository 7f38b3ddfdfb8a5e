using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.Tree;

/// <summary>Keeps Portfolio's copy of the accounts; a new one that nobody put anywhere goes where new ones go.</summary>
internal sealed class RecordAccount(LedgerSignal signal) : IMessageHandler<AccountChanged>
{
    public async Task HandleAsync(AccountChanged message, IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        var isNew = await TreeSql.WriteAccountAsync(transaction, new(message.Account, message.LegalEntity, message.Venue, message.Name, message.Removed), cancellationToken);
        if (isNew) await FirstPortfolioSql.TakeAsync(transaction, message.Account, cancellationToken);
        await signal.RaiseAsync(message.Tenant, cancellationToken);
    }
}
