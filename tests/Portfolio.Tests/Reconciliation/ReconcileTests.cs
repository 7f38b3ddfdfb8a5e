using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Reconciliation;

namespace PortfolioPlatform.Portfolio.Tests.Reconciliation;

public sealed class ReconcileTests
{
    private static readonly AssetId Btc = new("btc");
    private static readonly Quantity Step = Quantity.Parse("0.00000001");

    [Fact]
    [Trait("Pain", "30")]
    public async Task A_difference_below_the_step_is_booked_as_a_visible_entry_and_one_above_is_an_issue()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "1.000000004")), LedgerTenant.Fact("e", 0, TransactionKind.Deposit, ("ETH", "5"))));
        await t.PublishAsync(Told(t, 1, ("XXBT", "BTC", "1"), ("XETH", "ETH", "4")));
        await t.QuietAsync();
        Assert.Equal("-0.000000004", await t.Host.Database.ScalarAsync<string>("select amounts[1]::text from portfolio.ledger_entry where source = 'reconciliation'"));
        Assert.Equal(1, await t.CountAsync("reconciliation", "state = 'rounding' and asset_id = 'btc'"));
        Assert.Equal(1, await t.CountAsync("reconciliation", "state = 'issue' and asset_id = 'eth' and venue = 4 and ledger = 5 and first_bad is not null"));
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("w", 70, TransactionKind.Withdrawal, ("ETH", "-1"))));
        await t.PublishAsync(Told(t, 2, ("XXBT", "BTC", "1"), ("XETH", "ETH", "4")));
        await t.QuietAsync();
        Assert.Equal(2, await t.CountAsync("reconciliation", "state = 'agreed'"));
    }

    [Fact]
    [Trait("Pain", "32")]
    public void The_first_bad_entry_is_where_the_balance_went_below_zero()
    {
        var verdict = BalanceComparison.Of(default, Btc, [Leg(1, "1"), Leg(2, "-3"), Leg(3, "5")], 7, Step, 0, LedgerTenant.Day.AddDays(1));
        Assert.Equal(("issue", Id(2)), (verdict.State, verdict.FirstBad));
    }

    [Fact]
    [Trait("Pain", "33")]
    public void Else_it_is_the_first_row_after_the_last_agreed_one()
    {
        var verdict = BalanceComparison.Of(default, Btc, [Leg(1, "1"), Leg(2, "1"), Leg(3, "1")], 7, Step, 2, LedgerTenant.Day.AddDays(1));
        Assert.Equal(("issue", Id(3)), (verdict.State, verdict.FirstBad));
        Assert.Null(BalanceComparison.Of(default, Btc, [Leg(1, "1")], 7, Step, 1, LedgerTenant.Day.AddDays(1)).FirstBad);
    }

    [Fact]
    public void Fills_of_the_moment_may_or_may_not_be_in_the_venues_answer()
    {
        var legs = new[] { Leg(1, "1"), Leg(30, "1"), Leg(31, "1") };
        foreach (var told in new[] { 1, 2, 3 }) Assert.Equal("agreed", BalanceComparison.Of(default, Btc, legs, told, Step, 0, LedgerTenant.Day.AddMinutes(30.5)).State);
        Assert.Equal("issue", BalanceComparison.Of(default, Btc, legs, 0, Step, 0, LedgerTenant.Day.AddMinutes(30.5)).State);
    }

    private static BookedLeg Leg(int minute, string amount) => new(Id(minute), minute, LedgerTenant.Day.AddMinutes(minute), "XXBT", "BTC", Quantity.Parse(amount));

    private static Guid Id(int n) => new(n, 0, 0, new byte[8]);

    private static BalancesReported Told(LedgerTenant t, int hours, params (string Code, string Symbol, string Total)[] balances) =>
        new(t.Tenant, t.Kraken, "kraken", LedgerTenant.Day.AddHours(hours), HistoryComplete: true, [.. balances.Select(b => new BalanceFact(b.Code, b.Symbol, "spot", Quantity.Parse(b.Total), Quantity.Parse(b.Total)))]);
}
