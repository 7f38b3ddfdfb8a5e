using PortfolioPlatform.Tax.Events;

namespace PortfolioPlatform.Tax.Tests;

/// <summary>What each class of event does to gains, income and what is held.</summary>
public sealed class EventTreatmentTests
{
    private const string Header = "+type,to_asset,to_quantity,to_price,fee_asset,fee_quantity,fee_price,basis,acquired,to_venue\n1,2020-01-01T12:00:00Z,W,ETH,buy,10,100,0\n";

    // A purchase of 10 ETH at 100, then one event: gain, income, ETH held.
    [Theory]
    [InlineData("us", "2,2024-02-01T12:00:00Z,W,ETH,,1,300,0,staking", 0, 300, "11")]
    [InlineData("uk", "2,2024-02-01T12:00:00Z,W,ETH,,1,300,0,mining", 0, 300, "11")]
    [InlineData("us", "2,2024-02-01T12:00:00Z,W,ETH,,1,300,0,airdrop", 0, 300, "11")]
    [InlineData("ca", "2,2024-02-01T12:00:00Z,W,ETH,,1,300,0,airdrop", 0, 0, "11")]
    [InlineData("us", "2,2024-02-01T12:00:00Z,W,ETH,,1,300,0,interest", 0, 300, "11")]
    [InlineData("us", "2,2024-02-01T12:00:00Z,W,ETH,,1,300,0,fork", 0, 300, "11")]
    [InlineData("de", "2,2024-02-01T12:00:00Z,W,ETH,,1,300,0,fork", 0, 0, "11")]
    [InlineData("us", "2,2024-02-01T12:00:00Z,W,ETH,,2,300,0,gift-out", 0, 0, "8")]
    [InlineData("uk", "2,2024-02-01T12:00:00Z,W,ETH,,2,300,0,gift-out", 400, 0, "8")]
    [InlineData("us", "2,2024-02-01T12:00:00Z,W,ETH,,2,300,0,donation", 0, 0, "8")]
    [InlineData("ca", "2,2024-02-01T12:00:00Z,W,ETH,,2,300,0,donation", 400, 0, "8")]
    [InlineData("au", "2,2024-02-01T12:00:00Z,W,ETH,,2,300,0,loss", -200, 0, "8")]
    [InlineData("us", "2,2017-02-01T12:00:00Z,W,ETH,,2,300,0,theft", 0, 0, "10")]
    [InlineData("us", "2,2024-02-01T12:00:00Z,W,ETH,,2,300,0,theft", 0, 0, "8")]
    [InlineData("jp", "2,2024-02-01T12:00:00Z,W,ETH,,2,300,0,theft", -200, 0, "8")]
    [InlineData("us", "2,2024-02-01T12:00:00Z,W,ETH,,2,300,0,payment", 400, 0, "8")]
    [InlineData("us", "2,2024-02-01T12:00:00Z,W,ETH,,2,300,0,swap,BTC,0.01", 400, 0, "8")]
    [InlineData("us", "2,2024-02-01T12:00:00Z,W,ETH,,2,300,0,wrap,WETH,2", 0, 0, "8")]
    [InlineData("au", "2,2024-02-01T12:00:00Z,W,ETH,,2,300,0,wrap,WETH,2", 400, 0, "8")]
    [InlineData("us", "2,2024-02-01T12:00:00Z,W,ETH,,10,,0,rename,ETH2,1", 0, 0, "0")]
    [InlineData("us", "2,2024-02-01T12:00:00Z,W,ETH,,2,300,0,liquidity-add,LP,5", 400, 0, "8")]
    [InlineData("us", "2,2024-02-01T12:00:00Z,W,USD,,-50,1,1,margin", 0, 0, "10")]
    [InlineData("us", "2,2024-02-01T12:00:00Z,W,ETH,,-1,300,0,funding", 200, 0, "9")]
    [InlineData("us", "2,2024-02-01T12:00:00Z,W,USD,,5,1,0,rebate", 0, 5, "10")]
    [InlineData("us", "2,2024-02-01T12:00:00Z,W,BTC,buy,1,300,0,,,,,ETH,-0.5,300", 0, 150, "10.5")]
    [InlineData("us", "2,2024-02-01T12:00:00Z,W,ETH,,5,,0,transfer,,,,ETH,0.1,300,,,V", 20, 0, "9.9")]
    public async Task An_event_is_treated_as_its_line_of_the_table_says(string jurisdiction, string row, decimal gain, decimal income, string held)
    {
        using var run = await TaxRun.OfAsync(Header + row, "--jurisdiction", jurisdiction);
        Assert.Equal((gain, income), (run.Value("gain_net"), run.Value("income")));
        Assert.Equal(held, run.Summary.GetProperty("per_asset").TryGetProperty("ETH", out var eth) ? eth.GetProperty("open_quantity").GetString() : "0");
    }

    [Fact]
    public async Task Theft_of_units_was_a_loss_in_the_United_States_before_2018()
    {
        var table = TreatmentTable.For("us");
        Assert.Equal((Treatment.DisposeAtZero, Treatment.Remove), (table[EventClass.Theft, new(2017, 12, 31)], table[EventClass.Theft, new(2018, 1, 1)]));
        using var run = await TaxRun.OfAsync("+type\n1,2016-01-01T12:00:00Z,W,ETH,buy,10,100,0\n2,2017-01-01T12:00:00Z,W,ETH,,2,300,0,theft", "--jurisdiction", "us");
        Assert.Equal(-200m, run.Value("gain_net"));
    }

    [Fact]
    public async Task A_swap_gives_what_was_received_as_proceeds_and_what_was_given_as_cost()
    {
        using var run = await TaxRun.OfAsync(Header + "2,2024-02-01T12:00:00Z,W,ETH,,2,96,0,swap,BTC,10,17", "--jurisdiction", "us");
        Assert.Equal(-30m, run.Value("gain_net"));
        Assert.Contains("2,W,BTC,2024-02-01T12:00:00Z,10,192,0,confirmed", run.Rows("lots.csv"));
    }

    [Fact]
    public async Task In_France_a_swap_is_deferred_and_only_money_counts()
    {
        using var run = await TaxRun.OfAsync(Header + "2,2024-02-01T12:00:00Z,W,ETH,,10,300,0,swap,BTC,1\n3,2024-03-01T12:00:00Z,W,BTC,sell,1,5000,0", "--jurisdiction", "fr");
        Assert.Equal((1, 4_000m), (run.Summary.GetProperty("disposals").GetInt32(), run.Value("gain_net")));
    }

    [Fact]
    public async Task A_gift_received_keeps_the_donors_date_and_basis_where_the_law_says_so()
    {
        const string Gift = "2,2024-02-01T12:00:00Z,W,BTC,,1,60,0,gift-in,,,,,,,100,2019-05-01T00:00:00Z";
        using var us = await TaxRun.OfAsync(Header + Gift, "--jurisdiction", "us");
        Assert.Contains("2,W,BTC,2019-05-01T00:00:00Z,1,100,0,confirmed", us.Rows("lots.csv"));
        using var uk = await TaxRun.OfAsync(Header + Gift, "--jurisdiction", "uk");
        Assert.Contains("pool,,BTC,,1,60,0,confirmed", uk.Rows("lots.csv"));
    }

    [Theory]
    [InlineData("uk")]
    [InlineData("ca")]
    [InlineData("jp")]
    public async Task A_wrapped_asset_is_sold_from_the_pool_of_the_one_it_came_from(string jurisdiction)
    {
        using var run = await TaxRun.OfAsync(Header + "2,2024-02-01T12:00:00Z,W,ETH,,4,300,0,wrap,WETH,2\n3,2024-03-01T12:00:00Z,W,WETH,sell,1,500,0", "--jurisdiction", jurisdiction);
        Assert.Equal((300m, 0), (run.Value("gain_net"), run.Problems.Length));
        Assert.Equal("8", run.Summary.GetProperty("per_asset").GetProperty("ETH").GetProperty("open_quantity").GetString());
    }

    [Theory]
    [InlineData("uk", "200")]
    [InlineData("us", "200")]
    public async Task What_leaves_untaxed_is_listed_with_its_basis(string jurisdiction, string cost)
    {
        using var run = await TaxRun.OfAsync(Header + "2,2024-02-01T12:00:00Z,W,ETH,,2,300,0,donation", "--jurisdiction", jurisdiction);
        Assert.Contains($",ETH,2,{cost},0,", run.Rows("removals.csv").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_class_has_a_treatment_in_every_jurisdiction()
    {
        foreach (var name in Jurisdictions.AllJurisdictions.Names.Split('|'))
            foreach (var @class in Enum.GetValues<EventClass>())
                Assert.True(Enum.IsDefined(TreatmentTable.For(name)[@class, new(2025, 6, 1)]), $"{name} {@class}");
    }

    [Theory]
    [InlineData("1,2024-01-01T00:00:00Z,W,ETH,,1,1,0,swap", "to_asset and a to_quantity above zero, because type is swap")]
    [InlineData("1,2024-01-01T00:00:00Z,W,ETH,,1,1,0,dance", "type trade, swap, transfer")]
    [InlineData("1,2024-01-01T00:00:00Z,W,ETH,,0,1,0,margin", "a quantity other than zero")]
    [InlineData("1,2024-01-01T00:00:00Z,W,ETH,buy,1,1,0,,,,,BNB", "fee_quantity, because fee_asset is given")]
    [InlineData("1,2024-01-01T00:00:00Z,W,ETH,buy,1,1,0,,,,,,,,,,,x,y", "18 fields, as in the header")]
    public async Task A_row_without_what_its_type_needs_is_named_by_line(string row, string expected)
    {
        using var run = new TaxRun();
        var (code, error) = await run.TryAsync("+type,to_asset,to_quantity,to_price,fee_asset,fee_quantity,fee_price,basis,acquired,to_venue\n" + row);
        Assert.Equal(2, code);
        Assert.Contains($"line 2: expected {expected}", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run.Out));
    }
}
