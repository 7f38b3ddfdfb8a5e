using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.GraphQL.DataLoading;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Subscriptions;

namespace PortfolioPlatform.GraphQL.Tests.CodeFirst;

/// <summary>How a work is kept.</summary>
public enum KeptAs
{
    /// <summary>On paper.</summary>
    PaperBack,
    [GraphQLDeprecated("nobody reads them")]
    Tape,
}

/// <summary>Something to read.</summary>
[InterfaceType("Work")]
public interface IWork
{
    /// <summary>Stable for ever.</summary>
    [ID]
    Guid Id { get; }

    string Title { get; }
}

[UnionType("Finding")]
public interface IFinding;

/// <summary>A book.</summary>
/// <param name="Id">Stable for ever.</param>
/// <param name="Title">As on the <c>cover</c>.</param>
/// <param name="AuthorId">Not shown.</param>
/// <param name="Price">Exact.</param>
public sealed record Book([property: ID] Guid Id, string Title, [property: GraphQLIgnore] int AuthorId, decimal? Price, KeptAs KeptAs = KeptAs.PaperBack) : IWork, IFinding
{
    public IReadOnlyList<string?>? Tags => [Title, null];
}

/// <summary>Who writes.</summary>
[GraphQLName("Writer")]
public sealed record Author(int Number, string Name) : IFinding;

/// <summary>What to add.</summary>
public sealed record NewBook(string Title, KeptAs KeptAs = KeptAs.Tape, [property: ID][ID] Guid? Id = null, IReadOnlyList<int>? Pages = null, decimal Price = 1.50m);

[OneOf]
public sealed record BookKey([ID] Guid? Id = null, string? Title = null);

public sealed class Shelf
{
    private int _written;
    private int _ended;

    public List<Book> Books { get; } = [.. Enumerable.Range(1, 5).Select(i => new Book(new Guid(i, 0, 0, new byte[8]), $"B{i}", i % 2, i == 3 ? null : i + 0.10m))];

    public List<string> Batches { get; } = [];

    /// <summary>Lines the flood has made.</summary>
    public int Written => _written;

    /// <summary>Floods that were stopped.</summary>
    public int Ended => _ended;

    public void Write() => Interlocked.Increment(ref _written);

    public void End() => Interlocked.Increment(ref _ended);
}

public sealed class LibraryQuery(Shelf shelf)
{
    /// <summary>All of them.</summary>
    [UsePaging(DefaultPageSize = 2, MaxPageSize = 4, AllowBackwardPagination = true)]
    public async Task<IReadOnlyList<Book>> GetBooksAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return shelf.Books;
    }

    /// <summary>One of them.</summary>
    /// <param name="key">Which.</param>
    public Book? GetBook(BookKey key) => shelf.Books.Find(b => b.Id == key.Id || b.Title == key.Title);

    public IWork? GetWork([ID] Guid id) => shelf.Books.Find(b => b.Id == id);

    public IEnumerable<IFinding> Search(string text = "x", bool deep = false) => deep ? [new Author(0, text), shelf.Books[0]] : [shelf.Books[0]];

    [Authorize("librarian")]
    public static string Secret(ClaimsPrincipal user) => user.Identity?.Name ?? "nobody";

    public long Sum(IReadOnlyList<int> numbers, int? more = null) => numbers.Sum() + (more ?? 0);
}

[ExtendObjectType(typeof(Book))]
public static class BookExtensions
{
    public static Task<Author?> GetAuthorAsync([Parent] Book book, AuthorLoader loader, CancellationToken cancellationToken) => loader.LoadAsync(book.AuthorId, cancellationToken);
}

public sealed class AuthorLoader(IBatchScheduler scheduler, Shelf shelf) : BatchDataLoader<int, Author>(scheduler)
{
    protected override Task<IReadOnlyDictionary<int, Author>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
    {
        shelf.Batches.Add(string.Join(',', keys));
        return Task.FromResult<IReadOnlyDictionary<int, Author>>(keys.ToDictionary(k => k, k => new Author(k, $"A{k}")));
    }
}

[ExtendObjectType(OperationTypeNames.Mutation)]
public sealed class LibraryMutations
{
    public async Task<Book> AddBookAsync(NewBook input, Shelf shelf, ITopicEventSender events, CancellationToken cancellationToken)
    {
        if (input.Title.Length == 0) throw new GraphQLFieldException("A book has a title.", "NO_TITLE");
        var book = new Book(input.Id ?? new Guid(99, 0, 0, new byte[8]), input.Title, input.Pages?.Count ?? 0, input.Price, input.KeptAs);
        shelf.Books.Add(book);
        await events.SendAsync($"added_{input.KeptAs}", book, cancellationToken);
        return book;
    }
}

[ExtendObjectType(OperationTypeNames.Subscription)]
public sealed class LibrarySubscriptions
{
    [Subscribe, Topic("added_{keptAs}")]
    public Book OnBook(KeptAs keptAs, [EventMessage] Book book) => book;

    [Subscribe(With = nameof(CountUpAsync))]
    public int Count(int to, [EventMessage] int number) => number;

    /// <summary>Counts as fast as it is read.</summary>
    [Subscribe(With = nameof(FloodAsync))]
    public string Flood([EventMessage] string line) => line;

    [Authorize("librarian"), Subscribe(With = nameof(FloodAsync))]
    public string Secrets([EventMessage] string line) => line;

    [Subscribe(With = nameof(BreakAsync))]
    public int Broken([EventMessage] int number) => number;

    public async IAsyncEnumerable<int> BreakAsync()
    {
        await Task.Yield();
        yield return 1;
        throw new InvalidOperationException("password=hunter2");
    }

    public async IAsyncEnumerable<string> FloodAsync(Shelf shelf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            for (var i = 0; !cancellationToken.IsCancellationRequested; i++)
            {
                shelf.Write();
                yield return new string('x', 100_000);
            }
        }
        finally
        {
            shelf.End();
        }
    }

    public async IAsyncEnumerable<int> CountUpAsync(int to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var i = 1; i <= to; i++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return i;
        }
    }
}

/// <summary>The schema of these classes, registered as modules do: in parts.</summary>
internal static class Library
{
    public static void Register(IServiceCollection services)
    {
        services.AddSingleton<Shelf>();
        services.AddGraphQLServer().AddQueryType<LibraryQuery>();
        services.AddGraphQLServer().AddTypeExtension<LibraryMutations>().AddTypeExtension<LibrarySubscriptions>().AddTypeExtension(typeof(BookExtensions));
    }
}
