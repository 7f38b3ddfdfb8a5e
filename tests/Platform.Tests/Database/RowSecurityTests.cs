using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Database;

public sealed class RowSecurityTests : IAsyncLifetime
{
    private static readonly TenantId Other = new(Guid.Parse("00000000-0000-8000-8000-00000000beef"));
    private PlatformTestHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await PlatformTestHost.StartAsync(new TestModule("probe"));
        await _host.Transactions.EnsureTenantAsync(DemoTenant.Tenant, "demo", CancellationToken.None);
        await _host.Transactions.EnsureTenantAsync(Other, "other", CancellationToken.None);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task A_transaction_of_a_tenant_sees_that_tenant_alone()
    {
        await using var transaction = await _host.Transactions.BeginAsync(Other, CancellationToken.None);
        Assert.Equal([Other.Value], await ReadAsync(transaction.Connection, "select tenant_id from platform.data_keys"));
    }

    [Fact]
    public async Task Opening_without_a_tenant_throws()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _host.Transactions.BeginAsync(default, CancellationToken.None));
    }

    [Fact]
    public async Task The_application_role_without_a_tenant_sees_nothing()
    {
        await using var connection = new NpgsqlConnection(_host.Database.RuntimeConnectionString);
        await connection.OpenAsync();
        await using var role = new NpgsqlCommand("set role portfolio_app", connection);
        await role.ExecuteNonQueryAsync();
        Assert.Empty(await ReadAsync(connection, "select tenant_id from platform.data_keys"));
    }

    [Fact]
    public async Task A_row_of_another_tenant_is_refused()
    {
        await using var transaction = await _host.Transactions.BeginAsync(Other, CancellationToken.None);
        await using var command = new NpgsqlCommand($"insert into platform.tenants (tenant_id, name) values ('{Guid.CreateVersion7()}', 'foreign')", transaction.Connection);
        var error = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, error.SqlState);
    }

    [Fact]
    public async Task The_system_role_sees_all_tenants_but_no_data_keys()
    {
        Assert.Equal([DemoTenant.Tenant, Other], await _host.Transactions.ListTenantsAsync(CancellationToken.None));
        await using var transaction = await _host.Transactions.BeginSystemAsync(CancellationToken.None);
        await Assert.ThrowsAsync<PostgresException>(() => ReadAsync(transaction.Connection, "select tenant_id from platform.data_keys"));
    }

    [Fact]
    public async Task The_role_ends_with_the_transaction()
    {
        for (var i = 0; i < 3; i++)
        {
            await using var transaction = await _host.Transactions.BeginAsync(Other, CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        Assert.Equal(2, (await _host.Transactions.ListTenantsAsync(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task A_message_of_another_tenant_cannot_be_published()
    {
        await using var transaction = await _host.Transactions.BeginAsync(Other, CancellationToken.None);
        var foreign = new AccountChanged(DemoTenant.Tenant, DemoTenant.Account("kraken"), DemoTenant.Holding, "kraken", "k", Removed: false);
        await Assert.ThrowsAsync<InvalidOperationException>(() => transaction.PublishAsync(foreign, CancellationToken.None));
    }

    private static async Task<List<Guid>> ReadAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<Guid>();
        while (await reader.ReadAsync()) ids.Add(reader.GetGuid(0));
        return ids;
    }
}
