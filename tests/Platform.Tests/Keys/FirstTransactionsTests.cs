using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.Keys;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Keys;

/// <summary>A data key is opened in the middle of a transaction, of which there may be as many as there are connections.</summary>
public sealed class FirstTransactionsTests
{
    [Fact]
    public async Task Many_first_transactions_at_once_open_their_keys_and_none_waits_for_a_connection_another_holds()
    {
        await using var host = await PlatformTestHost.StartAsync(new TestModule("probe"), "--Database:MaxConnections=6");
        TenantId[] tenants = [.. Enumerable.Range(0, 30).Select(_ => new TenantId(Guid.CreateVersion7()))];
        foreach (var tenant in tenants) await host.Transactions.EnsureTenantAsync(tenant, "t", CancellationToken.None);
        var cold = new Sealer(host.Services.GetRequiredService<KeyReading>(), new DataKeys(host.Services.GetRequiredService<IKeyService>(), TimeProvider.System));

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var opened = await Task.WhenAll(tenants.Concat(tenants).Select(t => Task.Run(() => SealInsideAsync(host.Transactions, cold, t, patience.Token), patience.Token)));

        Assert.All(opened, words => Assert.Equal("words", words));
    }

    /// <summary>As an audit entry does: a transaction is open, and the first thing it needs is the key.</summary>
    private static async Task<string> SealInsideAsync(IDatabase database, Sealer sealer, TenantId tenant, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var box = await sealer.SealAsync(tenant, "p", Encoding.UTF8.GetBytes("words"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Encoding.UTF8.GetString(await sealer.OpenAsync(tenant, "p", box, cancellationToken));
    }
}
