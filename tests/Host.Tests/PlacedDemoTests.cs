using PortfolioPlatform.Contracts;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Host.Tests;

/// <summary>The demo's tenant has a database to itself: everything its venues told is there.</summary>
[Collection(PlacedDemoStories.Name)]
public sealed class PlacedDemoTests(PlacedDemo demo)
{
    private const string Copies = "select string_agg(h, ';') from (select md5(string_agg(r::text, ';' order by r::text)) h from tax.asset r union all select md5(string_agg(r::text, ';' order by r::text)) from portfolio.asset_registry_version r) x";

    [Fact]
    public async Task No_table_of_the_main_database_has_a_row_of_a_placed_tenant_and_shared_rows_are_in_both()
    {
        var rows = $"""
            select string_agg(format('%s', t), ', ') from (
              select format('%I.%I', n.nspname, c.relname) as t,
                (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I.%I where tenant_id = %L', n.nspname, c.relname, '{DemoTenant.Tenant}'), false, true, '')))[1]::text::bigint as n
              from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
              where c.relkind = 'r' and (n.nspname, c.relname) <> ('platform', 'placement')) x where n > 0
            """;
        Assert.Null(await demo.Main.ScalarAsync<string>(rows));
        var placed = (await demo.Own.ScalarAsync<string>(rows))!;
        foreach (var table in (string[])["ingestion.raw_page", "ingestion.account", "portfolio.ledger_entry", "portfolio.price_fact", "identity.member", "identity.session", "platform.audit_entry", "platform.data_keys"])
            Assert.Contains(table, placed, StringComparison.Ordinal);

        await Eventually.HoldsAsync(async () => await demo.Main.ScalarAsync<string>(Copies) == await demo.Own.ScalarAsync<string>(Copies), "the copies are the same");
        Assert.True(await demo.Own.ScalarAsync<bool>("select exists (select from marketdata.reference_price)"));
    }
}
