using PortfolioPlatform.Accounting.Positions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Registry;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Positions;

/// <summary>The positions of one tenant, in memory: made from the ledger, kept up to date by its new rows. Used by one thread at a time.</summary>
internal sealed class TenantBook(TenantId tenant)
{
    private readonly Dictionary<AssetId, PositionBook> books = [];
    private readonly Dictionary<AccountId, long> read = [];

    public TenantId Tenant => tenant;

    public PortfolioTree Tree { get; private set; } = PortfolioTree.Empty;

    public AssetResolver Resolver { get; private set; } = AssetResolver.Empty;

    /// <summary>What venues said accounts hold.</summary>
    public IReadOnlyDictionary<AccountId, ReportedBalances> Reported { get; set; } = new Dictionary<AccountId, ReportedBalances>();

    /// <summary>Up to which news about reference prices the books follow; -1 before anything was compared.</summary>
    public long PricesSeen { get; set; } = -1;

    /// <summary>Whether deposits or withdrawals came since somebody looked for transfers.</summary>
    public bool HasNewMovements { get; set; }

    public IReadOnlyCollection<AssetId> Currencies => books.Keys;

    /// <summary>Number of the last row of an account that is in the books.</summary>
    public long ReadTo(AccountId account) => read.GetValueOrDefault(account);

    public PositionBook In(AssetId currency) => books[currency];

    /// <summary>Takes tree and registry. Returns false when the books have to be made anew from the ledger: another registry means other assets, a new currency other values.</summary>
    public bool Prepare(PortfolioTree tree, AssetResolver resolver)
    {
        Tree = tree;
        var currencies = tree.Currencies.Append(PriceQuestion.Dollar).Distinct().ToArray();
        if (Resolver.Version == resolver.Version && currencies.All(books.ContainsKey)) return true;
        Resolver = resolver;
        books.Clear();
        read.Clear();
        foreach (var currency in currencies) books[currency] = new PositionBook();
        return false;
    }

    /// <summary>Takes the next row of an account; what is priced is in <paramref name="entry"/>.</summary>
    public void Take(AccountId account, LedgerRow row, BookEntry entry)
    {
        read[account] = row.Number;
        HasNewMovements |= entry.Fact.Kind is TransactionKind.Deposit or TransactionKind.Withdrawal;
        if (row.IsTransaction) Put(entry);
        else if (row.Draft.Record is EntryRecord.Link or EntryRecord.Unlink) Link(row, entry);
    }

    /// <summary>Puts an entry into all books, now or again with more prices.</summary>
    public void Put(BookEntry entry)
    {
        foreach (var (currency, book) in books) book.Put(entry.In(currency, Resolver));
    }

    /// <summary>Folds what is new. Returns the pools that may have changed.</summary>
    public IReadOnlyCollection<PoolKey> Settle() => [.. books.Values.SelectMany(b => b.Settle()).Distinct()];

    private void Link(LedgerRow row, BookEntry entry)
    {
        var link = new TransferLink(entry.Key, row.Draft.LinkedKey, 0);
        foreach (var book in books.Values)
        {
            if (row.Draft.Record == EntryRecord.Link) book.Link(link);
            else book.Unlink(link);
        }
    }
}
