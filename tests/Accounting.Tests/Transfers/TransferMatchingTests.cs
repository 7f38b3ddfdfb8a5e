using FsCheck;
using FsCheck.Fluent;
using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Accounting.Transfers;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Tests.Transfers;

public sealed class TransferMatchingTests
{
    private static readonly DateTimeOffset Noon = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly AccountId Kraken = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly AccountId Binance = new(new Guid(2, 0, 0, new byte[8]));

    [Fact]
    public void One_chain_transaction_proves_a_transfer_even_days_apart_in_spelling()
    {
        var match = Assert.Single(Find([Out("o", 1) with { TxHash = "0xABC" }], [In("i", 1) with { TxHash = "abc" }]));
        Assert.Equal(TransferEvidence.Hash, match.Evidence);
    }

    [Fact]
    [Trait("Pain", "10")]
    public void Two_withdrawals_in_one_chain_transaction_are_told_apart_by_amount_and_address()
    {
        var matches = Find([Out("a", 1) with { TxHash = "x" }, Out("b", 2) with { TxHash = "x" }], [In("c", 2) with { TxHash = "x" }, In("d", 1) with { TxHash = "x" }]);
        Assert.Equal(["a→d Hash", "b→c Hash"], matches.Select(Print).Order());
        var alike = Find([Out("a", 1) with { TxHash = "x" }, Out("b", 1) with { TxHash = "x" }], [In("c", 1) with { TxHash = "x" }]);
        Assert.All(alike, m => Assert.False(m.IsAutomatic));
    }

    [Fact]
    [Trait("Pain", "10")]
    public void Equal_payments_of_one_chain_transaction_are_told_apart_by_their_output_or_log_entry()
    {
        var matches = Find([Out("a", 1) with { TxHash = "0xAB:0" }, Out("b", 1) with { TxHash = "0xab:1" }], [In("c", 1) with { TxHash = "ab#1" }, In("d", 1) with { TxHash = "ab:0" }]);
        Assert.Equal(["a→d Hash", "b→c Hash"], matches.Select(Print).Order());
        // Where only one side tells it, every payment of the transaction may be meant.
        Assert.Equal(TransferEvidence.Hash, Assert.Single(Find([Out("a", 1) with { TxHash = "ab" }], [In("c", 1) with { TxHash = "ab:7" }])).Evidence);
        Assert.Empty(Find([Out("a", 1) with { TxHash = "ab:2" }], [In("c", 1) with { TxHash = "ab:7" }]));
    }

    [Fact]
    [Trait("Pain", "8")]
    public void Without_a_hash_only_a_pair_that_nothing_else_fits_is_automatic()
    {
        Assert.Equal(TransferEvidence.Unique, Assert.Single(Find([Out("o", 1, fee: 0.01m)], [In("i", 0.99m)])).Evidence);
        Assert.All(Find([Out("o", 1)], [In("i", 1), In("j", 1, minutes: 90)]), m => Assert.Equal(TransferEvidence.Suggested, m.Evidence));
        Assert.All(Find([Out("o", 1), Out("p", 1, minutes: 3)], [In("i", 1)]), m => Assert.Equal(TransferEvidence.Suggested, m.Evidence));
    }

    [Fact]
    [Trait("Pain", "9")]
    public void A_withdrawal_to_somewhere_else_stays_unresolved()
    {
        Assert.Empty(Find([Out("o", 1) with { Address = "bc1a" }], [In("i", 1) with { Address = "bc1b" }]));
        Assert.Empty(Find([Out("o", 1)], [In("i", 1, minutes: -120)]));
        Assert.Empty(Find([Out("o", 1)], [In("i", 0.9m)]));
        Assert.Empty(Find([Out("o", 1) with { Network = "TRX" }], [In("i", 1) with { Network = "ETH" }]));
        Assert.Empty(Find([Out("o", 1)], [In("i", 1) with { Key = new EntryKey(Kraken, "s", "i") }]));
    }

    [Fact]
    public void An_amount_less_an_untold_fee_is_only_suggested() =>
        Assert.Equal(TransferEvidence.Suggested, Assert.Single(Find([Out("o", 1)], [In("i", 0.995m)])).Evidence);

    [Fact]
    public void Nothing_doubtful_is_automatic_and_order_does_not_matter() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<(byte Amount, byte Minutes, bool Leaves)[]>(), rows =>
        {
            var outs = rows.Index().Where(r => r.Item.Leaves).Select(r => Out($"o{r.Index}", 1 + (r.Item.Amount % 3), minutes: r.Item.Minutes)).ToArray();
            var ins = rows.Index().Where(r => !r.Item.Leaves).Select(r => In($"i{r.Index}", 1 + (r.Item.Amount % 3), minutes: r.Item.Minutes)).ToArray();
            var matches = Find(outs, ins);
            var automatic = matches.Where(m => m.IsAutomatic).ToArray();
            var once = automatic.SelectMany(m => new[] { m.Left, m.Arrived }).GroupBy(k => k).All(g => g.Count() == 1);
            var alone = automatic.All(m => matches.Count(o => o.Left == m.Left || o.Arrived == m.Arrived) == 1);
            return once && alone && matches.Select(Print).Order().SequenceEqual(Find([.. outs.Reverse()], [.. ins.Reverse()]).Select(Print).Order());
        }));

    private static IReadOnlyList<TransferMatch> Find(TransferCandidate[] left, TransferCandidate[] arrived) => TransferMatching.Find(left, arrived, new TransferRules());

    private static string Print(TransferMatch match) => $"{match.Left.NativeId}→{match.Arrived.NativeId} {match.Evidence}";

    private static TransferCandidate Out(string id, decimal amount, decimal fee = 0, int minutes = 0) => new(new EntryKey(Kraken, "s", id), new AssetId("btc"), amount, fee, Noon.AddMinutes(minutes));

    private static TransferCandidate In(string id, decimal amount, int minutes = 20) => new(new EntryKey(Binance, "s", id), new AssetId("btc"), amount, 0, Noon.AddMinutes(minutes));
}
