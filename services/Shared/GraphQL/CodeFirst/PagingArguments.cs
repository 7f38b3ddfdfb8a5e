using System.Buffers.Text;
using System.Globalization;
using System.Text;
using PortfolioPlatform.GraphQL.Execution;

namespace PortfolioPlatform.GraphQL;

/// <summary>The page a caller asks for.</summary>
public sealed record PagingArguments(int? First, string? After, int? Last, string? Before)
{
    private static readonly string[] Cursors = [.. Enumerable.Range(0, 1000).Select(Written)];

    /// <summary>Reads and checks the arguments of a field.</summary>
    /// <exception cref="GraphQLFieldException">They ask for no page this server gives.</exception>
    internal static PagingArguments Read(ArgumentValues arguments, int size, int most)
    {
        var asked = new PagingArguments(arguments["first"] as int?, arguments["after"] as string, arguments["last"] as int?, arguments["before"] as string);
        if (asked.First is not null && asked.Last is not null) throw Refused("Ask for either first or last rows.");
        var rows = asked.First ?? asked.Last ?? size;
        if (rows < 0 || rows > most) throw Refused($"A page has 0 to {most} rows.");
        return asked.Last is null ? asked with { First = asked.First ?? size } : asked;
    }

    /// <summary>The page of a list that is held whole; cursors are places in it.</summary>
    internal static Connection<T> Slice<T>(IEnumerable<T> rows, PagingArguments paging)
        where T : notnull
    {
        T[] all = [.. rows];
        var start = paging.After is null ? 0 : Math.Min(Place(paging.After) + 1, all.Length);
        var end = paging.Before is null ? all.Length : Math.Min(Place(paging.Before), all.Length);
        if (paging.First is { } first) end = Math.Min(end, start + first);
        if (paging.Last is { } last) start = Math.Max(start, end - last);
        List<Edge<T>> edges = [];
        for (var i = start; i < end; i++) edges.Add(new Edge<T>(Cursor(i), all[i]));
        return new Connection<T>(edges, new PageInfo(end < all.Length, start > 0, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor));
    }

    private static string Cursor(int place) => place < Cursors.Length ? Cursors[place] : Written(place);

    private static string Written(int place) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(place.ToString(CultureInfo.InvariantCulture)));

    private static int Place(string cursor) =>
        Base64Url.IsValid(cursor) && int.TryParse(Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? place : throw Refused("This is no cursor of this server.");

    private static GraphQLFieldException Refused(string message) => new(message, ErrorCodes.BadVariables);
}
