using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.MarketData;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Tax.Tests.Live;

/// <summary>Ledger, reference prices and Tax in one host with one tenant: an entity in the United States with two accounts, another in Germany with one. Messages go over the real outbox and bus.</summary>
internal sealed class TaxTenant : IAsyncDisposable
{
    public static readonly DateTimeOffset Day = new(2024, 3, 4, 9, 0, 0, TimeSpan.Zero);

    private TaxTenant(PlatformTestHost host, TenantId tenant) => (Host, Tenant) = (host, tenant);

    public PlatformTestHost Host { get; }

    public TenantId Tenant { get; }

    public AccountId Kraken { get; } = new(Guid.Parse("11111111-0000-4000-8000-000000000001"));

    public AccountId Binance { get; } = new(Guid.Parse("22222222-0000-4000-8000-000000000002"));

    public AccountId Berlin { get; } = new(Guid.Parse("33333333-0000-4000-8000-000000000003"));

    public Guid Entity { get; } = Guid.Parse("44444444-0000-4000-8000-000000000004");

    public Guid German { get; } = Guid.Parse("55555555-0000-4000-8000-000000000005");

    public GraphQLViewer Viewer => new(Host.Services, Tenant, "owner");

    public static async Task<TaxTenant> StartAsync(TestDatabase? database = null)
    {
        var id = new TenantId(Guid.CreateVersion7());
        IModule[] modules = [new MarketDataModule(), new PortfolioModule(), new TaxModule()];
        var t = new TaxTenant(await PlatformTestHost.StartAsync(modules, database, $"--SignIn:Tenant={id}"), id);
        await t.Host.Transactions.EnsureTenantAsync(id, "test", default);
        await t.Host.Database.ExecuteAsync($"""
            insert into portfolio.legal_entity values ('{id}', '{t.Entity}', 'Meridian LLC', 'US'), ('{id}', '{t.German}', 'Meridian GmbH', 'DE');
            insert into portfolio.portfolio (tenant_id, portfolio_id, name, currency, zone) values ('{id}', '{t.Entity}', 'All', 'fiat:usd', 'UTC');
            insert into portfolio.portfolio_account values ('{id}', '{t.Entity}', '{t.Kraken}'), ('{id}', '{t.Entity}', '{t.Binance}');
            """);
        await t.PublishAsync(
            new AccountChanged(id, t.Kraken, new(t.Entity), "kraken", "Main", Removed: false),
            new AccountChanged(id, t.Binance, new(t.Entity), "binance", "Second", Removed: false),
            new AccountChanged(id, t.Berlin, new(t.German), "kraken", "Berlin", Removed: false));
        await t.QuietAsync();
        await Eventually.HoldsAsync(async () => await t.Host.Database.ScalarAsync<long>("select count(*) from tax.asset") > 3 && await t.Host.Database.ScalarAsync<long>("select count(*) from portfolio.asset_registry") == 1, "the registry is told");
        return t;
    }

    public static TransactionFact Fact(string id, double days, TransactionKind kind, params (string Symbol, string Amount)[] legs) =>
        new(id, "ledgers", Day.AddDays(days), kind, TransactionStatus.Completed, 0, [.. legs.Select(l => new LegFact(l.Symbol.TrimEnd('!'), l.Symbol.TrimEnd('!'), Quantity.Parse(l.Amount), l.Symbol.EndsWith('!') ? LegRole.Fee : LegRole.Principal))]);

    /// <summary>A dollar price that holds at a day and three hours after.</summary>
    public Task PriceAsync(string asset, double days, string usd) => Host.Database.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"""
        insert into marketdata.reference_price (asset_id, granularity, at, source, version, rank, usd) values ('{asset}', 'hour', '{Day.AddDays(days).UtcDateTime:O}', 'kraken {asset}/usd', 1, 1, {usd})
        """));

    public async Task RecordAsync(AccountId account, params TransactionFact[] facts)
    {
        await PublishAsync(new TransactionsRecorded(Tenant, account, account == Binance ? "binance" : "kraken", Guid.CreateVersion7(), Convert.ToHexStringLower(new byte[32]), 1, [.. facts]));
        await QuietAsync();
        await Eventually.HoldsAsync(
            async () => await Host.Database.ScalarAsync<long>($"select count(*) from portfolio.v_ledger_leg l where tenant_id = '{Tenant}' and account_id = '{account}' and asset_id not like 'unknown:%' and asset_id <> 'fiat:usd' and not exists (select 1 from portfolio.price_fact p where p.tenant_id = l.tenant_id and p.account_id = l.account_id and p.number = l.number and p.asset_id = l.asset_id)") == 0,
            "every leg was asked a price for");
    }

    public async Task<JsonElement> YearAsync(string fields, int year = 2024, string more = "", Guid? entity = null) =>
        (await Viewer.DataAsync($"{{ taxYear(entityId: \"{entity ?? Entity}\", year: {year}{more}) {{ {fields} }} }}")).GetProperty("taxYear");

    public Guid Entry(AccountId account, string id) => DerivedId.Of("ledger", Tenant.ToString(), account.ToString(), "ledgers", id);

    public async Task PublishAsync<T>(params T[] messages)
        where T : class, IMessage
    {
        await using var transaction = await Host.Transactions.BeginAsync(Tenant, default);
        foreach (var message in messages) await transaction.PublishAsync(message, default);
        await transaction.CommitAsync(default);
    }

    public Task QuietAsync() => Eventually.HoldsAsync(async () => await Host.Database.ScalarAsync<long>("select count(*) from platform.outbox") == 0, "all messages handled");

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
