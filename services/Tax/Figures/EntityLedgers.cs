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
/// It is read once for all who wait for it. Whoever asks while only transactions or prices came, and reading them takes longer than <see cref="Patience"/>, is answered with the one before.
/// </summary>
internal sealed class EntityLedgers(IDatabase database, TimeProvider time) : IDisposable
{
    /// <summary>How long somebody waits for the newest transactions while an earlier state is there.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private const int Most = 16;
    // Nobody asked for new prices: they are looked at beside whoever comes when it is time.
    private static readonly TimeSpan PricesPatience = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PricesHold = TimeSpan.FromMinutes(1);
    // Reading that takes longer than this is followed by a rest of so many times its length.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(3);
    private const int Rest = 4;
    private readonly ConcurrentDictionary<Key, Kept> _kept = new();
    private readonly Dictionary<Key, Task<EntityLedger?>> _renewals = [];
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _end = new();

    /// <summary>The entity's ledger; null when the tenant has no such entity.</summary>
    public async Task<EntityLedger?> FindAsync(TenantId tenant, LegalEntityId entity, CancellationToken cancellationToken)
    {
        var key = new Key(tenant, entity);
        if (await LookAsync(key, cancellationToken) is not { } look) return null;
        if (Fresh(key, look) is { } fresh) return fresh;
        // What a person said of taxes shows up at once, however long that takes.
        if (!_kept.TryGetValue(key, out var earlier) || earlier.Look.Said != look.Said) return await RenewedAsync(key, look, cancellationToken);
        var isNew = earlier.Look.Heads != look.Heads;
        // Where transactions never stop, a large ledger is not read all the time.
        if (isNew && earlier.Took > Long && time.GetUtcNow() - earlier.LookedAt < earlier.Took * Rest) return Behind(earlier);
        var renewed = RenewedAsync(key, look, cancellationToken);
        if (await Task.WhenAny(renewed, Task.Delay(isNew ? Patience : PricesPatience, cancellationToken)) == renewed) return await renewed;
        var known = _kept.GetValueOrDefault(key, earlier);
        return known.Look.Heads == look.Heads ? known.Ledger : Behind(known);
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
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task<Look?> LookAsync(Key key, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(key.Tenant, cancellationToken);
        return await LookAsync(transaction, key.Entity, cancellationToken);
    }

    private static async Task<Look?> LookAsync(IDatabaseTransaction transaction, LegalEntityId entity, CancellationToken cancellationToken)
    {
        if ((await LedgerSql.EntitiesAsync(transaction, cancellationToken)).FirstOrDefault(e => e.Id == entity) is not { } known) return null;
        var settings = await SettingSql.ReadAsync(transaction, entity, cancellationToken) ?? TaxSettings.Default(known);
        var closed = await ClosingSql.HoldingAsync(transaction, entity, cancellationToken);
        var said = $"{known}/{await DecisionSql.CountAsync(transaction, cancellationToken)}/{settings}/{string.Join(',', closed.Select(c => c.Report))}";
        return new Look(known, settings, said, await LedgerSql.HeadsAsync(transaction, cancellationToken));
    }

    // One that began before the question may have missed what was asked for; the next one has not.
    private async Task<EntityLedger?> RenewedAsync(Key key, Look look, CancellationToken cancellationToken)
    {
        var (renewal, isNew) = Begin(key);
        var ledger = await renewal.WaitAsync(cancellationToken);
        if (isNew || Fresh(key, look) is not null) return ledger;
        return await Begin(key).Renewal.WaitAsync(cancellationToken);
    }

    private (Task<EntityLedger?> Renewal, bool IsNew) Begin(Key key)
    {
        lock (_gate)
        {
            if (_renewals.TryGetValue(key, out var running) && !running.IsCompleted) return (running, false);
            // Its own work, whoever asked first: no change that is being made belongs to it.
            using var apart = ExecutionContext.SuppressFlow();
            return (_renewals[key] = Task.Run(() => RenewAsync(key, _end.Token)), true);
        }
    }

    private async Task<EntityLedger?> RenewAsync(Key key, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await using var transaction = await database.BeginAsync(key.Tenant, cancellationToken);
            var began = time.GetTimestamp();
            // Before the ledger is read: what comes meanwhile is seen the next time.
            if (await LookAsync(transaction, key.Entity, cancellationToken) is not { } look) return null;
            var prices = $"{await LedgerSql.PricesAsync(transaction, cancellationToken)}/{await PriceSql.VersionAsync(transaction, look.Settings.Money, cancellationToken)}";
            var known = _kept.GetValueOrDefault(key);
            var ledger = known is not null && known.Look.IsAs(look) && known.Prices == prices ? known.Ledger : await ReadAsync(transaction, look.Entity, look.Settings, cancellationToken, known?.Ledger);
            if (known is null && _kept.Count >= Most && _kept.MinBy(k => k.Value.LookedAt) is { } oldest) _kept.TryRemove(oldest.Key, out _);
            ledger.IsBehind = false;
            _kept[key] = new Kept(look, prices, time.GetUtcNow(), ledger, ledger == known?.Ledger ? known.Took : time.GetElapsedTime(began));
            return ledger;
        }
        finally
        {
            _turn.Release();
        }
    }

    private static EntityLedger Behind(Kept kept)
    {
        kept.Ledger.IsBehind = true;
        return kept.Ledger;
    }

    private EntityLedger? Fresh(Key key, Look look) => _kept.TryGetValue(key, out var kept) && kept.Look.IsAs(look) && time.GetUtcNow() - kept.LookedAt < PricesHold ? kept.Ledger : null;

    private sealed record Key(TenantId Tenant, LegalEntityId Entity);

    /// <summary>What a ledger rests on: what people said, and how far each account goes.</summary>
    private sealed record Look(LedgerEntity Entity, TaxSettings Settings, string Said, string Heads)
    {
        public bool IsAs(Look other) => (Said, Heads) == (other.Said, other.Heads);
    }

    private sealed record Kept(Look Look, string Prices, DateTimeOffset LookedAt, EntityLedger Ledger, TimeSpan Took);
}
