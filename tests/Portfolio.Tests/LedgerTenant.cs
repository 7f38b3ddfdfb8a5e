using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Tree;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests;

/// <summary>A running Portfolio module with one tenant, two accounts and a small tree; messages go over the real outbox and bus.</summary>
internal sealed class LedgerTenant : IAsyncDisposable
{
    public static readonly DateTimeOffset Day = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private LedgerTenant(PlatformTestHost host, TenantId tenant) => (Host, Tenant) = (host, tenant);

    public PlatformTestHost Host { get; }

    public TenantId Tenant { get; }

    public AccountId Kraken { get; } = new(Guid.CreateVersion7());

    public AccountId Binance { get; } = new(Guid.CreateVersion7());

    public PortfolioId All { get; } = new(Guid.CreateVersion7());

    public PortfolioId Part { get; } = new(Guid.CreateVersion7());

    public static async Task<LedgerTenant> StartAsync(TestDatabase? database = null)
    {
        var id = new TenantId(Guid.CreateVersion7());
        var tenant = new LedgerTenant(await PlatformTestHost.StartAsync([new PortfolioModule()], database, $"--SignIn:Tenant={id}"), id);
        await tenant.Host.Transactions.EnsureTenantAsync(tenant.Tenant, "test", default);
        await using (var transaction = await tenant.Host.Transactions.BeginAsync(tenant.Tenant, default))
        {
            var usd = new AssetId("fiat:usd");
            await TreeSql.WriteNodeAsync(transaction, new(tenant.All, null, "All", usd, "Europe/Berlin", [tenant.Binance]), 0, default);
            await TreeSql.WriteNodeAsync(transaction, new(tenant.Part, tenant.All, "Part", new AssetId("fiat:eur"), "Europe/Berlin", [tenant.Kraken, tenant.Binance]), 1, default);
            await transaction.CommitAsync(default);
        }

        await tenant.PublishSystemAsync(Registry(1));
        await tenant.PublishAsync(new AccountChanged(tenant.Tenant, tenant.Kraken, default, "kraken", "Kraken", Removed: false));
        await tenant.PublishAsync(new AccountChanged(tenant.Tenant, tenant.Binance, default, "binance", "Binance", Removed: false));
        await Eventually.HoldsAsync(async () => await tenant.CountAsync("account") == 2 && await tenant.Host.Database.ScalarAsync<long>("select count(*) from portfolio.asset_registry") == 1, "accounts and registry stored");
        var store = tenant.Host.Services.GetRequiredService<IHotStore>();
        await Eventually.HoldsAsync(async () => (await store.GetAllAsync($"portfolios:{id}", default)).Count == 2, "the tree is shown: whoever shows it hears prices by then");
        return tenant;
    }

    public static AssetRegistryPublished Registry(long version, params AssetAliasRow[] more)
    {
        string[] symbols = ["BTC", "ETH", "USDT", "USD", "EUR"];
        static AssetId Id(string symbol) => new(symbol is "USD" or "EUR" ? $"fiat:{symbol.ToLowerInvariant()}" : symbol.ToLowerInvariant());
        static string Kind(string symbol) => symbol switch { "USD" or "EUR" => "fiat", "USDT" => "stablecoin", _ => "crypto" };
        return new(version, [.. symbols.Select(s => new AssetRow(Id(s), s, s, Kind(s), 8))], [.. symbols.Select(s => new AssetAliasRow("*", s, Instants.Earliest, Id(s))), .. more], []);
    }

    public static TransactionFact Fact(string id, int minutes, TransactionKind kind, params (string Symbol, string Amount)[] legs) =>
        new(id, "ledgers", Day.AddMinutes(minutes), kind, TransactionStatus.Completed, 0, [.. legs.Select(l => new LegFact(l.Symbol, l.Symbol, Quantity.Parse(l.Amount), LegRole.Principal))]);

    public TransactionsRecorded Page(AccountId account, params TransactionFact[] facts) =>
        new(Tenant, account, account == Kraken ? "kraken" : "binance", Guid.CreateVersion7(), Convert.ToHexStringLower(new byte[32]), 1, [.. facts]);

    public async Task PublishAsync<T>(params T[] messages)
        where T : class, IMessage
    {
        await using var transaction = await Host.Transactions.BeginAsync(Tenant, default);
        foreach (var message in messages) await transaction.PublishAsync(message, default);
        await transaction.CommitAsync(default);
    }

    public async Task PublishSystemAsync<T>(T message)
        where T : class, IMessage
    {
        await using var transaction = await Host.Transactions.BeginSystemAsync(default);
        await transaction.PublishAsync(message, default);
        await transaction.CommitAsync(default);
    }

    /// <summary>Publishes and waits until everything before is handled.</summary>
    public async Task RecordAsync(params TransactionsRecorded[] pages)
    {
        await PublishAsync(pages);
        await QuietAsync();
    }

    /// <summary>Waits until no message is on its way.</summary>
    public Task QuietAsync() => Eventually.HoldsAsync(async () => await Host.Database.ScalarAsync<long>("select count(*) from platform.outbox") == 0, "all messages handled");

    public async Task<long> CountAsync(string table, string where = "true") =>
        await Host.Database.ScalarAsync<long>($"select count(*) from portfolio.{table} where tenant_id = '{Tenant}' and {where}");

    public Task PriceAsync(params (string Asset, string? Usd)[] prices)
    {
        var at = DateTimeOffset.UtcNow;
        var values = prices.Select(p => new PriceValue(new(p.Asset), p.Usd is null ? null : Quantity.Parse(p.Usd), "test", at, p.Usd is null ? "NotListed" : "ok", at.UtcTicks)).ToArray();
        return Host.Services.GetRequiredService<ILiveChannel>().PublishAsync(LiveTopics.Prices, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(values, LiveJson.Default.PriceValueArray), default).AsTask();
    }

    /// <summary>Waits until a published value is as expected.</summary>
    public Task SeesAsync(PortfolioId portfolio, string key, Func<System.Text.Json.JsonElement, bool> expected, string what) => SeesAsync(Host, Tenant, portfolio, key, expected, what);

    /// <inheritdoc cref="SeesAsync(PortfolioId, string, Func{System.Text.Json.JsonElement, bool}, string)"/>
    public static async Task SeesAsync(PlatformTestHost host, TenantId tenant, PortfolioId portfolio, string key, Func<System.Text.Json.JsonElement, bool> expected, string what)
    {
        var store = host.Services.GetRequiredService<IHotStore>();
        await store.TouchAsync(LiveTopics.Watch(tenant, portfolio), TimeSpan.FromMinutes(5), default);
        var last = "nothing";
        try
        {
            await Eventually.HoldsAsync(async () =>
            {
                if (!(await store.GetAllAsync(LiveTopics.Portfolio(tenant, portfolio), default)).TryGetValue(key, out var json)) return false;
                last = System.Text.Encoding.UTF8.GetString(json.Span);
                return expected(System.Text.Json.JsonDocument.Parse(json).RootElement);
            }, what, TimeSpan.FromSeconds(20));
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"{error.Message}; last seen: {last}", error);
        }
    }

    public async Task<T> InTransactionAsync<T>(Func<IDatabaseTransaction, Task<T>> action)
    {
        await using var transaction = await Host.Transactions.BeginAsync(Tenant, default);
        var result = await action(transaction);
        await transaction.CommitAsync(default);
        return result;
    }

    /// <summary>Lets the database count what tables hold now, as one that is not a test's does by itself within seconds: without, it chooses plans as for empty tables.</summary>
    public Task AnalyzeAsync() => Host.Database.ExecuteAsync("analyze portfolio.ledger_entry, portfolio.transactions_current, portfolio.transaction_term, portfolio.price_fact");

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
