using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Ledger;

namespace PortfolioPlatform.Tax.Tests.Live;

public sealed class LedgerTranslationTests
{
    private static readonly LegalEntityId Entity = new(Guid.Parse("99999999-0000-4000-8000-000000000009"));
    private static readonly LedgerAccount Main = new(new(Guid.Parse("11111111-0000-4000-8000-000000000001")), Entity, "kraken", "Main");
    private static readonly LedgerAccount Second = new(new(Guid.Parse("22222222-0000-4000-8000-000000000002")), Entity, "binance", "Second");
    private static readonly LedgerAccount Other = new(new(Guid.Parse("33333333-0000-4000-8000-000000000003")), new(Guid.Parse("88888888-0000-4000-8000-000000000008")), "kraken", "Other");
    private static readonly DateTimeOffset Time = new(2024, 3, 4, 9, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(TransactionKind.Trade, "btc 2@50000; fiat:usd -90000@1", "buy 2 btc @45000")]
    [InlineData(TransactionKind.Trade, "btc -2@50000; fiat:usd 90000@1; fiat:usd! -9@1", "sell 2 btc @45000 fee 9")]
    [InlineData(TransactionKind.Trade, "btc -1@50000; fiat:eur 45000@1.1", "sell 1 btc @49500")]
    [InlineData(TransactionKind.Trade, "btc -1@50000; eth 20@2400; bnb! -0.1@500", "swap 1 btc @50000 to 20 eth fee 0.1 bnb @500")]
    [InlineData(TransactionKind.Trade, "btc -1@50000; usdt 49000@1", "swap 1 btc @49000 to 49000 usdt")]
    [InlineData(TransactionKind.Trade, "fiat:eur -100@1.1; fiat:usd 110@1", "")]
    [InlineData(TransactionKind.Trade, "btc 1@50000; fiat:usd -50000@1; bnb! -0.1@500; eth! -0.01@2000", "buy 1 btc @50000 fee 0.1 bnb @500|payment 0.01 eth @2000")]
    [InlineData(TransactionKind.Trade, "btc 1@50000; fiat:usd -50000@1; fiat:usd! 5@1", "buy 1 btc @50000 fee -5")]
    [InlineData(TransactionKind.DustConversion, "ada -10@0.5; dot -1@5; bnb 0.02@500", "swap 10 ada @0.5 to 0.01 bnb|swap 1 dot @5 to 0.01 bnb")]
    [InlineData(TransactionKind.Conversion, "ada -10@0.5; dot -1@5; bnb 0.01@500; eth 0.002@2500", "sell 10 ada @0.5|sell 1 dot @5|buy 0.01 bnb @500|buy 0.002 eth @2500")]
    [InlineData(TransactionKind.Trade, "xyz -1@?; abc 2@?", "swap 1 xyz @0 to 2 abc|no-value xyz")]
    [InlineData(TransactionKind.StakingReward, "eth 0.1@2000", "staking 0.1 eth @2000")]
    [InlineData(TransactionKind.Interest, "fiat:eur 10@1.1", "interest 11 USD @1")]
    [InlineData(TransactionKind.Airdrop, "abc 5@?", "airdrop 5 abc @0|no-value abc")]
    [InlineData(TransactionKind.Rebate, "bnb 0.5@500", "rebate 0.5 bnb @500")]
    [InlineData(TransactionKind.Fork, "bch 1@300", "fork 1 bch @300")]
    [InlineData(TransactionKind.Fee, "btc -0.1@50000", "payment 0.1 btc @50000")]
    [InlineData(TransactionKind.Fee, "fiat:usd -5@1", "")]
    [InlineData(TransactionKind.InterestPaid, "usdt -3@1", "payment 3 usdt @1")]
    [InlineData(TransactionKind.MarginResult, "fiat:usd -123.45@1", "margin -123.45 USD @1")]
    [InlineData(TransactionKind.MarginResult, "btc 0.01@50000; btc! -0.001@50000", "margin 0.01 btc @50000 fee 0.001 btc @50000")]
    [InlineData(TransactionKind.Funding, "usdt -1.5@1", "funding -1.5 usdt @1")]
    [InlineData(TransactionKind.Migration, "luna -5@1; luna2 50@0.1", "rename 5 luna @1 to 50 luna2")]
    [InlineData(TransactionKind.InternalTransfer, "btc -1@50000; btc 1@50000", "")]
    [InlineData(TransactionKind.Rounding, "btc 0.00000001@50000", "buy 0.00000001 btc @0")]
    [InlineData(TransactionKind.Rounding, "btc -0.00000001@50000", "loss 0.00000001 btc @50000")]
    [InlineData(TransactionKind.Deposit, "fiat:usd 1000@1", "")]
    [InlineData(TransactionKind.Deposit, "btc 1@50000", "deposit 1 btc @50000|unmatched-deposit btc")]
    [InlineData(TransactionKind.Withdrawal, "btc -1@50000; btc! -0.001@50000", "transfer 1 btc @50000 into unresolved fee 0.001 btc @50000|unmatched-withdrawal btc")]
    public void Each_kind_of_transaction_is_a_kind_of_event(TransactionKind kind, string legs, string expected) => Assert.Equal(expected, Translate([Entry(Main, "e", kind, legs)], []));

    [Fact]
    public void Two_linked_sides_are_one_transfer_with_its_network_fee_and_only_within_the_entity()
    {
        var (left, arrived) = (Entry(Main, "l", TransactionKind.Withdrawal, "btc -1@50000"), Entry(Second, "a", TransactionKind.Deposit, "btc 0.999@50000"));
        Assert.Equal($"transfer 0.999 btc @50000 into {Second.Wallet} fee 0.001 btc @50000", Translate([left, arrived], [new(left.EntryId, arrived.EntryId)]));
        var elsewhere = Entry(Other, "a", TransactionKind.Deposit, "btc 1@50000");
        Assert.Equal("transfer 1 btc @50000 into unresolved|unmatched-withdrawal btc", Translate([left, elsewhere], [new(left.EntryId, elsewhere.EntryId)]));
        var more = Entry(Second, "a", TransactionKind.Deposit, "btc 1.5@50000");
        Assert.Equal($"transfer 1 btc @50000 into {Second.Wallet}|deposit 0.5 btc @50000|unmatched-deposit btc", Translate([left, more], [new(left.EntryId, more.EntryId)]));
    }

    [Theory]
    [InlineData("btc -1@50000", MovementMeaning.Own, "transfer 1 btc @50000 into own:elsewhere")]
    [InlineData("btc -1@50000", MovementMeaning.Gift, "gift-out 1 btc @50000")]
    [InlineData("btc -1@50000", MovementMeaning.Donation, "donation 1 btc @50000")]
    [InlineData("btc -1@50000", MovementMeaning.Lost, "loss 1 btc @50000")]
    [InlineData("btc -1@50000", MovementMeaning.Stolen, "theft 1 btc @50000")]
    [InlineData("btc 1@50000", MovementMeaning.Own, "transfer 1 btc @50000 into kraken:11111111")]
    [InlineData("btc 1@50000", MovementMeaning.Gift, "gift-in 1 btc @50000")]
    [InlineData("btc 1@50000", MovementMeaning.Bought, "buy 1 btc @7")]
    [InlineData("btc 1@50000", MovementMeaning.Income, "income 1 btc @50000")]
    [InlineData("btc 1@50000", MovementMeaning.Airdrop, "airdrop 1 btc @50000")]
    [InlineData("btc 1@50000", MovementMeaning.Staking, "staking 1 btc @50000")]
    internal void What_a_person_said_of_a_movement_holds(string legs, MovementMeaning meaning, string expected)
    {
        var entry = Entry(Main, "e", legs.Contains('-', StringComparison.Ordinal) ? TransactionKind.Withdrawal : TransactionKind.Deposit, legs);
        Assert.Equal(expected, Translate([entry], [], new() { [entry.EntryId] = new(meaning, 7, null) }));
    }

    [Fact]
    public void A_rate_is_the_hourly_one_of_three_hours_else_the_daily_one_of_three_days_and_never_of_the_future()
    {
        var day = new DateTimeOffset(2024, 3, 4, 0, 0, 0, TimeSpan.Zero);
        var rates = new RateBook(new("fiat:eur"), [new(day, false, 2), new(day.AddHours(5), true, 4), new(day.AddHours(20), true, 5)], _ => "crypto");
        Assert.Equal("EUR", rates.Word);
        Assert.Equal(Quantity.Parse("25"), rates.InCurrency(100, day.AddHours(7.9)));
        Assert.Equal(Quantity.Parse("50"), rates.InCurrency(100, day.AddHours(8.5)));
        Assert.Equal(Quantity.Parse("20"), rates.InCurrency(100, day.AddHours(20)));
        Assert.Null(rates.InCurrency(100, day.AddHours(-1)));
        Assert.Null(rates.InCurrency(100, day.AddDays(4)));
    }

    private static string Translate(IReadOnlyList<LedgerEntry> entries, IReadOnlyList<LedgerLink> links, Dictionary<Guid, MovementDecision>? decisions = null)
    {
        var rates = new RateBook(RateBook.Dollar, [], a => a.Value == "usdt" ? "stablecoin" : "crypto");
        var rows = LedgerTranslation.Of(new LedgerView([Main, Second, Other], entries, links), Entity, rates, decisions ?? []);
        return string.Join('|', rows.Rows.Select(Word).Concat(rows.Problems.Select(p => $"{p.Code} {p.Asset}")));
    }

    private static string Word(TaxEvent e)
    {
        var (m, kind) = (e.More, e.Class is EventClass.Buy or EventClass.Sell ? e.Class.ToString().ToLowerInvariant() : EventTranslation.Word(e.Class));
        var to = m?.ToAsset is { } asset ? $" to {m.ToUnits} {asset}" : m?.ToVenue is { } wallet ? $" into {wallet}" : "";
        var fee = m?.FeeAsset is { } paid ? $" fee {m.FeeUnits} {paid} @{m.FeePrice}" : e.Fee.IsZero ? "" : $" fee {e.Fee}";
        return $"{kind} {e.Units} {e.Asset} @{e.Price}{to}{fee}";
    }

    private static LedgerEntry Entry(LedgerAccount account, string id, TransactionKind kind, string legs) =>
        new(new EntryKey(account.Id, "ledgers", id), DerivedId.Of(account.Wallet, id), 1, Time, 0, kind, [.. legs.Split("; ").Select(Leg)]);

    private static LedgerLeg Leg(string text)
    {
        var parts = text.Split(' ', '@');
        var price = parts[2] == "?" ? null : new ReferencePrice(Quantity.Parse(parts[2]), "test", Time.AddMinutes(-30), 1);
        return new(new AssetId(parts[0].TrimEnd('!')), Quantity.Parse(parts[1]), !parts[0].EndsWith('!') ? LegRole.Principal : parts[1][0] == '-' ? LegRole.Fee : LegRole.Rebate, price);
    }
}
