using System.Text;
using PortfolioPlatform.Deribit;
using PortfolioPlatform.Deribit.Wire;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Exchanges.Tests.Deribit;

public sealed class DeribitBookTests
{
    [Fact]
    public void A_book_follows_its_changes()
    {
        var book = new DeribitBook();
        Assert.True(book.Take(Message("snapshot", 7, null, """["new",100.5,2],["new",100,1]""", """["new",101,3]""")));
        var change = Message("change", 9, 7, """["delete",100.5,0],["change",100,4]""", """["new",102.25,1]""");

        Assert.True(book.Take(change));

        Assert.Equal(["100 4", "101 3", "102.25 1"], Levels(book.Top(change)));
    }

    [Fact]
    public void A_hole_makes_it_unknown_until_the_next_snapshot()
    {
        var book = new DeribitBook();
        book.Take(Message("snapshot", 7, null, """["new",100,1]""", """["new",101,3]"""));

        Assert.False(book.Take(Message("change", 12, 11, """["new",99,1]""", "")));

        Assert.False(book.IsWhole);
        Assert.True(book.Take(Message("change", 13, 12, """["new",98,1]""", ""))); // on its way before the new subscription
        Assert.False(book.IsWhole);
        var whole = Message("snapshot", 20, null, """["new",97,1]""", """["new",103,1]""");
        Assert.True(book.Take(whole));
        Assert.Equal(["97 1", "103 1"], Levels(book.Top(whole)));
    }

    [Fact]
    public void A_change_before_the_first_snapshot_is_dropped()
    {
        var book = new DeribitBook();

        Assert.True(book.Take(Message("change", 2, 1, """["new",99,1]""", "")));

        Assert.False(book.IsWhole);
    }

    [Fact]
    public void Twenty_levels_of_each_side_are_told()
    {
        var book = new DeribitBook();
        var many = string.Join(',', Enumerable.Range(0, 50).Select(i => $"[\"new\",{100 - i},1]"));
        var message = Message("snapshot", 1, null, many, many);
        book.Take(message);

        var top = book.Top(message);

        Assert.Equal((20, 20, "100", "51"), (top.Bids.Length, top.Asks.Length, top.Bids[0].Price.ToString(), top.Asks[0].Price.ToString()));
    }

    [Theory]
    [InlineData("BTC-PERPETUAL", "Perpetual BTC USD BTC True")]
    [InlineData("SOL_USDC-PERPETUAL", "Perpetual SOL USDC USDC False")]
    [InlineData("ETH-3JUL26", "Future ETH USD ETH True")]
    [InlineData("BTC-27MAR26-60000-C", "Option BTC BTC BTC False 2026-03-27 08 60000 True")]
    [InlineData("XRP_USDC-30JUN26-0d625-P", "Option XRP USDC USDC False 2026-06-30 08 0.625 False")]
    [InlineData("BTC_USDC", " BTC USDC USDC False")]
    public void Names_say_what_an_instrument_is(string name, string expected)
    {
        var i = DeribitInstrument.Parse(name)!;

        Assert.Equal(expected, $"{i.Kind} {i.Underlying} {i.Quote} {i.Settle} {i.IsInverse}" + (i.Strike is { } strike ? $" {i.Expiry:yyyy-MM-dd HH} {strike} {i.IsCall}" : ""));
    }

    [Theory]
    [InlineData("BTC-FS-27MAR26_PERP")]
    [InlineData("BTC")]
    [InlineData("")]
    public void Names_of_no_known_rule_are_left_alone(string name) => Assert.Null(DeribitInstrument.Parse(name));

    private static List<string> Levels(VenueBook book) => [.. book.Bids.Concat(book.Asks).Select(l => $"{l.Price} {l.Amount}")];

    private static DeribitBookMessage Message(string type, long id, long? before, string bids, string asks) => WireJson.Read(
        Encoding.UTF8.GetBytes($$"""{"type":"{{type}}","instrument_name":"X","change_id":{{id}},"prev_change_id":{{(before is { } b ? b : "null")}},"timestamp":1,"bids":[{{bids}}],"asks":[{{asks}}]}""").AsSpan(), DeribitJson.Default.DeribitBookMessage)!;
}
