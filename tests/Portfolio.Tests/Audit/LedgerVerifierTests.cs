using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Audit;

namespace PortfolioPlatform.Portfolio.Tests.Audit;

public sealed class LedgerVerifierTests
{
    private const string Row = "where number = 2";

    [Fact]
    public async Task Any_changed_column_of_any_row_is_found_and_a_cut_tail_is_found_by_the_exported_head()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, [.. Enumerable.Range(0, 4).Select(i => LedgerTenant.Fact($"d{i}", i, TransactionKind.Deposit, ("BTC", "1.5"), ("ETH", "2")) with { Address = "bc1secret", TxHash = "aa", Network = "BTC", Reference = "r", Market = "m", Flags = ["maker"] })]));
        Assert.Empty(await FaultsAsync(t));
        foreach (var column in await ColumnsAsync(t))
        {
            await t.Host.Database.ExecuteAsync($"create table portfolio.saved as select * from portfolio.ledger_entry {Row}; update portfolio.ledger_entry set {column} {Row}");
            Assert.True((await FaultsAsync(t)).Count > 0, $"not found: {column}");
            await t.Host.Database.ExecuteAsync($"delete from portfolio.ledger_entry where number in (2, 9); insert into portfolio.ledger_entry select * from portfolio.saved; drop table portfolio.saved");
        }

        Assert.Empty(await FaultsAsync(t));
        var head = await HeadAsync(t);
        await t.Host.Database.ExecuteAsync("delete from portfolio.ledger_entry where number = 4");
        Assert.Contains(await FaultsAsync(t), f => f.Contains("ends at row 3", StringComparison.Ordinal));
        await t.Host.Database.ExecuteAsync("update portfolio.account_head h set number = 3, hash = e.hash from portfolio.ledger_entry e where e.account_id = h.account_id and e.number = 3");
        Assert.Empty(await FaultsAsync(t));
        Assert.Contains(await FaultsAsync(t, head), f => f.Contains("the tail was cut", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_destroyed_key_erases_the_private_words_and_the_chain_still_verifies()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "1")) with { Address = "bc1secret" }));
        Assert.Equal(0, await t.CountAsync("ledger_entry", "ledger_entry::text like '%bc1secret%'"));
        await t.Host.Database.ExecuteAsync("delete from platform.data_keys");
        await using var after = await PortfolioPlatform.Testing.PlatformTestHost.StartAsync([new PortfolioModule()], t.Host.Database);
        var verifier = ActivatorUtilities.CreateInstance<LedgerVerifier>(after.Services);
        Assert.Equal((1, 0), (await verifier.VerifyAsync(t.Tenant, [], default)) is var (rows, faults) ? (rows, faults.Count) : default);
    }

    [Fact]
    public async Task A_ledger_that_goes_on_being_written_verifies_at_any_moment()
    {
        await using var t = await LedgerTenant.StartAsync();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++) await t.RecordAsync(t.Page(i % 2 == 0 ? t.Kraken : t.Binance, [.. Enumerable.Range(0, 20).Select(k => LedgerTenant.Fact($"d{i}-{k}", i, TransactionKind.Deposit, ("BTC", "1.5")))]));
        });
        var verified = 0;
        while (!writing.IsCompleted || verified == 0)
        {
            Assert.Empty(await FaultsAsync(t));
            verified++;
        }

        await writing;
        Assert.Equal(1_200, await t.CountAsync("ledger_entry", "true"));
    }

    [Fact]
    public async Task The_commands_export_heads_and_verify_against_them()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("a", 0, TransactionKind.Deposit, ("BTC", "1")), LedgerTenant.Fact("b", 1, TransactionKind.Deposit, ("BTC", "1"))));
        var file = Path.GetTempFileName();
        Assert.Equal((0, $"1 heads written to {file}"), await RunAsync(t, AuditCommands.Export, file));
        Assert.Equal((0, "2 rows verified"), await RunAsync(t, AuditCommands.Verify, "--heads", file));
        await t.Host.Database.ExecuteAsync("delete from portfolio.ledger_entry where number = 2");
        Assert.Equal(1, (await RunAsync(t, AuditCommands.Verify, "--heads", file)).Code);
        Assert.Equal(2, (await RunAsync(t, AuditCommands.Verify, "--what")).Code);
        Assert.Equal(2, (await RunAsync(t, AuditCommands.Export)).Code);
        File.Delete(file);
    }

    private static async Task<(int Code, string Output)> RunAsync(LedgerTenant t, HostCommand command, params string[] words)
    {
        using var output = new StringWriter();
        var code = await command.RunAsync(new CommandContext(words, output, TextWriter.Null, _ => Task.FromResult<CommandServices>(new Borrowed(t.Host.Services))), default);
        return (code, output.ToString().Trim());
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(LedgerTenant t, params ExportedHead[] exported) =>
        (await ActivatorUtilities.CreateInstance<LedgerVerifier>(t.Host.Services).VerifyAsync(t.Tenant, exported, default)).Faults;

    private static async Task<ExportedHead> HeadAsync(LedgerTenant t) =>
        new(t.Tenant, t.Kraken, 4, await t.Host.Database.ScalarAsync<string>("select encode(hash, 'hex') from portfolio.account_head") ?? "", DateTimeOffset.UnixEpoch);

    /// <summary>One smallest change for each column of the table, made from its type; the key columns besides.</summary>
    private static async Task<IReadOnlyList<string>> ColumnsAsync(LedgerTenant t)
    {
        var list = await t.Host.Database.ScalarAsync<string>("""
            select string_agg(case
              when data_type = 'bytea' then format('%1$I = set_byte(%1$I, 0, get_byte(%1$I, 0) # 1)', column_name)
              when data_type = 'text' then format('%1$I = coalesce(%1$I, '''') || ''x''', column_name)
              when data_type = 'uuid' then format('%1$I = gen_random_uuid()', column_name)
              when data_type = 'timestamp with time zone' then format('%1$I = %1$I + interval ''1 microsecond''', column_name)
              when udt_name in ('_text') then format('%1$I = array_append(%1$I[2:], ''x'')', column_name)
              when udt_name in ('_numeric', '_int2') then format('%1$I[1] = %1$I[1] + 1', column_name)
              else format('%1$I = %1$I + 1', column_name) end, ';')
            from information_schema.columns where table_schema = 'portfolio' and table_name = 'ledger_entry' and column_name not in ('tenant_id', 'account_id', 'number')
            """);
        return [.. list!.Split(';'), "number = 9"];
    }

    private sealed class Borrowed(IServiceProvider services) : CommandServices
    {
        public override IServiceProvider Services => services;

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
