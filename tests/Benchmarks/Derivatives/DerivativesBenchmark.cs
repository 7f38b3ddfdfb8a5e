using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio;
using PortfolioPlatform.Portfolio.Risk.Derivatives;
using PortfolioPlatform.Portfolio.Tree;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Benchmarks.Derivatives;

/// <summary>How long after a mark delta, gamma, margin ratio and probability of liquidation stand anew: from the tick on the live channel to the published figures, over the real module and database.</summary>
internal static class DerivativesBenchmark
{
    private const int Contracts = 40;
    private const int Warm = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    internal static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var (accounts, wallets, ticks) = (Words.Number(words, "--accounts", 20), Words.Number(words, "--wallets", 5), Words.Number(words, "--ticks", 500));
        var tenant = new TenantId(Guid.CreateVersion7());
        await using var host = await PlatformTestHost.StartAsync([new PortfolioModule()], null, $"--SignIn:Tenant={tenant}");
        var portfolio = await FillAsync(host, tenant, accounts, wallets, cancellationToken);
        var channel = host.Services.GetRequiredService<ILiveChannel>();
        var told = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var wanted = "";
        await using var listening = await channel.SubscribeAsync(DerivativeFeed.TopicOf(tenant, portfolio), bytes => Hear(bytes), cancellationToken);
        var took = new List<double>(ticks);
        for (var tick = 0; tick < ticks + Warm; tick++)
        {
            var price = (100 + (0.001m * (tick + 1))).ToString("0.###", CultureInfo.InvariantCulture);
            (told, wanted) = (new(TaskCreationOptions.RunContinuationsAsynchronously), $"\"mark\":\"{price}\"");
            var began = Stopwatch.GetTimestamp();
            await MarkAsync(channel, $"C{tick % Contracts}USDT", price, cancellationToken);
            var ended = await told.Task.WaitAsync(Patience, cancellationToken);
            if (tick >= Warm) took.Add(Stopwatch.GetElapsedTime(began, ended).TotalMilliseconds);
        }

        took.Sort();
        await Console.Out.WriteLineAsync(FormattableString.Invariant(
            $"{accounts} accounts and {wallets} wallets of options with {Contracts} positions each, {took.Count} marks: figures after p50 {took[took.Count / 2]:F1} ms, p99 {took[took.Count * 99 / 100]:F1} ms, longest {took[^1]:F1} ms (goal 250)"));
        return 0;

        void Hear(ReadOnlyMemory<byte> bytes)
        {
            if (bytes.Span.IndexOf(Encoding.UTF8.GetBytes(wanted)) >= 0) told.TrySetResult(Stopwatch.GetTimestamp());
        }
    }

    private static async Task<PortfolioId> FillAsync(PlatformTestHost host, TenantId tenant, int perpetuals, int wallets, CancellationToken cancellationToken)
    {
        var portfolio = new PortfolioId(Guid.CreateVersion7());
        var count = perpetuals + wallets;
        AccountId[] accounts = [.. Enumerable.Range(0, count).Select(_ => new AccountId(Guid.CreateVersion7()))];
        await host.Transactions.EnsureTenantAsync(tenant, "benchmark", cancellationToken);
        await using (var transaction = await host.Transactions.BeginAsync(tenant, cancellationToken))
        {
            await TreeSql.WriteNodeAsync(transaction, new(portfolio, null, "All", new AssetId("fiat:usd"), "UTC", [.. accounts]), 0, cancellationToken);
            foreach (var account in accounts) await transaction.PublishAsync(new AccountChanged(tenant, account, default, "binance", "Binance", Removed: false), cancellationToken);
            foreach (var account in accounts[..perpetuals]) await transaction.PublishAsync(Report(tenant, account), cancellationToken);
            foreach (var account in accounts[perpetuals..]) await transaction.PublishAsync(Wallet(tenant, account), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        var store = host.Services.GetRequiredService<IHotStore>();
        await Eventually.HoldsAsync(async () => (await store.GetAllAsync(DerivativeFeed.TopicOf(tenant, portfolio), cancellationToken)).Count(k => k.Key.StartsWith("position:", StringComparison.Ordinal)) == count * Contracts, "all positions are published", Patience);
        return portfolio;
    }

    private static DerivativesReported Report(TenantId tenant, AccountId account) =>
        new(tenant, account, "binance", TimeProvider.System.GetUtcNow().AddSeconds(-5), [.. Enumerable.Range(0, Contracts).Select(Position)], [new CollateralFact("USDT", 100_000, 100_000)]);

    /// <summary>A wallet of sold and bought options: where it ends is searched for anew with every mark.</summary>
    private static DerivativesReported Wallet(TenantId tenant, AccountId account) => new(
        tenant, account, "deribit", TimeProvider.System.GetUtcNow().AddSeconds(-5), [.. Enumerable.Range(0, Contracts).Select(Option)],
        [new CollateralFact("BTC", 30, 30) { Equity = 29, Maintenance = 4, SoldOptionShare = Quantity.Parse("0.075") }]);

    private static DerivativeFact Option(int i) => new($"BTC-{i}", $"BTC-{i}", "Option", "BTC", "BTC", "BTC", i % 3 == 0 ? 1 : -1, Quantity.Parse("0.03"), Quantity.Parse("0.03"))
    {
        Option = new(i % 2 == 0, 40_000 + (1_000 * i), TimeProvider.System.GetUtcNow().AddDays(30), 60_000, Quantity.Parse("0.6")),
    };

    private static DerivativeFact Position(int i) => new($"C{i}USDT", $"C{i}USDT", "Perpetual", $"C{i}", "USDT", "USDT", i % 2 == 0 ? 3 : -3, 100, 100)
    {
        PriceStep = Quantity.Parse("0.001"), Tiers = [new(0, Quantity.Parse("0.01"), 0), new(10_000, Quantity.Parse("0.02"), 100)],
    };

    private static ValueTask MarkAsync(ILiveChannel channel, string contract, string price, CancellationToken cancellationToken) => channel.PublishAsync(
        LiveTopics.Marks, JsonSerializer.SerializeToUtf8Bytes(new MarkValue("binance", contract, Quantity.Parse(price), null, null, TimeProvider.System.GetUtcNow()), LiveJson.Default.MarkValue), cancellationToken);
}
