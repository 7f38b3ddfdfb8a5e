using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.Audit;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Audit;

public sealed class AuditTrailTests : IAsyncLifetime
{
    private static readonly TenantId Other = new(Guid.Parse("00000000-0000-8000-8000-0000000000ad"));
    private readonly TemporaryFolder _folder = new();
    private PlatformTestHost _host = null!;

    private IAuditTrail Trail => _host.Services.GetRequiredService<IAuditTrail>();

    public async Task InitializeAsync()
    {
        _host = await PlatformTestHost.StartAsync(new TestModule("probe", s => s.AddProductGraphQL().AddPlatformTypes()));
        await _host.Transactions.EnsureTenantAsync(DemoTenant.Tenant, "demo", CancellationToken.None);
        await _host.Transactions.EnsureTenantAsync(Other, "other", CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_act_and_its_entry_are_there_together_or_not_at_all()
    {
        await using (var lost = await _host.Transactions.BeginAsync(DemoTenant.Tenant, CancellationToken.None))
            await Trail.AppendAsync(lost, new AuditAct("account.paused", "a"), CancellationToken.None);
        Assert.Equal((0, "0 audit entries verified\n"), await VerifyAsync());
        await AppendAsync(3);
        Assert.Equal((0, "3 audit entries verified\n"), await VerifyAsync());
        Assert.Equal(0, await _host.Database.ScalarAsync<long>("select count(*) from platform.audit_entry where audit_entry::text like '%ann%' or position('ann'::bytea in private) > 0"));
    }

    [Theory]
    [InlineData("update platform.audit_entry set outcome = 'refused'")]
    [InlineData("delete from platform.audit_entry")]
    [InlineData("truncate platform.audit_entry")]
    [InlineData("update platform.audit_salt set sealed = ''")]
    [InlineData("delete from platform.audit_salt")]
    [InlineData("alter table platform.audit_entry disable trigger all")]
    public async Task The_application_can_add_and_nothing_else(string sql)
    {
        await AppendAsync(1);
        foreach (var begin in new[] { _host.Transactions.BeginAsync(DemoTenant.Tenant, CancellationToken.None), _host.Transactions.BeginSystemAsync(CancellationToken.None) })
        {
            await using var transaction = await begin;
            await using var command = new NpgsqlCommand(sql, transaction.Connection);
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
        }
    }

    [Fact]
    public async Task Entries_written_at_once_stand_one_after_the_other()
    {
        await AppendAsync(1);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AppendAsync(2)));
        Assert.Equal((0, "41 audit entries verified\n"), await VerifyAsync());
    }

    [Fact]
    public async Task Any_changed_column_of_the_table_is_found()
    {
        await AppendAsync(4);
        string[] changes =
        [
            "number = 9", "hash = set_byte(hash, 31, get_byte(hash, 31) # 1)", "at = at + interval '1 microsecond'", "action = action || 'x'", "subject = subject || 'x'", "outcome = 'refused'",
            "actor_tag = set_byte(actor_tag, 0, get_byte(actor_tag, 0) # 1)", "private_hash = set_byte(private_hash, 0, get_byte(private_hash, 0) # 1)",
            "private = set_byte(private, 40, get_byte(private, 40) # 1)", "private = (select private from platform.audit_entry where number = 3)",
        ];
        foreach (var change in changes)
        {
            await _host.Database.ExecuteAsync($"create table platform.saved as select * from platform.audit_entry where number = 2; update platform.audit_entry set {change} where number = 2");
            Assert.Equal(1, (await VerifyAsync()).Code);
            await _host.Database.ExecuteAsync("delete from platform.audit_entry where number in (2, 9); insert into platform.audit_entry select * from platform.saved; drop table platform.saved");
        }

        Assert.Equal(0, (await VerifyAsync()).Code);
    }

    [Fact]
    public async Task A_cut_tail_is_found_by_the_exported_anchor()
    {
        await AppendAsync(3);
        var anchors = await ExportAsync();
        await AppendAsync(1);
        Assert.Equal((0, "5 audit entries verified\n"), await VerifyAsync("--anchors", anchors));
        Assert.Equal(1, await _host.Database.ScalarAsync<long>("select count(*) from platform.audit_entry where number = 4 and action = 'anchors.exported'"));
        await _host.Database.ExecuteAsync("delete from platform.audit_entry where number > 2");
        Assert.Equal(0, (await VerifyAsync()).Code);
        Assert.Contains("the tail was cut", (await VerifyAsync("--anchors", anchors)).Text, StringComparison.Ordinal);
        await _host.Database.ExecuteAsync("delete from platform.audit_entry");
        Assert.Contains("the tail was cut", (await VerifyAsync("--anchors", anchors)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_made_anew_from_the_first_row_is_found_by_the_exported_anchor()
    {
        await AppendAsync(3);
        var anchors = await ExportAsync();
        await RecomputeAsync("forged");
        Assert.Equal((0, "4 audit entries verified\n"), await VerifyAsync());
        Assert.Contains("made anew", (await VerifyAsync("--anchors", anchors)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erased_tenants_chain_still_verifies_and_tells_no_names()
    {
        await AppendAsync(2);
        await _host.Database.ExecuteAsync("delete from platform.data_keys");
        await using var after = await PlatformTestHost.StartAsync([new TestModule("probe")], _host.Database);
        Assert.Equal((0, "2 audit entries verified\n"), await CommandRun.RunAsync(AuditCommands.Verify, after.Services));
    }

    [Fact]
    public async Task Bad_words_and_files_are_one_line()
    {
        Assert.Equal(2, (await VerifyAsync("--nonsense")).Code);
        Assert.Equal(2, (await CommandRun.RunAsync(AuditCommands.Export, _host.Services)).Code);
        Assert.Contains("no file of anchors", (await Assert.ThrowsAsync<StartupException>(() => VerifyAsync("--anchors", "/nowhere/at/all"))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StartupException>(() => CommandRun.RunAsync(AuditCommands.Export, _host.Services, "/nowhere/at/all"));
    }

    [Fact]
    public async Task Anchors_are_written_every_day_by_themselves()
    {
        var file = Path.Combine(_folder.Path, "daily");
        await AppendAsync(1);
        await using var host = await PlatformTestHost.StartAsync([new TestModule("probe")], _host.Database, $"--Audit:AnchorFile={file}");
        await Eventually.HoldsAsync(() => File.Exists(file) && File.ReadAllLines(file).Length == 1, "one anchor");
    }

    [Fact]
    public async Task An_auditor_pages_and_filters_the_log_of_the_own_tenant_alone()
    {
        await AppendAsync(5);
        await AppendAsync(1, Other);
        var auditor = new GraphQLViewer(_host.Services, DemoTenant.Tenant, "auditor");
        var first = (await auditor.DataAsync("{ auditLog(first: 2) { nodes { number actor action subject outcome detail } pageInfo { hasNextPage endCursor } } }")).GetProperty("auditLog");
        Assert.Equal("""[{"number":5,"actor":"ann4","action":"account.paused","subject":"s4","outcome":"done","detail":"detail 4"},{"number":4,"actor":"ann3","action":"account.paused","subject":"s3","outcome":"done","detail":"detail 3"}]""", first.GetProperty("nodes").GetRawText());
        var rest = await auditor.DataAsync($"{{ auditLog(first: 9, after: \"{first.GetProperty("pageInfo").GetProperty("endCursor").GetString()}\") {{ nodes {{ number }} pageInfo {{ hasNextPage }} }} }}");
        Assert.Equal("""{"auditLog":{"nodes":[{"number":3},{"number":2},{"number":1}],"pageInfo":{"hasNextPage":false}}}""", rest.GetRawText());
        foreach (var (filter, count) in new[] { ("actor: \"ann2\"", 1), ("actor: \"nobody\"", 0), ("action: \"account\"", 5), ("action: \"acc\"", 0), ("subject: \"s1\"", 1), ("to: \"2020-01-01T00:00:00Z\"", 0), ("from: \"2020-01-01T00:00:00Z\"", 5) })
            Assert.Equal(count, (await auditor.DataAsync($"{{ auditLog(filter: {{ {filter} }}) {{ nodes {{ number }} }} }}")).GetProperty("auditLog").GetProperty("nodes").GetArrayLength());
        Assert.Equal(["FORBIDDEN"], await new GraphQLViewer(_host.Services, DemoTenant.Tenant, "manager").CodesAsync("{ auditLog { nodes { number } } }"));
        Assert.Empty(await new GraphQLViewer(_host.Services, Other, "owner").CodesAsync("{ auditLog { nodes { number } } }"));
        Assert.NotEmpty(await auditor.CodesAsync("{ auditLog(after: \"x\") { nodes { number } } }"));
    }

    private async Task AppendAsync(int count, TenantId? tenant = null)
    {
        for (var i = 0; i < count; i++)
        {
            await using var transaction = await _host.Transactions.BeginAsync(tenant ?? DemoTenant.Tenant, CancellationToken.None);
            await Trail.AppendAsync(transaction, new AuditAct("account.paused", $"s{i}") { Actor = $"ann{i}", Detail = $"detail {i}" }, CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }
    }

    private Task<(int Code, string Text)> VerifyAsync(params string[] words) => CommandRun.RunAsync(AuditCommands.Verify, _host.Services, words);

    private async Task<string> ExportAsync()
    {
        var file = Path.Combine(_folder.Path, "anchors");
        Assert.Equal(0, (await CommandRun.RunAsync(AuditCommands.Export, _host.Services, file)).Code);
        return file;
    }

    /// <summary>What somebody with the superuser's login and this program could do.</summary>
    private async Task RecomputeAsync(string outcome)
    {
        List<AuditEntry> rows;
        await using (var transaction = await _host.Transactions.BeginAsync(DemoTenant.Tenant, CancellationToken.None)) rows = await AuditSql.AfterAsync(transaction, 0, 100, CancellationToken.None);
        var head = AuditChain.Genesis(DemoTenant.Tenant).Hash;
        foreach (var row in rows)
        {
            head = AuditChain.Next(head, row with { Outcome = outcome });
            await _host.Database.ExecuteAsync($"update platform.audit_entry set outcome = '{outcome}', hash = '\\x{Convert.ToHexString(head)}' where number = {row.Number}");
        }
    }
}
