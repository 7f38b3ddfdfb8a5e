using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Tests.Kraken;

public sealed class KrakenHistoryTests : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;
    private KrakenClient _client = null!;

    public async Task InitializeAsync()
    {
        _sandbox = await Sandboxes.StandingAsync(o => o with { EnforceLimits = false, Origin = Sandboxes.Noon.AddHours(-12).AddDays(-420) });
        _client = new KrakenClient(_sandbox);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task The_sum_of_amounts_less_fees_is_the_balance_of_every_code()
    {
        var rows = await LedgerAsync();
        var sums = rows.GroupBy(r => r.GetProperty("asset").GetString()!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(r => Number(r, "amount") - Number(r, "fee")), StringComparer.Ordinal);
        var balances = (await _client.ResultAsync("Balance")).EnumerateObject().ToDictionary(p => p.Name, p => decimal.Parse(p.Value.GetString()!, CultureInfo.InvariantCulture), StringComparer.Ordinal);
        Assert.Equal(balances.OrderBy(b => b.Key, StringComparer.Ordinal), sums.OrderBy(b => b.Key, StringComparer.Ordinal));
        Assert.All(balances.Keys, code => Assert.Equal(balances[code], Number(rows.First(r => r.GetProperty("asset").GetString() == code), "balance")));
    }

    [Fact]
    public async Task Words_of_the_ledger_are_those_that_Kraken_uses()
    {
        var words = (await LedgerAsync()).Select(r => r.GetProperty("type").GetString() + "/" + r.GetProperty("subtype").GetString()).ToHashSet(StringComparer.Ordinal);
        string[] expected = ["trade/", "deposit/", "withdrawal/", "spend/", "receive/", "staking/", "earn/reward", "earn/allocation", "transfer/", "transfer/spottostaking", "transfer/stakingfromspot", "invite bonus/", "credit/", "conversion/"];
        Assert.Superset(expected.ToHashSet(StringComparer.Ordinal), words);
    }

    [Fact]
    public async Task The_start_of_a_window_is_exclusive_and_its_end_inclusive()
    {
        var rows = await LedgerAsync();
        var (newest, older) = (rows[3], rows[40]);
        var window = await _client.ResultAsync("Ledgers", $"start={older.GetProperty("time").GetRawText()}&end={newest.GetProperty("time").GetRawText()}");
        var times = window.GetProperty("ledger").EnumerateObject().Select(r => r.Value.GetProperty("time").GetDecimal()).ToList();
        Assert.Equal(newest.GetProperty("time").GetDecimal(), times.Max());
        Assert.True(times.Min() > older.GetProperty("time").GetDecimal());
    }

    [Fact]
    public async Task A_ledger_can_be_asked_by_id_type_and_asset()
    {
        var page = await _client.ResultAsync("Ledgers", "type=deposit&asset=ZUSD,XBT&without_count=true");
        Assert.False(page.TryGetProperty("count", out _));
        Assert.All(page.GetProperty("ledger").EnumerateObject(), r => Assert.Contains(r.Value.GetProperty("asset").GetString(), (string[])["ZUSD", "XXBT"]));
        var id = page.GetProperty("ledger").EnumerateObject().First().Name;
        Assert.Equal(id, (await _client.ResultAsync("QueryLedgers", "id=" + id)).EnumerateObject().Single().Name);
        var older = (await _client.ResultAsync("Ledgers", "end=" + id)).GetProperty("ledger").EnumerateObject().First();
        Assert.Equal(id, older.Name);
        Assert.Equal("EGeneral:Invalid arguments:id", await _client.ErrorAsync("QueryLedgers"));
    }

    [Fact]
    public async Task A_trade_names_the_ledger_rows_it_made()
    {
        var page = (await _client.ResultAsync("TradesHistory", "ledgers=true")).GetProperty("trades").EnumerateObject().Take(5).ToList();
        foreach (var trade in page)
        {
            var ids = string.Join(',', trade.Value.GetProperty("ledgers").EnumerateArray().Select(l => l.GetString()));
            Assert.All((await _client.ResultAsync("QueryLedgers", "id=" + ids)).EnumerateObject(), r => Assert.Equal(trade.Name, r.Value.GetProperty("refid").GetString()));
        }

        Assert.Equal(page[0].Name, (await _client.ResultAsync("QueryTrades", "txid=" + page[0].Name)).EnumerateObject().Single().Name);
        Assert.Equal("EGeneral:Invalid arguments:txid", await _client.ErrorAsync("QueryTrades"));
    }

    [Fact]
    public async Task Staked_and_earning_balances_stand_under_their_own_codes_and_in_the_allocations()
    {
        var balances = await _client.ResultAsync("BalanceEx");
        var items = (await _client.ResultAsync("Earn/Allocations")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(3, items.Count);
        Assert.All((string[])["DOT28.S", "ATOM21.S", "USDT.F"], code => Assert.True(balances.TryGetProperty(code, out _), code));
        Assert.True(decimal.Parse((await _client.ResultAsync("TradeBalance")).GetProperty("eb").GetString()!, CultureInfo.InvariantCulture) > 10_000);
    }

    [Fact]
    public async Task Movements_of_the_last_quarter_carry_hash_and_state()
    {
        var withdrawals = (await _client.ResultAsync("WithdrawStatus")).EnumerateArray().ToList();
        var truth = _sandbox.Truth.Events("kraken", AccountNames.Main).Where(e => e.Kind == EconomicKind.Withdrawal && e.Time >= Sandboxes.Noon.AddDays(-90)).Reverse().ToList();
        Assert.Equal(truth.Select(e => e.Movement!.TxHash), withdrawals.Select(w => w.GetProperty("txid").GetString()));
        Assert.All((await _client.ResultAsync("DepositStatus", "asset=ZUSD&limit=2")).EnumerateArray(), d => Assert.Equal("ZUSD", d.GetProperty("asset").GetString()));
    }

    private async Task<List<JsonElement>> LedgerAsync()
    {
        var rows = new List<JsonElement>();
        while (true)
        {
            var page = (await _client.ResultAsync("Ledgers", "ofs=" + rows.Count)).GetProperty("ledger").EnumerateObject().Select(p => p.Value).ToList();
            if (page.Count == 0) return rows;
            rows.AddRange(page);
        }
    }

    private static decimal Number(JsonElement row, string name) => decimal.Parse(row.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
