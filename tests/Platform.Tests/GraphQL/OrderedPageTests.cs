using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Platform.Tests.GraphQL;

public sealed class OrderedPageTests
{
    private sealed record Row(string Key, Quantity Size);

    [Fact]
    public void Pages_of_any_size_are_together_the_list_each_row_once_whatever_is_equal()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 200; round++)
        {
            Row[] rows = [.. Enumerable.Range(0, random.Next(40)).Select(i => new Row($"{(char)('a' + random.Next(26))} é{i}", random.Next(-3, 4) * 0.1m))];
            Row[] byKey = [.. rows.OrderBy(r => r.Key, StringComparer.Ordinal)], bySize = [.. rows.OrderByDescending(r => r.Size).ThenBy(r => r.Key, StringComparer.Ordinal)];
            var most = random.Next(1, 10);
            Assert.Equal(byKey, All(most, paging => OrderedPage.ByKey(byKey, paging, r => r.Key)));
            Assert.Equal(bySize, All(most, paging => OrderedPage.BySize(bySize, paging, r => r.Size, r => r.Key)));
            Assert.Equal(bySize, All(most, paging => OrderedPage.BySize(bySize, paging, r => r.Size.ToDouble() / 3, r => r.Key)));
        }
    }

    [Fact]
    public void What_comes_and_goes_between_two_pages_shifts_nothing()
    {
        Row[] rows = [.. Enumerable.Range(0, 6).Select(i => new Row($"{i}", 6 - i))];
        foreach (var read in new Func<IEnumerable<Row>, PagingArguments, Connection<Row>>[] { (r, p) => OrderedPage.ByKey(r, p, x => x.Key), (r, p) => OrderedPage.BySize(r, p, x => x.Size, x => x.Key) })
        {
            var first = read(rows, new PagingArguments(3, null, null, null));
            Assert.Equal((true, false), (first.PageInfo.HasNextPage, first.PageInfo.HasPreviousPage));
            Row[] later = [new("", 9), .. rows.Where(r => r.Key is not ("2" or "0"))]; // the cursor's own row is gone, another came before it
            Assert.Equal(["3", "4", "5"], read(later, new PagingArguments(3, first.PageInfo.EndCursor, null, null)).Nodes.Select(r => r.Key));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("no cursor")]
    [InlineData("/w==")]
    [InlineData("bm9udW1iZXIga2V5")]
    [InlineData("MQ")]
    public void What_is_no_cursor_is_refused(string cursor)
    {
        var error = Assert.Throws<GraphQLFieldException>(() => OrderedPage.BySize<Row>([], new PagingArguments(3, cursor, null, null), r => r.Size, r => r.Key));
        Assert.Equal(ErrorCodes.BadVariables, error.Code);
        Assert.Throws<GraphQLFieldException>(() => OrderedPage.BySize<Row>([], new PagingArguments(3, new string('A', 2000), null, null), r => r.Size, r => r.Key));
    }

    private static List<Row> All(int most, Func<PagingArguments, Connection<Row>> read)
    {
        var found = new List<Row>();
        for (string? after = null; ;)
        {
            var page = read(new PagingArguments(most, after, null, null));
            Assert.InRange(page.Nodes.Count, 0, most);
            found.AddRange(page.Nodes);
            if (!page.PageInfo.HasNextPage) return found;
            after = page.PageInfo.EndCursor;
        }
    }
}
