using System.Text.Json;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio.Tests.Valuation;

public sealed class KeeperMailboxTests
{
    [Fact]
    public void A_price_heard_while_the_stored_ones_are_read_is_not_replaced_by_an_older_one()
    {
        using var mailbox = new KeeperMailbox();
        mailbox.AddPrices(JsonSerializer.SerializeToUtf8Bytes(new[] { Price("btc", "101") }, LiveJson.Default.PriceValueArray));

        mailbox.AddStored(Price("btc", "100"));
        mailbox.AddStored(Price("eth", "20"));

        Assert.Equal([("btc", "101"), ("eth", "20")], mailbox.TakePrices().Select(p => (p.Asset.Value, p.Usd!.Value.ToString())).Order());
    }

    private static PriceValue Price(string asset, string usd) => new(new(asset), Quantity.Parse(usd), "test", DateTimeOffset.UnixEpoch, "ok", 1);
}
