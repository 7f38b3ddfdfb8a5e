using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Tests.Ledger;

public sealed class RecordTransactionsTests
{
    [Fact]
    [Trait("Pain", "1")]
    public async Task Two_fills_alike_in_all_but_id_stay_two()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("a", 0, TransactionKind.Trade, ("BTC", "0.1"), ("USD", "-6000")), LedgerTenant.Fact("b", 0, TransactionKind.Trade, ("BTC", "0.1"), ("USD", "-6000"))));
        Assert.Equal(2, await t.CountAsync("ledger_entry"));
        Assert.Equal(2, await t.CountAsync("transactions_current"));
    }

    [Fact]
    [Trait("Pain", "2")]
    public async Task A_page_read_twice_adds_nothing_and_a_changed_record_is_a_new_version()
    {
        await using var t = await LedgerTenant.StartAsync();
        var pending = LedgerTenant.Fact("w", 0, TransactionKind.Withdrawal, ("BTC", "-1")) with { Status = TransactionStatus.Pending };
        await t.RecordAsync(t.Page(t.Kraken, pending), t.Page(t.Kraken, pending), t.Page(t.Kraken, pending with { Status = TransactionStatus.Completed }), t.Page(t.Kraken, pending));
        Assert.Equal(2, await t.CountAsync("ledger_entry"));
        Assert.Equal(1, await t.CountAsync("transactions_current", "counts and number = 2"));
    }

    [Theory]
    [InlineData(TransactionKind.Withdrawal, "-1", TransactionStatus.Completed, true, true)]
    [InlineData(TransactionKind.Withdrawal, "-1", TransactionStatus.Failed, true, false)]
    [InlineData(TransactionKind.Deposit, "1", TransactionStatus.Completed, false, true)]
    public async Task What_goes_out_counts_while_it_is_on_its_way_and_what_comes_in_when_it_has_arrived(TransactionKind kind, string amount, TransactionStatus end, bool countsOnItsWay, bool countsAtTheEnd)
    {
        await using var t = await LedgerTenant.StartAsync();
        var moving = LedgerTenant.Fact("m", 0, kind, ("BTC", amount)) with { Status = TransactionStatus.Pending };
        await t.RecordAsync(t.Page(t.Kraken, moving));
        Assert.Equal(countsOnItsWay ? 1 : 0, await t.CountAsync("transactions_current", "counts"));

        await t.RecordAsync(t.Page(t.Kraken, moving with { Status = end }));
        Assert.Equal(countsAtTheEnd ? 1 : 0, await t.CountAsync("transactions_current", "counts"));
    }

    [Fact]
    [Trait("Pain", "46")]
    public async Task A_reversal_is_kept_and_counts_no_more()
    {
        await using var t = await LedgerTenant.StartAsync();
        var done = LedgerTenant.Fact("w", 0, TransactionKind.Withdrawal, ("BTC", "-1"));
        await t.RecordAsync(t.Page(t.Kraken, done), t.Page(t.Kraken, done with { Status = TransactionStatus.Reversed }));
        Assert.Equal(2, await t.CountAsync("ledger_entry"));
        Assert.Equal(1, await t.CountAsync("transactions_current", "not counts"));
    }

    [Fact]
    [Trait("Pain", "19")]
    public async Task A_time_before_bitcoin_or_in_the_future_is_quarantined_and_the_rest_goes_on()
    {
        await using var t = await LedgerTenant.StartAsync();
        var early = LedgerTenant.Fact("1970", 0, TransactionKind.Deposit, ("BTC", "1")) with { Time = DateTimeOffset.UnixEpoch.AddDays(20) };
        var late = LedgerTenant.Fact("late", 0, TransactionKind.Deposit, ("BTC", "1")) with { Time = DateTimeOffset.UtcNow.AddDays(2) };
        await t.RecordAsync(t.Page(t.Kraken, early, late, LedgerTenant.Fact("ok", 0, TransactionKind.Deposit, ("BTC", "1"))));
        Assert.Equal(1, await t.CountAsync("ledger_entry"));
        Assert.Equal(2, await t.CountAsync("problem", "code = 'IMPLAUSIBLE_TIME'"));
    }

    [Fact]
    [Trait("Pain", "29")]
    public async Task Quantities_beyond_decimal_are_recorded_to_the_last_digit()
    {
        await using var t = await LedgerTenant.StartAsync();
        var huge = "115792089237316195423570985008687907853269984665640564039457.584007913129639935";
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("huge", 0, TransactionKind.Airdrop, ("SPAM", huge))));
        Assert.Equal(huge, await t.Host.Database.ScalarAsync<string>($"select amounts[1]::text from portfolio.ledger_entry where tenant_id = '{t.Tenant}'"));
    }

    [Fact]
    public async Task Rows_of_the_ledger_can_be_neither_changed_nor_deleted_by_the_product()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("a", 0, TransactionKind.Deposit, ("BTC", "1"))));
        foreach (var sql in new[] { "update portfolio.ledger_entry set source = 'x'", "delete from portfolio.ledger_entry" })
        {
            await using var transaction = await t.Host.Transactions.BeginAsync(t.Tenant, default);
            await using var command = new Npgsql.NpgsqlCommand(sql, transaction.Connection);
            var error = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync());
            Assert.Equal("42501", error.SqlState);
        }
    }
}
