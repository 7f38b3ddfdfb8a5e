using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Registry;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Positions;

/// <summary>The positions of one tenant, in memory: made from the ledger or continued from a checkpoint, kept up to date by new rows. Used by one thread at a time.</summary>
internal sealed class TenantBook(TenantId tenant)
{
    private readonly Dictionary<AssetId, PositionBook> books = [];
    private readonly Dictionary<AccountId, ChainHead> read = [];

    public TenantId Tenant => tenant;

    public PortfolioTree Tree { get; set; } = PortfolioTree.Empty;

    public AssetResolver Resolver { get; private set; } = AssetResolver.Empty;

    /// <summary>What venues said accounts hold.</summary>
    public IReadOnlyDictionary<AccountId, ReportedBalances> Reported { get; set; } = new Dictionary<AccountId, ReportedBalances>();

    /// <summary>Up to which news about reference prices the books follow; -1 before anything was compared.</summary>
    public long PricesSeen { get; set; } = -1;

    /// <summary>Whether deposits or withdrawals came since somebody looked for transfers.</summary>
    public bool HasNewMovements { get; set; }

    /// <summary>Whether there are books at all.</summary>
    public bool IsStarted => books.Count > 0;

    /// <summary>Entries before this instant are in the books as state only; null when every entry is here.</summary>
    public DateTimeOffset? Floor { get; private set; }

    /// <summary>Whether something came that changes what is here as state only: the books have to be made anew from the whole ledger.</summary>
    public bool NeedsHistory { get; private set; }

    /// <summary>Rows taken since the books began, and how many of them the stored checkpoint has.</summary>
    public long Rows { get; private set; }

    /// <inheritdoc cref="Rows"/>
    public long SavedRows { get; set; } = -1;

    /// <summary>For which rows and prices snapshots of the past were made.</summary>
    public (long Rows, long Prices) Snapped { get; set; } = (-1, -1);

    /// <summary>Whether no account's history is still coming.</summary>
    public bool IsComplete => Tree.Accounts.All(a => a.Removed || !Reported.TryGetValue(a.Id, out var report) || report.HistoryComplete);

    public IReadOnlyCollection<AssetId> Currencies => books.Keys;

    /// <summary>The last row of each account that is in the books.</summary>
    public IReadOnlyDictionary<AccountId, ChainHead> Heads => read;

    public static IEnumerable<AssetId> CurrenciesOf(PortfolioTree tree) => tree.Currencies.Append(PriceQuestion.Dollar).Distinct();

    /// <summary>Number of the last row of an account that is in the books.</summary>
    public long ReadTo(AccountId account) => read.TryGetValue(account, out var head) ? head.Number : 0;

    public PositionBook In(AssetId currency) => books[currency];

    /// <summary>Whether these books are of this registry and have these currencies; else they have to be made anew.</summary>
    public bool Fits(PortfolioTree tree, AssetResolver resolver) => IsStarted && Resolver.Version == resolver.Version && CurrenciesOf(tree).All(books.ContainsKey);

    /// <summary>Begins without any entry.</summary>
    public void Begin(PortfolioTree tree, AssetResolver resolver)
    {
        (Tree, Resolver) = (tree, resolver);
        foreach (var currency in CurrenciesOf(tree)) books[currency] = new PositionBook();
    }

    /// <summary>Begins with what was there before an instant.</summary>
    public void Continue(PortfolioTree tree, AssetResolver resolver, PositionCheckpoint checkpoint)
    {
        (Tree, Resolver, HasNewMovements, Floor) = (tree, resolver, checkpoint.HasNewMovements, checkpoint.Books[0].Floor);
        foreach (var mark in checkpoint.Books) books[mark.Currency] = new PositionBook(mark.Origin);
        foreach (var mark in checkpoint.Heads) read[mark.Account] = new ChainHead(mark.Number, mark.Hash);
    }

    /// <summary>Takes the next row of an account; what is priced is in <paramref name="entry"/>.</summary>
    public void Take(AccountId account, LedgerRow row, BookEntry entry)
    {
        read[account] = new ChainHead(row.Number, row.Hash);
        Rows++;
        HasNewMovements |= entry.Fact.Kind is TransactionKind.Deposit or TransactionKind.Withdrawal;
        if (row.IsTransaction && Floor is not null && row.Version > 1 && !Has(entry.Key)) NeedsHistory = true;
        else if (row.IsTransaction) Put(entry);
        else if (row.Draft.Record is EntryRecord.Link or EntryRecord.Unlink) Link(row, entry);
    }

    /// <summary>Puts an entry into all books, now or again with other prices.</summary>
    public void Put(BookEntry entry)
    {
        if (entry.Fact.Time < Floor)
        {
            NeedsHistory = true;
            return;
        }

        foreach (var (currency, book) in books) book.Put(entry.In(currency, Resolver));
        NeedsHistory |= Floor is not null && books.Values.First().IsHalf(entry.Key);
    }

    /// <summary>Folds what is new. Returns the pools that may have changed.</summary>
    public IReadOnlyCollection<PoolKey> Settle() => [.. books.Values.SelectMany(b => b.Settle()).Distinct()];

    private bool Has(EntryKey key) => books.Values.First().Find(key) is not null;

    private void Link(LedgerRow row, BookEntry entry)
    {
        var link = new TransferLink(entry.Key, row.Draft.LinkedKey, 0);
        if (Floor is not null && !(row.Draft.Record == EntryRecord.Link && Has(link.Left) && Has(link.Arrived)))
        {
            NeedsHistory = true;
            return;
        }

        foreach (var book in books.Values)
        {
            if (row.Draft.Record == EntryRecord.Link) book.Link(link);
            else book.Unlink(link);
        }
    }
}
