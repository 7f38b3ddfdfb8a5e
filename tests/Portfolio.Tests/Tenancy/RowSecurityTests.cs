namespace PortfolioPlatform.Portfolio.Tests.Tenancy;

public sealed class RowSecurityTests
{
    /// <summary>Tables without tenants: public market facts. A table is added here only when nothing in it belongs to anybody.</summary>
    private static readonly HashSet<string> Shared = ["asset_registry", "asset_registry_version", "price_news"];

    [Fact]
    public async Task No_tenant_reads_changes_removes_or_adds_a_row_of_another_in_any_table()
    {
        await using var t = await LedgerTenant.StartAsync();
        var tables = await TenantTables.ReadAsync(t.Host.Database);
        Assert.Contains(tables, table => table.Name == "ledger_entry");
        Assert.Empty(await FaultsAsync(t, tables));
    }

    [Theory]
    [InlineData("create table portfolio.leaky (tenant_id uuid, note text); grant select, insert, update, delete on portfolio.leaky to portfolio_app")]
    [InlineData("create table portfolio.leaky (tenant_id uuid, note text); alter table portfolio.leaky enable row level security; create policy all_of_it on portfolio.leaky using (true); grant select, insert, update, delete on portfolio.leaky to portfolio_app")]
    [InlineData("create table portfolio.leaky (tenant_id uuid, note text); alter table portfolio.leaky enable row level security; create policy half on portfolio.leaky using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (true); grant select, insert, update, delete on portfolio.leaky to portfolio_app")]
    [InlineData("create table portfolio.leaky (note text); grant select on portfolio.leaky to portfolio_app")]
    [InlineData("create view portfolio.leaky as select * from portfolio.ledger_entry; grant select on portfolio.leaky to portfolio_app")]
    public async Task A_new_table_or_view_that_lets_another_tenant_in_is_found(string made)
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.Host.Database.ExecuteAsync(made);
        var faults = await FaultsAsync(t, [.. (await TenantTables.ReadAsync(t.Host.Database)).Where(table => table.Name == "leaky")]);
        Assert.Contains(faults, fault => fault.StartsWith("leaky", StringComparison.Ordinal));
    }

    private static async Task<List<string>> FaultsAsync(LedgerTenant t, IReadOnlyList<TenantTable> tables)
    {
        var (faults, other) = (new List<string>(), Guid.CreateVersion7());
        foreach (var table in tables)
        {
            if (table.IsView)
            {
                if (!table.IsInvoker) faults.Add($"{table.Name}: a view that reads with the rights of its owner");
            }
            else if (!table.HasTenant)
            {
                if (!Shared.Contains(table.Name)) faults.Add($"{table.Name}: neither a tenant nor declared as shared");
            }
            else
            {
                if (!table.IsForced) faults.Add($"{table.Name}: row security is not forced");
                faults.AddRange((await table.CrossAsync(t, other)).Select(fault => $"{table.Name}: {fault}"));
            }
        }

        return faults;
    }
}
