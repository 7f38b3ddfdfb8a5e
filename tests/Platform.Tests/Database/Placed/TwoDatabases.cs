using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.Tests.Bus;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Database.Placed;

/// <summary>A host on a main database and one on a server of its own, in which two tenants are placed; a table of shared rows is in both.</summary>
public sealed class TwoDatabases : IAsyncLifetime
{
    internal const string Name = "vault";
    private const string SharedTable = "create schema probe authorization portfolio_owner; grant usage on schema probe to public; set role portfolio_owner; create table probe.rate (asset text primary key, usd numeric not null, at timestamptz not null); grant select, insert, update on probe.rate to public";

    private readonly TestModule _module;

    public TwoDatabases() => _module = new TestModule("probe", s => s.AddSingleton(Recorder).AddMessageHandler<AccountChanged, FirstHandler>("first"));

    internal static TenantId Large { get; } = new(Guid.Parse("00000000-0000-8000-8000-00000000b160"));

    internal static TenantId Neighbour { get; } = new(Guid.Parse("00000000-0000-8000-8000-00000000b161"));

    internal static TenantId Other { get; } = new(Guid.Parse("00000000-0000-8000-8000-00000000beef"));

    internal Recorder Recorder { get; } = new();

    internal PlatformTestHost Host { get; private set; } = null!;

    internal DatabaseServer Vault { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Vault = await DatabaseServer.MakeAsync();
        var main = await PostgresFixture.CreateAsync(_module);
        await main.ExecuteAsync($"{SharedTable}; select platform.copy_to_placed('probe.rate'); insert into probe.rate values ('early', 1.000000000000000001, '2026-03-02 09:00:00.000001Z')");
        await Vault.Database.ExecuteAsync(SharedTable);
        Host = await PlatformTestHost.StartAsync([_module], main, [.. DatabaseServer.Words(Name, Vault.Database), $"--Database:Placement:{Large}={Name}", $"--Database:Placement:{Neighbour}={Name}"]);
        foreach (var tenant in (TenantId[])[Large, Neighbour, Other]) await Host.Transactions.EnsureTenantAsync(tenant, "t", CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Vault.DisposeAsync();
    }

    /// <summary>Commits a message of a tenant and an entry in its audit log.</summary>
    internal async Task SayAsync(TenantId tenant, string name)
    {
        await using var transaction = await Host.Transactions.BeginAsync(tenant, CancellationToken.None);
        await transaction.PublishAsync(new AccountChanged(tenant, DemoTenant.Account("kraken"), DemoTenant.Holding, "kraken", name, Removed: false), CancellationToken.None);
        await Host.Services.GetRequiredService<IAuditTrail>().AppendAsync(transaction, new AuditAct("probe.said", name) { Actor = "somebody" }, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    internal Task HeardAsync(string name) => Eventually.HoldsAsync(() => Recorder.Seen.Any(s => s.Message.Name == name), $"{name} was handled");

    /// <summary>Rows of a tenant in all tables that have any, but the placement itself.</summary>
    internal static Task<long> RowsAsync(TestDatabase database, TenantId tenant) => database.ScalarAsync<long>($"""
        select coalesce(sum((xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I.%I where tenant_id = %L', n.nspname, c.relname, '{tenant}'), false, true, '')))[1]::text::bigint), 0)::bigint
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
        where c.relkind = 'r' and (n.nspname, c.relname) <> ('platform', 'placement')
        """);
}
