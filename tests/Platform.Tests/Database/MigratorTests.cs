using PortfolioPlatform.Platform.Database;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Database;

public sealed class MigratorTests
{
    private static readonly Migration First = new(1, "0001_notes", "create table notes (tenant_id uuid not null, id bigint not null, body text, primary key (tenant_id, id)); select platform.protect_tenant_table('notes')");
    private static readonly Migration Second = new(2, "0002_kind", "alter table notes add column kind text");

    [Fact]
    public async Task Each_migration_is_applied_once_however_many_migrate_at_once()
    {
        var database = await PostgresFixture.CreateEmptyAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MigrateAsync(database, First, Second)));
        Assert.Equal(2, await database.ScalarAsync<long>("select count(*) from platform.migrations where module = 'probe'"));
        Assert.Equal("kind", await database.ScalarAsync<string>("select column_name::text from information_schema.columns where table_schema = 'probe' and column_name = 'kind'"));
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_behind()
    {
        var database = await PostgresFixture.CreateEmptyAsync();
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => MigrateAsync(database, new Migration(1, "0001_bad", "create table half (id int); select no_such_function()")));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from pg_tables where tablename = 'half'"));
        await MigrateAsync(database, First);
    }

    [Fact]
    public async Task Data_of_a_newer_version_is_refused_with_one_line()
    {
        var database = await PostgresFixture.CreateEmptyAsync();
        await MigrateAsync(database, First, Second);
        var error = await Assert.ThrowsAsync<StartupException>(() => MigrateAsync(database, First));
        Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task An_applied_migration_that_was_changed_is_refused()
    {
        var database = await PostgresFixture.CreateEmptyAsync();
        await MigrateAsync(database, First);
        var error = await Assert.ThrowsAsync<StartupException>(() => MigrateAsync(database, First with { Sql = First.Sql + " -- touched" }));
        Assert.Contains("never change", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create table open_door (tenant_id uuid primary key)", "probe.open_door")]
    [InlineData("create view leak as select * from platform.tenants", "probe.leak")]
    public async Task A_tenant_table_without_row_security_or_a_view_with_its_owners_rights_is_a_fault(string sql, string name)
    {
        var database = await PostgresFixture.CreateEmptyAsync();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => MigrateAsync(database, new Migration(1, "0001_open", sql)));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checksums_do_not_depend_on_line_ends()
    {
        Assert.Equal(new Migration(1, "a", "x\ny").Checksum, new Migration(1, "a", "x\r\ny").Checksum);
    }

    private static Task MigrateAsync(TestDatabase database, params Migration[] migrations) => Migrator.MigrateAsync(
        new(database.RuntimeConnectionString, database.OwnerConnectionString), [MigrationSet.Platform, new("probe", migrations)], CancellationToken.None);
}
