using System.Collections.Concurrent;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.Ledger;
using PortfolioPlatform.Tax.Settings;

namespace PortfolioPlatform.Tax.Figures;

/// <summary>
/// Ledgers of legal entities as somebody looked at them last. One is read again when its ledger, its settings or an answer about a movement changed,
/// and after a minute, because better reference prices change no ledger.
/// </summary>
internal sealed class EntityLedgers(IDatabase database, TimeProvider time) : IDisposable
{
    private const int Most = 16;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(TenantId, LegalEntityId), Kept> _kept = new();
    private readonly SemaphoreSlim _reading = new(1);

    /// <summary>The entity's ledger; null when the tenant has no such entity.</summary>
    public async Task<EntityLedger?> FindAsync(TenantId tenant, LegalEntityId entity, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        if ((await LedgerSql.EntitiesAsync(transaction, cancellationToken)).FirstOrDefault(e => e.Id == entity) is not { } known) return null;
        var settings = await SettingSql.ReadAsync(transaction, entity, cancellationToken) ?? TaxSettings.Default(known);
        var stamp = $"{await LedgerSql.HeadsAsync(transaction, cancellationToken)}/{await DecisionSql.CountAsync(transaction, cancellationToken)}/{settings}";
        if (Fresh(tenant, entity, stamp) is { } fresh) return fresh;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (Fresh(tenant, entity, stamp) is { } meanwhile) return meanwhile;
            var ledger = await ReadAsync(transaction, known, settings, cancellationToken, _kept.GetValueOrDefault((tenant, entity))?.Ledger);
            if (_kept.Count >= Most && _kept.MinBy(k => k.Value.ReadAt) is { } oldest) _kept.TryRemove(oldest.Key, out _);
            _kept[(tenant, entity)] = new Kept(stamp, time.GetUtcNow(), ledger);
            return ledger;
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
        return new EntityLedger(entity, settings, view, rows, rates, before);
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private EntityLedger? Fresh(TenantId tenant, LegalEntityId entity, string stamp) =>
        _kept.TryGetValue((tenant, entity), out var kept) && kept.Stamp == stamp && time.GetUtcNow() - kept.ReadAt < Longest ? kept.Ledger : null;

    private sealed record Kept(string Stamp, DateTimeOffset ReadAt, EntityLedger Ledger);
}
