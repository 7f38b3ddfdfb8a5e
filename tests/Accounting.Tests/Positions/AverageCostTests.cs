using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Tests.Positions;

public sealed class AverageCostTests
{
    private static readonly AssetId Usd = new("fiat:usd");
    private static readonly AssetId Btc = new("btc");
    private static readonly AssetId Eth = new("eth");
    private static readonly AccountId Here = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly AccountId There = new(new Guid(2, 0, 0, new byte[8]));
    private readonly PositionBook book = new();
    private int count;

    [Fact]
    public void Half_of_two_purchases_is_sold_at_their_average()
    {
        Put(TransactionKind.Trade, Leg(Btc, 1, 100), Leg(Usd, -100, 1, rank: 0));
        Put(TransactionKind.Trade, Leg(Btc, 1, 200), Leg(Usd, -200, 1, rank: 0));
        Put(TransactionKind.Trade, Leg(Btc, -1, 180), Leg(Usd, 180, 1, rank: 0));
        Assert.Equal((1, 150, 30), (Pool(Btc).Held, Pool(Btc).Cost, Pool(Btc).Realised));
    }

    [Fact]
    [Trait("Pain", "20")]
    public void A_fee_in_a_third_asset_disposes_of_that_asset_at_its_value()
    {
        Put(TransactionKind.Deposit, Leg(Eth, 2, 10));
        Put(TransactionKind.Trade, Leg(Btc, 1, 100), Leg(Usd, -100, 1, rank: 0), Leg(Eth, -1, 15, LegRole.Fee));
        Assert.Equal((10, 5, 15), (Pool(Eth).Cost, Pool(Eth).Realised, Pool(Eth).Fees));
    }

    [Fact]
    [Trait("Pain", "21")]
    public void A_rebate_is_income()
    {
        Put(TransactionKind.Trade, Leg(Btc, 1, 100), Leg(Usd, -100, 1, rank: 0), Leg(Usd, 2, 1, LegRole.Rebate, rank: 0), Leg(Usd, 1, 1, LegRole.Fee, rank: 0));
        Assert.Equal((3, 0), (Pool(Usd).Income, Pool(Usd).Fees));
    }

    [Fact]
    [Trait("Pain", "6")]
    public void A_wrap_moves_the_basis_and_rescales_the_unit_cost()
    {
        Put(TransactionKind.Deposit, Leg(Btc, 2, 100));
        Put(TransactionKind.Migration, Leg(Btc, -2, 500), Leg(Eth, 20, 50));
        Assert.Equal((20, 200, 0), (Pool(Eth).Held, Pool(Eth).Cost, Pool(Eth).Realised + Pool(Btc).Realised));
    }

    [Fact]
    [Trait("Pain", "7")]
    public void What_arrives_of_a_wrap_without_known_basis_stays_and_says_so()
    {
        Put(TransactionKind.Deposit, Leg(Btc, 1, 100));
        Put(TransactionKind.Migration, Leg(Btc, -2, 500), Leg(Eth, 20, 50));
        Assert.Equal((20, 100, 10), (Pool(Eth).Held, Pool(Eth).Cost, Pool(Eth).Unknown));
        Assert.True(Pool(Btc).IsShort);
    }

    [Fact]
    [Trait("Pain", "5")]
    public void A_disposal_of_an_unknown_basis_tells_how_much_of_its_result_is_assumed()
    {
        Put(TransactionKind.Deposit, Leg(Btc, 1, 100));
        Put(TransactionKind.Airdrop, new AccountingLeg(Btc, 1, LegRole.Principal));
        Put(TransactionKind.Trade, Leg(Btc, -2, 100), Leg(Usd, 200, 1, rank: 0));
        Assert.Equal((100, 50, 1), (Pool(Btc).Realised, Pool(Btc).RealisedAssumed, Pool(Btc).Unvalued));
    }

    [Fact]
    [Trait("Pain", "32")]
    public void Selling_what_was_never_bought_is_shown_as_short_and_closed_at_cost()
    {
        Put(TransactionKind.Trade, Leg(Btc, -1, 100), Leg(Usd, 100, 1, rank: 0));
        Assert.Equal((-1, -100), (Pool(Btc).Held, Pool(Btc).Cost));
        Put(TransactionKind.Trade, Leg(Btc, 3, 80), Leg(Usd, -240, 1, rank: 0));
        Assert.Equal((2, 160, 20), (Pool(Btc).Held, Pool(Btc).Cost, Pool(Btc).Realised));
    }

    [Fact]
    public void A_transfer_between_own_accounts_moves_basis_and_books_the_loss_as_fee()
    {
        Put(TransactionKind.Deposit, Leg(Btc, 2, 100));
        var left = Put(TransactionKind.Withdrawal, Leg(Btc, -2, 300));
        var arrived = Put(TransactionKind.Deposit, There, -5, Leg(Btc, 1.5m, 300));
        Assert.Equal(450, Pool(Btc, There).Cost);
        book.Link(new TransferLink(left, arrived, 0));
        Assert.Equal((150, 150, 0), (Pool(Btc, There).Cost, Pool(Btc, There).Flows, Pool(Btc, There).Realised));
        Assert.Equal((0, 100, 150), (Pool(Btc).Held, Pool(Btc).Realised, Pool(Btc).Fees));
        book.Unlink(new TransferLink(left, arrived, 0));
        Assert.Equal(450, Pool(Btc, There).Cost);
    }

    [Fact]
    public void A_move_between_wallets_of_one_account_changes_nothing_once_both_sides_are_in()
    {
        Put(TransactionKind.Deposit, Leg(Btc, 2, 100));
        Put(TransactionKind.InternalTransfer, Leg(Btc, -1, 500));
        Assert.Equal((1, -1, 200), (Pool(Btc).Balance, Pool(Btc).Transit, Pool(Btc).Cost));
        Put(TransactionKind.InternalTransfer, Leg(Btc, 1, 600));
        Assert.Equal((2, 0, 200, 0), (Pool(Btc).Balance, Pool(Btc).Transit, Pool(Btc).Cost, Pool(Btc).Realised));
    }

    [Fact]
    [Trait("Pain", "46")]
    public void What_did_not_happen_does_not_count()
    {
        Put(TransactionKind.Deposit, Leg(Btc, 2, 100));
        var key = new EntryKey(Here, "s", "w");
        var entry = new AccountingEntry(key, EntryRank.Venue(TransactionStatus.Completed, 1), DateTimeOffset.UnixEpoch.AddDays(9), 0, TransactionKind.Withdrawal, true, [Leg(Btc, -1, 100)]);
        book.Put(entry);
        Assert.Equal(1, Pool(Btc).Balance);
        book.Put(entry with { Rank = EntryRank.Venue(TransactionStatus.Reversed, 2), Counts = false });
        Assert.False(book.Put(entry));
        Assert.Equal(2, Pool(Btc).Balance);
    }

    [Fact]
    public void Rounding_comes_in_at_no_cost_and_leaves_as_a_loss()
    {
        Put(TransactionKind.Deposit, Leg(Btc, 1, 100));
        Put(TransactionKind.Rounding, Leg(Btc, -0.5m, 100));
        Assert.Equal((50, -50, 0), (Pool(Btc).Cost, Pool(Btc).Realised, Pool(Btc).Fees));
    }

    [Fact]
    public void A_margin_result_is_realised_and_interest_paid_is_a_fee()
    {
        Put(TransactionKind.MarginResult, Leg(Usd, 50, 1, rank: 0));
        Put(TransactionKind.Funding, Leg(Usd, -10, 1, rank: 0));
        Put(TransactionKind.InterestPaid, Leg(Usd, -5, 1, rank: 0));
        Assert.Equal((40, 5, 35), (Pool(Usd).Realised, Pool(Usd).Fees, Pool(Usd).Cost));
    }

    private PoolState Pool(AssetId asset, AccountId? account = null)
    {
        book.Settle();
        return book[new PoolKey(account ?? Here, asset)];
    }

    private EntryKey Put(TransactionKind kind, params AccountingLeg[] legs) => Put(kind, Here, 0, legs);

    private EntryKey Put(TransactionKind kind, AccountId account, int shift, params AccountingLeg[] legs)
    {
        var key = new EntryKey(account, "s", $"{++count}");
        book.Put(new AccountingEntry(key, EntryRank.Venue(TransactionStatus.Completed, 1), DateTimeOffset.UnixEpoch.AddHours(count + shift), 0, kind, true, [.. legs]));
        return key;
    }

    private static AccountingLeg Leg(AssetId asset, decimal amount, decimal price, LegRole role = LegRole.Principal, int rank = 3) => new(asset, amount, role, new LegPrice(price, rank));
}
