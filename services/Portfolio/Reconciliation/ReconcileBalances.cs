using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Overlaps;
using PortfolioPlatform.Portfolio.Registry;

namespace PortfolioPlatform.Portfolio.Reconciliation;

/// <summary>A venue said what an account holds: kept, and once the history is complete held against the ledger, asset by asset.</summary>
internal sealed class ReconcileBalances(LedgerWriter ledger, AssetRegistryCopy registry, LedgerSignal signal, TimeProvider time) : IMessageHandler<BalancesReported>
{
    public async Task HandleAsync(BalancesReported message, IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        if (await OverlapCheck.IsKnownAsync(transaction, message.Account, cancellationToken)) return;
        await BalanceSql.WriteAsync(transaction, message, cancellationToken);
        if (message.HistoryComplete) await CompareAsync(message, transaction, cancellationToken);
        await signal.RaiseAsync(message.Tenant, cancellationToken);
    }

    private async Task CompareAsync(BalancesReported message, IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        var head = await HeadSql.LockAsync(transaction, message.Account, cancellationToken);
        var resolver = await registry.ReadAsync(transaction, cancellationToken);
        var told = BalanceSql.Sum(message.Venue, message.At, message.Balances.Select(b => (b.Symbol, b.Code, b.Total)), resolver);
        var booked = await LedgerSums.ReadAsync(transaction, message.Account, resolver, cancellationToken);
        foreach (var asset in told.Keys.Union(booked.Keys))
        {
            var history = booked.GetValueOrDefault(asset, []);
            var agreed = await ReconciliationSql.AgreedAsync(transaction, message.Account, asset, cancellationToken);
            var verdict = BalanceComparison.Of(message.Account, asset, history, told.GetValueOrDefault(asset), Quantity.FromUnits(1, resolver.Describe(asset).DisplayScale), agreed, message.At);
            await ReconciliationSql.WriteAsync(transaction, verdict, head.Number, cancellationToken);
            if (verdict.State == "rounding") await BookRoundingAsync(message, transaction, verdict, SymbolOf(message, history, asset), cancellationToken);
        }
    }

    /// <summary>A visible entry of its own, so that ledger and venue are equal from here on.</summary>
    private async Task BookRoundingAsync(BalancesReported message, IDatabaseTransaction transaction, Difference verdict, (string Code, string Symbol) name, CancellationToken cancellationToken)
    {
        var at = message.At.ToMicroseconds();
        var fact = new TransactionFact($"{verdict.Asset}@{at.UtcTicks}", "reconciliation", at, TransactionKind.Rounding, TransactionStatus.Completed, long.MaxValue,
            [new LegFact(name.Code, name.Symbol, verdict.Venue - verdict.Ledger, LegRole.Principal)]);
        var draft = EntryDraft.Of(message.Tenant, message.Account, message.Venue, fact) with { Actor = "reconciliation" };
        await ledger.AppendAsync(transaction, message.Account, [draft], Provenance.Own(time.GetUtcNow()), cancellationToken);
    }

    private static (string Code, string Symbol) SymbolOf(BalancesReported message, IReadOnlyList<BookedLeg> history, AssetId asset) =>
        history.Count > 0 ? (history[^1].Code, history[^1].Symbol) : message.Balances.Select(b => (b.Code, b.Symbol)).FirstOrDefault((asset.Value, asset.Value));
}
