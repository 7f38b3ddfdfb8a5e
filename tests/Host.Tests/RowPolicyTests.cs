namespace PortfolioPlatform.Host.Tests;

/// <summary>Row-level security over all schemas of the product, as the database itself tells it; what it does is proven by the sweep and, table by table, by Portfolio's tests.</summary>
[Collection(AuditedHostStories.Name)]
public sealed class RowPolicyTests(AuditedHost host)
{
    [Fact]
    public async Task Every_table_with_a_tenant_lets_the_application_see_that_tenant_alone_and_no_role_goes_round_it()
    {
        const string Own = "(tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS \"nullif\"))";
        Assert.True(await host.Database.ScalarAsync<long>("select count(*) from information_schema.columns where column_name = 'tenant_id' and table_schema not in ('pg_catalog', 'information_schema')") > 40);
        Assert.Equal("", await ListAsync("""
            select c.oid::regclass::text as fault from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
            where c.relkind in ('r', 'p') and not c.relispartition and not (c.relrowsecurity and c.relforcerowsecurity
              and exists (select from pg_policies p where p.schemaname = c.relnamespace::regnamespace::text and p.tablename = c.relname and 'portfolio_app' = any(p.roles)))
            """));
        Assert.Equal("", await ListAsync($"""
            select tablename || ': ' || coalesce(qual, '') || ' / ' || coalesce(with_check, '') as fault from pg_policies
            where roles && array['portfolio_app', 'public']::name[] and (permissive <> 'PERMISSIVE' or cmd <> 'ALL' or qual is distinct from '{Own.Replace("'", "''", StringComparison.Ordinal)}' or with_check is distinct from qual)
            """));
        Assert.Equal("", await ListAsync("select rolname::text as fault from pg_roles where rolname like 'portfolio%' and (rolsuper or rolbypassrls or (rolcreaterole and rolname <> 'portfolio_owner'))"));
    }

    private Task<string?> ListAsync(string query) => host.Database.ScalarAsync<string>($"select coalesce(string_agg(fault, ', ' order by fault), '') from ({query}) q");
}
