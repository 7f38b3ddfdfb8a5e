using System.Collections.Immutable;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Registry;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Positions;

/// <summary>Saves books as they stand and continues them at the next start, if the ledger still has the chains they were made from.</summary>
internal sealed class BookCheckpoints(IDatabase database)
{
    /// <summary>What is older is kept as state: late entries and late prices are rarely older, and every portfolio's day began after it.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(2);

    /// <summary>Begins an empty book from the tenant's checkpoint. Returns the rows to be put in besides, by account, or null when the whole ledger has to be read.</summary>
    public static async Task<ILookup<AccountId, long>?> ContinueAsync(TenantBook book, IDatabaseTransaction transaction, PortfolioTree tree, AssetResolver resolver, CancellationToken cancellationToken)
    {
        if (await CheckpointSql.ReadAsync(transaction, cancellationToken) is not { } checkpoint || checkpoint.Registry != resolver.Version) return null;
        if (!TenantBook.CurrenciesOf(tree).All(c => checkpoint.Books.Any(b => b.Currency == c))) return null;
        var tail = new List<(AccountId Account, long Number)>();
        foreach (var mark in checkpoint.Heads)
        {
            if (await CheckpointSql.HashAtAsync(transaction, mark, cancellationToken) is not { } hash || !hash.AsSpan().SequenceEqual(mark.Hash)) return null;
            tail.AddRange((await CheckpointSql.TailAsync(transaction, mark, checkpoint.Books[0].Floor, cancellationToken)).Select(n => (mark.Account, n)));
        }

        book.Continue(tree, resolver, checkpoint);
        return tail.ToLookup(t => t.Account, t => t.Number);
    }

    /// <summary>Saves a settled book whose accounts have their whole history; others change too much to be worth it.</summary>
    public async Task<bool> SaveAsync(TenantBook book, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!book.IsStarted || book.NeedsHistory || !book.IsComplete || book.SavedRows == book.Rows) return false;
        var floor = book.Floor is { } old && old > now - Recent ? old : now - Recent;
        // What only a stream told is not the ledger's yet.
        if (book.In(PriceQuestion.Dollar).Entries.Any(e => e.Rank.Layer < 0 && e.Counts && e.Time < floor)) return false;
        var marks = book.Currencies.Select(c => BookMark.Of(c, book.In(c).Before(floor))).ToImmutableArray();
        if (marks.Length == 0 || marks.Any(m => m.Floor != marks[0].Floor || m.Floor < book.Floor)) return false;
        var checkpoint = new PositionCheckpoint(PositionCheckpoint.CurrentFormat, book.Resolver.Version, book.HasNewMovements, [.. book.Heads.Select(h => new HeadMark(h.Key, h.Value.Number, h.Value.Hash))], marks);
        await using var transaction = await database.BeginAsync(book.Tenant, cancellationToken);
        await CheckpointSql.WriteAsync(transaction, checkpoint, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        book.SavedRows = book.Rows;
        return true;
    }
}
