using System.Collections.Concurrent;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.Closings;
using PortfolioPlatform.Tax.Ledger;
using PortfolioPlatform.Tax.Settings;

namespace PortfolioPlatform.Tax.Figures;

/// <summary>
/// Ledgers of legal entities as somebody looked at them last, with the figures made of them; a bounded number. One is read again when its ledger, its settings, its closed years or an
/// answer about a movement changed, and when prices did, which is looked at once a minute, because better reference prices change no ledger.
/// </summary>
internal sealed class EntityLedgers(IDatabase database, TimeProvider time) : IDisposable
{
    private const int Most = 16;
    private static readonly TimeSpan PricesHold = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(TenantId, LegalEntityId), Kept> _kept = new();
    private readonly SemaphoreSlim _reading = new(1);

    /// <summary>The entity's ledger; null when the tenant has no such entity.</summary>
    public async Task<EntityLedger?> FindAsync(TenantId tenant, LegalEntityId entity, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        if ((await LedgerSql.EntitiesAsync(transaction, cancellationToken)).FirstOrDefault(e => e.Id == entity) is not { } known) return null;
        var settings = await SettingSql.ReadAsync(transaction, entity, cancellationToken) ?? TaxSettings.Default(known);
        var closed = await ClosingSql.HoldingAsync(transaction, entity, cancellationToken);
        var stamp = $"{known}/{await LedgerSql.HeadsAsync(transaction, cancellationToken)}/{await DecisionSql.CountAsync(transaction, cancellationToken)}/{settings}/{string.Join(',', closed.Select(c => c.Report))}";
        if (Fresh(tenant, entity, stamp) is { } fresh) return fresh;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            return Fresh(tenant, entity, stamp) ?? await RenewedAsync(transaction, known, settings, stamp, cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Reads the whole ledger of an entity; what an earlier state of it matched may be taken over.</summary>
    public static async Task<EntityLedger> ReadAsync(IDatabaseTransaction transaction, LedgerEntity entity, TaxSettings settings, CancellationToken cancellationToken, EntityLedger? before = null)
    {
        var kinds = await PriceSql.KindsAsync(transaction, cancellationToken);
        var rates = new RateBook(settings.Money, await PriceSql.RatesAsync(transaction, settings.Money, cancellationToken), a => kinds.GetValueOrDefault(a, "crypto"));
        var view = await LedgerSql.ReadAsync(transaction, cancellationToken);
        var rows = LedgerTranslation.Of(view, entity.Id, rates, await DecisionSql.ReadAsync(transaction, cancellationToken));
        return new EntityLedger(entity, settings, view, rows, rates, await FiledYears.ReadAsync(transaction, entity.Id, rows, cancellationToken), before);
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private async Task<EntityLedger> RenewedAsync(IDatabaseTransaction transaction, LedgerEntity entity, TaxSettings settings, string stamp, CancellationToken cancellationToken)
    {
        var key = (transaction.Tenant, entity.Id);
        var known = _kept.GetValueOrDefault(key);
        // Before the ledger is read: what comes meanwhile is seen the next time.
        var prices = $"{await LedgerSql.PricesAsync(transaction, cancellationToken)}/{await PriceSql.VersionAsync(transaction, settings.Money, cancellationToken)}";
        var ledger = known is not null && known.Stamp == stamp && known.Prices == prices ? known.Ledger : await ReadAsync(transaction, entity, settings, cancellationToken, known?.Ledger);
        if (known is null && _kept.Count >= Most && _kept.MinBy(k => k.Value.LookedAt) is { } oldest) _kept.TryRemove(oldest.Key, out _);
        _kept[key] = new Kept(stamp, prices, time.GetUtcNow(), ledger);
        return ledger;
    }

    private EntityLedger? Fresh(TenantId tenant, LegalEntityId entity, string stamp) =>
        _kept.TryGetValue((tenant, entity), out var kept) && kept.Stamp == stamp && time.GetUtcNow() - kept.LookedAt < PricesHold ? kept.Ledger : null;

    private sealed record Kept(string Stamp, string Prices, DateTimeOffset LookedAt, EntityLedger Ledger);
}
