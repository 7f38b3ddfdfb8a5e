using System.Collections.Immutable;
using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Tests.Positions;

/// <summary>A random history of one tenant: three accounts, four assets, every kind of transaction, versions, links, prices that are sometimes missing.</summary>
internal sealed class Scenario
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly AssetId[] Assets = [new("fiat:usd"), new("btc"), new("eth"), new("matic")];
    private static readonly AccountId[] Accounts = [.. Enumerable.Range(1, 3).Select(i => new AccountId(new Guid(i, 0, 0, new byte[8])))];
    private readonly Random random;
    private readonly List<AccountingEntry> entries = [];
    private readonly List<TransferLink> links = [];

    public Scenario(int seed, int size = 40, bool priced = false)
    {
        random = new Random(seed);
        Priced = priced;
        for (var i = 0; i < size; i++) AddRandom(i);
    }

    public bool Priced { get; }

    public IReadOnlyList<AccountingEntry> Entries => entries;

    public IReadOnlyList<TransferLink> Links => links;

    /// <summary>The entries that hold.</summary>
    public IEnumerable<AccountingEntry> Holding => entries.GroupBy(e => e.Key).Select(g => g.MaxBy(e => e.Rank)!);

    /// <summary>The state after the whole, in order and at once.</summary>
    public PositionBook Ordered()
    {
        var book = new PositionBook();
        foreach (var link in links) book.Link(link);
        foreach (var entry in Holding.OrderBy(e => e.Order)) book.Put(entry);
        book.Settle();
        return book;
    }

    /// <summary>The state after the same in any order, with repetitions, cut into pages anywhere.</summary>
    public PositionBook Shuffled(int seed)
    {
        var other = new Random(seed);
        var book = new PositionBook();
        var steps = entries.Concat(entries.Where(_ => other.Next(3) == 0)).Cast<object>().Concat(links.Cast<object>()).ToArray();
        other.Shuffle(steps);
        foreach (var step in steps)
        {
            if (step is AccountingEntry entry) book.Put(entry);
            else book.Link((TransferLink)step);
            if (other.Next(4) == 0) book.Settle();
        }

        book.Settle();
        return book;
    }

    public static string Print(PositionBook book) =>
        string.Join('\n', book.Pools.Where(p => p.Value != PoolState.Empty).OrderBy(p => p.Key).Select(p => $"{p.Key} {p.Value}"));

    private void AddRandom(int i)
    {
        var kind = (TransactionKind)random.Next(0, (int)TransactionKind.Rounding + 1);
        var key = Key(Accounts[random.Next(3)], i);
        var entry = Entry(key, kind, random.Next(20) == 0 ? TransactionStatus.Pending : TransactionStatus.Completed, Legs(kind));
        entries.Add(entry);
        if (random.Next(8) == 0) entries.Add(entry with { Rank = EntryRank.Venue(TransactionStatus.Completed, 2), Legs = Legs(kind), Counts = true });
        if (random.Next(12) == 0) entries.Add(entry with { Rank = EntryRank.User(3), Counts = random.Next(2) == 0 });
        if (kind == TransactionKind.Withdrawal && random.Next(2) == 0) AddDeposit(entry, i);
    }

    private void AddDeposit(AccountingEntry left, int i)
    {
        var other = Accounts.Where(a => a != left.Key.Account).ElementAt(random.Next(2));
        var leg = left.Legs[0];
        var arrived = new AccountingLeg(leg.Asset, leg.Amount.Abs() * (random.Next(3) == 0 ? 0.99m : 1m), LegRole.Principal, Price(leg.Asset));
        var entry = new AccountingEntry(Key(other, 1000 + i), EntryRank.Venue(TransactionStatus.Completed, 1), left.Time.AddMinutes(random.Next(-20, 60)), 0, TransactionKind.Deposit, true, [arrived]);
        entries.Add(entry);
        links.Add(new TransferLink(left.Key, entry.Key, 0));
        if (random.Next(4) == 0) links.Add(new TransferLink(left.Key, Key(other, 999), 1));
    }

    private AccountingEntry Entry(EntryKey key, TransactionKind kind, TransactionStatus status, ImmutableArray<AccountingLeg> legs) =>
        new(key, EntryRank.Venue(status, 1), Start.AddHours(random.Next(0, 60)), random.Next(0, 2), kind, status == TransactionStatus.Completed, legs);

    private ImmutableArray<AccountingLeg> Legs(TransactionKind kind)
    {
        var legs = ImmutableArray.CreateBuilder<AccountingLeg>();
        var asset = Assets[random.Next(Assets.Length)];
        var other = Assets.Where(a => a != asset).ElementAt(random.Next(Assets.Length - 1));
        var leaves = kind is TransactionKind.Withdrawal or TransactionKind.Fee or TransactionKind.InterestPaid || (kind is not TransactionKind.Deposit && random.Next(3) == 0);
        legs.Add(Leg(asset, leaves, LegRole.Principal));
        if (kind is TransactionKind.Trade or TransactionKind.Conversion or TransactionKind.DustConversion or TransactionKind.Migration) legs.Add(Leg(other, !leaves, LegRole.Principal));
        if (kind == TransactionKind.DustConversion) legs.Add(Leg(Assets[random.Next(Assets.Length)], leaves, LegRole.Principal));
        if (random.Next(3) == 0) legs.Add(Leg(Assets[random.Next(Assets.Length)], random.Next(5) != 0, LegRole.Fee));
        return legs.ToImmutable();
    }

    private AccountingLeg Leg(AssetId asset, bool leaves, LegRole role)
    {
        var amount = Quantity.FromUnits(random.Next(1, 2_000_000), random.Next(0, 9));
        return new AccountingLeg(asset, leaves ? -amount : amount, role, Price(asset));
    }

    private LegPrice? Price(AssetId asset) =>
        asset == Assets[0] ? new LegPrice(1, 0) : !Priced && random.Next(5) == 0 ? null : new LegPrice(Quantity.FromUnits(random.Next(1, 9_000_000), random.Next(0, 5)), 3);

    private static EntryKey Key(AccountId account, int number) => new(account, "ledger", $"n{number:0000}");
}
