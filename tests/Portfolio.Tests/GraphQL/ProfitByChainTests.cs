using PortfolioPlatform.Kernel;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.GraphQL;

public sealed class ProfitByChainTests
{
    [Fact]
    public async Task Profit_and_loss_is_told_by_chain_with_rows_for_money_and_for_what_no_table_places()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(
            t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("USD", "1000")), LedgerTenant.Fact("b", 1, TransactionKind.Trade, ("BTC", "1"), ("USD", "-100")),
            LedgerTenant.Fact("e", 2, TransactionKind.Trade, ("ETH", "2"), ("USD", "-20")), LedgerTenant.Fact("u", 3, TransactionKind.Trade, ("USDT", "5"), ("USD", "-5")), LedgerTenant.Fact("x", 4, TransactionKind.Airdrop, ("SCAM", "7"))));
        await t.PriceAsync(("btc", "150"), ("eth", "30"), ("usdt", "1"));
        await t.SeesAsync(t.All, "total", total => total.GetProperty("value").GetString() == "1090", "the whole: 875 dollars, 150, 60 and 5");

        var rows = (await new GraphQLViewer(t.Host.Services, t.Tenant, "owner").DataAsync($"{{ portfolio(id: \"{t.All}\") {{ profitAndLoss(by: CHAIN) {{ nodes {{ key value }} }} }} }}"))
            .GetProperty("portfolio").GetProperty("profitAndLoss").GetProperty("nodes").EnumerateArray().Select(row => $"{row.GetProperty("key").GetString()} {row.GetProperty("value").GetString() ?? "no price"}");

        Assert.Equal(["Bitcoin 150", "Ethereum 65", "Money 875", "Unknown chain no price"], rows);
    }
}
