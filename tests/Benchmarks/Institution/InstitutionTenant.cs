using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Past;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Benchmarks.Institution;

/// <summary>A tenant of twenty accounts, made through the ledger's own append in the shipped schema: transactions, prices by day, balances the venues agree with, a small tree.</summary>
internal sealed class InstitutionTenant(IServiceProvider services, int transactions)
{
    public const int Accounts = 20;
    private const int Page = 1000;
    private static readonly string[] VenueNames = ["binance", "kraken", "coinbase", "bitfinex", "huobi"];
    private static readonly DateTimeOffset Until = new(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
    private readonly IDatabase database = services.GetRequiredService<IDatabase>();

    public static TenantId Id { get; } = new(DerivedId.Of("bench", "institution"));

    /// <summary>The whole, and a desk for each venue.</summary>
    public static IReadOnlyList<PortfolioId> Portfolios { get; } = [.. new[] { "all" }.Concat(VenueNames).Select(n => new PortfolioId(DerivedId.Of("bench", "institution", n)))];

    public static IReadOnlyList<AssetId> Assets { get; } = [.. InstitutionLedger.Symbols.Select(s => new AssetId(s.ToLowerInvariant()))];

    /// <summary>Makes what is not there yet.</summary>
    public async Task BuildAsync(CancellationToken cancellationToken)
    {
        if (await AskAsync("select coalesce(sum(number), 0)::bigint from portfolio.account_head", cancellationToken) is >= 1 and var had)
        {
            await Console.Out.WriteLineAsync($"the data folder has {had} rows already");
            return;
        }

        await database.EnsureTenantAsync(Id, "Institution", cancellationToken);
        await UntilAsync("select count(*) from portfolio.asset_registry", 1, cancellationToken);
        await PricesAsync(cancellationToken);
        await TreeAsync(cancellationToken);
        for (var i = 0; i < Accounts; i++) await FillAsync(i, cancellationToken);
    }

    /// <summary>Waits until every price is noted and the books of the past are kept: what a tenant has that is not new.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await UntilAsync("select count(distinct (account_id, number)) from portfolio.price_fact", transactions, cancellationToken);
        await UntilAsync("select count(*) from portfolio.position_past where currency = 'fiat:usd' and known_until is null", (transactions / PastSnapshots.Stride) - 16, cancellationToken);
        await UntilAsync("select count(*) from portfolio.movement_past where currency = 'fiat:usd'", (transactions / PastSnapshots.SumStride) - 8, cancellationToken);
    }

    /// <summary>When the books of the past were kept: pairs known since are read from them.</summary>
    public async Task<DateTimeOffset> KnownAsync(CancellationToken cancellationToken) =>
        DateTimeOffset.UnixEpoch.AddMicroseconds(await AskAsync("select (extract(epoch from max(known_from)) * 1000000)::bigint from portfolio.position_past", cancellationToken) + 1);

    private async Task<long> AskAsync(string sql, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(Id, cancellationToken);
        await using var command = new NpgsqlCommand(sql, transaction.Connection);
        var answer = await command.ExecuteScalarAsync(cancellationToken) as long? ?? 0;
        await transaction.CommitAsync(cancellationToken);
        return answer;
    }

    private static AccountId AccountOf(int i) => new(DerivedId.Of("bench", "institution", "account", $"{i}"));

    private async Task UntilAsync(string sql, long least, CancellationToken cancellationToken)
    {
        while (await AskAsync(sql, cancellationToken) < least) await Task.Delay(500, cancellationToken);
    }

    private async Task PricesAsync(CancellationToken cancellationToken)
    {
        var rows = Enumerable.Range(0, Assets.Count).SelectMany(a => Enumerable.Range(0, InstitutionLedger.Days + 1).Select(d => (Asset: Assets[a].Value, At: Until.AddDays(d - InstitutionLedger.Days).UtcDateTime, Usd: InstitutionLedger.Price(a, d)))).ToArray();
        await using var transaction = await database.BeginAsync(Id, cancellationToken);
        await using var command = new NpgsqlCommand("""
            insert into marketdata.reference_price (asset_id, granularity, at, source, version, rank, usd, recorded_at)
            select asset_id, 'day', at, 'bench', 1, 1, usd, at from unnest($1, $2, $3) as t(asset_id, at, usd)
            union all select 'usdt', 'day', at, 'bench', 1, 1, 1, at from unnest($2) as t(at) group by at on conflict do nothing
            """, transaction.Connection);
        command.Parameters.Add(new() { Value = rows.Select(r => r.Asset).ToArray() });
        command.Parameters.Add(new() { Value = rows.Select(r => r.At).ToArray(), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = rows.Select(r => r.Usd).ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task TreeAsync(CancellationToken cancellationToken)
    {
        var (entity, usd) = (new LegalEntityId(DerivedId.Of("bench", "institution", "entity")), new AssetId("fiat:usd"));
        await using var transaction = await database.BeginAsync(Id, cancellationToken);
        await TreeSql.WriteEntityAsync(transaction, entity, "Institution GmbH", "DE", cancellationToken);
        for (var i = 0; i < Accounts; i++)
        {
            await TreeSql.WriteAccountAsync(transaction, new(AccountOf(i), entity, VenueNames[i % VenueNames.Length], $"Account {i}", Removed: false), cancellationToken);
            await using var command = new NpgsqlCommand($"insert into ingestion.account (tenant_id, account_id, legal_entity_id, venue, name, credentials, key_fingerprint, key_hint, paused, state) values ('{Id}', '{AccountOf(i)}', '{entity.Value}', '{VenueNames[i % VenueNames.Length]}', 'Account {i}', '', 'bench {i}', '…', true, 'paused')", transaction.Connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await TreeSql.WriteNodeAsync(transaction, new(Portfolios[0], null, "All", usd, "Europe/Berlin", [.. Enumerable.Range(0, Accounts).Select(AccountOf)]), 0, cancellationToken);
        for (var v = 0; v < VenueNames.Length; v++)
            await TreeSql.WriteNodeAsync(transaction, new(Portfolios[v + 1], Portfolios[0], VenueNames[v], usd, "Europe/Berlin", [.. Enumerable.Range(0, Accounts).Where(i => i % VenueNames.Length == v).Select(AccountOf)]), v + 1, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task FillAsync(int i, CancellationToken cancellationToken)
    {
        var (writer, account, venue) = (services.GetRequiredService<LedgerWriter>(), AccountOf(i), VenueNames[i % VenueNames.Length]);
        var ledger = new InstitutionLedger(i, transactions / Accounts, Until);
        foreach (var page in ledger.Facts().Chunk(Page))
        {
            await using var transaction = await database.BeginAsync(Id, cancellationToken);
            var provenance = new Provenance(Guid.CreateVersion7(), new byte[32], 1, TimeProvider.System.GetUtcNow().ToMicroseconds());
            await writer.AppendAsync(transaction, account, [.. page.Select(f => EntryDraft.Of(Id, account, venue, f))], provenance, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await using var report = await database.BeginAsync(Id, cancellationToken);
        ImmutableArray<BalanceFact> balances = [.. ledger.Held.Select(h => (h.Key, Amount: Quantity.Parse(h.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)))).Select(h => new BalanceFact(h.Key, h.Key, "spot", h.Amount, h.Amount))];
        await report.PublishAsync(new BalancesReported(Id, account, venue, TimeProvider.System.GetUtcNow(), HistoryComplete: true, balances), cancellationToken);
        await report.CommitAsync(cancellationToken);
    }
}
