using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Tax.Tests.Live;

/// <summary>What takes longer than anybody waits goes on beside the request, which is answered with what there is.</summary>
public sealed class LivePatienceTests
{
    [Fact]
    public async Task While_the_ledger_grows_faster_than_it_is_read_figures_are_of_what_was_read_and_say_so()
    {
        await using var t = await TaxTenant.StartAsync();
        await t.RecordAsync(t.Kraken, TaxTenant.Fact("a", 0, TransactionKind.Trade, ("BTC", "1"), ("USD", "-10000")));
        Assert.Equal("1 True 0", await FiguresAsync(t));
        await t.RecordAsync(t.Kraken, TaxTenant.Fact("s", 2, TransactionKind.Trade, ("BTC", "-1"), ("USD", "15000")));
        await using (await HeldAsync(t, "portfolio.price_fact")) Assert.Equal("1 False 0", await FiguresAsync(t));
        await Eventually.HoldsAsync(async () => await FiguresAsync(t) == "2 True 5000", "the ledger is read on");
    }

    [Fact]
    public async Task What_a_person_said_is_waited_for_however_long_reading_takes()
    {
        await using var t = await TaxTenant.StartAsync();
        await t.RecordAsync(t.Kraken, TaxTenant.Fact("a", 0, TransactionKind.Trade, ("BTC", "1"), ("USD", "-10000")), TaxTenant.Fact("s", 2, TransactionKind.Trade, ("BTC", "-1"), ("USD", "15000")));
        Assert.Equal("2 True 5000", await FiguresAsync(t));
        Task<string> asked;
        await using (await HeldAsync(t, "portfolio.price_fact"))
        {
            await t.Viewer.DataAsync($"mutation {{ setTaxSettings(input: {{idempotencyKey: \"s\", entityId: \"{t.Entity}\", jurisdiction: \"none\", currency: \"usd\", method: \"lifo\", scope: \"universal\"}}) {{ errors {{ message }} }} }}");
            asked = FiguresAsync(t, "method");
            await Eventually.HoldsAsync(async () => await t.Host.Database.ScalarAsync<long>("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and now() - query_start > interval '5 seconds'") > 0, "somebody waited for longer than for transactions");
            Assert.False(asked.IsCompleted);
        }

        Assert.Equal("lifo", await asked);
    }

    [Fact]
    public async Task A_comparison_that_takes_long_says_that_it_is_not_ready_and_is_handed_out_when_it_is()
    {
        await using var t = await TaxTenant.StartAsync();
        await LiveReportTests.FillAsync(t);
        var report = (await LiveReportTests.DoneAsync(t, await LiveReportTests.RequestAsync(t, "r", t.Entity))).GetProperty("id").GetString()!;
        await using (await HeldAsync(t, "tax.report_file")) Assert.Equal("False False", await DifferenceAsync(t, report));
        await Eventually.HoldsAsync(async () => await DifferenceAsync(t, report) == "True True", "the reports are compared");
    }

    [Fact]
    public async Task Years_go_from_the_first_transaction_to_the_last_and_wallets_are_told_without_reading_the_ledger()
    {
        await using var t = await TaxTenant.StartAsync();
        await t.RecordAsync(t.Kraken, TaxTenant.Fact("a", -700, TransactionKind.Trade, ("BTC", "1"), ("USD", "-10000")), TaxTenant.Fact("s", 2, TransactionKind.Trade, ("BTC", "-1"), ("USD", "15000")));
        await using (await HeldAsync(t, "portfolio.price_fact"))
        {
            var entities = (await t.Viewer.DataAsync("{ taxEntities { nodes { years wallets { nodes { name } } } } }")).GetProperty("taxEntities").GetProperty("nodes");
            Assert.Equal("[]|[2024,2023,2022]", string.Join('|', entities.EnumerateArray().Select(e => e.GetProperty("years").GetRawText())));
            Assert.Equal("Berlin|Second,Main", string.Join('|', entities.EnumerateArray().Select(e => string.Join(',', e.GetProperty("wallets").GetProperty("nodes").EnumerateArray().Select(w => w.GetProperty("name").GetString())))));
        }
    }

    private static async Task<string> FiguresAsync(TaxTenant t, string? only = null)
    {
        var year = await t.YearAsync("method transactions isCurrent totals { gain }");
        return only is not null ? year.GetProperty(only).GetString()! : $"{year.GetProperty("transactions")} {year.GetProperty("isCurrent").GetBoolean()} {year.GetProperty("totals").GetProperty("gain").GetString()}";
    }

    private static async Task<string> DifferenceAsync(TaxTenant t, string report)
    {
        var found = (await t.Viewer.DataAsync($"{{ taxReport(id: \"{report}\") {{ difference {{ isReady isSame }} }} }}")).GetProperty("taxReport").GetProperty("difference");
        return $"{found.GetProperty("isReady").GetBoolean()} {found.GetProperty("isSame").GetBoolean()}";
    }

    /// <summary>A table nobody can read until what is returned is disposed: reading it takes as long as the test wants.</summary>
    private static async Task<NpgsqlConnection> HeldAsync(TaxTenant t, string table)
    {
        var connection = new NpgsqlConnection(t.Host.Database.SuperuserConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"begin; lock table {table} in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
