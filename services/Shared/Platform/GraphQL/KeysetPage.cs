using System.Globalization;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;

namespace PortfolioPlatform.Platform.GraphQL;

/// <summary>Pages of rows that are read behind the last one known: the cursor is what the rows are ordered by, so that a page costs the same wherever it stands.</summary>
public static class KeysetPage
{
    /// <summary>Later than anything that is recorded: where pages begin that tell the newest first.</summary>
    public static readonly DateTime Latest = DateTime.SpecifyKind(new DateTime(9000, 1, 1), DateTimeKind.Utc);

    /// <summary>After every other id.</summary>
    public static readonly Guid LastId = new("ffffffff-ffff-ffff-ffff-ffffffffffff");

    /// <summary>A page of rows, of which one more was read than asked for if there are more.</summary>
    public static Connection<T> Of<T>(IReadOnlyList<T> rows, PagingArguments paging, Func<T, string> cursor)
        where T : notnull
    {
        var edges = rows.Take(paging.First!.Value).Select(r => new Edge<T>(cursor(r), r)).ToArray();
        return new Connection<T>(edges, new PageInfo(rows.Count > edges.Length, paging.After is not null, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor));
    }

    /// <summary>The one place a page of (instant, number), the newest first, begins behind: the end of the time asked for, not included, or the cursor. Two conditions would be one that the index begins at and one it walks for.</summary>
    public static (DateTime At, long Number) Before(DateTimeOffset? to, (DateTime At, long Number)? after)
    {
        var end = (At: to?.UtcDateTime ?? Latest, Number: long.MinValue);
        return after is { } place && place.CompareTo(end) < 0 ? place : end;
    }

    /// <summary>A cursor of what a row is ordered by. Only the last part may have spaces in it.</summary>
    public static string Cursor(params ReadOnlySpan<object> parts) => string.Join(' ', parts.ToArray().Select(p => p switch
    {
        DateTimeOffset at => at.UtcTicks.ToString(CultureInfo.InvariantCulture),
        Guid id => id.ToString("N"),
        _ => Convert.ToString(p, CultureInfo.InvariantCulture),
    }));

    /// <summary>What a cursor says; null where the page is the first.</summary>
    /// <exception cref="GraphQLFieldException">The cursor is none of this server.</exception>
    public static T? After<T>(PagingArguments paging, int parts, Func<string[], T> read)
        where T : struct
    {
        if (paging.After is not { } cursor) return null;
        try
        {
            return cursor.Split(' ', parts) is { } words && words.Length == parts ? read(words) : throw NoCursor();
        }
        catch (Exception error) when (error is FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            throw NoCursor();
        }
    }

    /// <summary>The instant in a part of a cursor.</summary>
    public static DateTime Instant(string word) => new(long.Parse(word, NumberStyles.None, CultureInfo.InvariantCulture), DateTimeKind.Utc);

    private static GraphQLFieldException NoCursor() => new("This is no cursor of this server.", ErrorCodes.BadVariables);
}
