using System.Globalization;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;

namespace PortfolioPlatform.Platform.GraphQL;

/// <summary>Pages of rows that are ordered by an instant of their own: the cursor is the instant.</summary>
public static class InstantCursor
{
    /// <summary>Where to begin reading: behind the cursor, or at the beginning.</summary>
    /// <exception cref="GraphQLFieldException">The cursor is none of this server.</exception>
    public static DateTimeOffset After(PagingArguments paging, DateTimeOffset from)
    {
        if (paging.After is null) return from;
        if (!long.TryParse(paging.After, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTime.MaxValue.Ticks - 10)
            throw new GraphQLFieldException("This is no cursor of this server.", ErrorCodes.BadVariables);
        var after = new DateTimeOffset(ticks, TimeSpan.Zero).AddTicks(10);
        return after > from ? after : from;
    }

    /// <summary>A page of rows, of which one more was read than asked for if there are more.</summary>
    public static Connection<T> Page<T>(IReadOnlyList<T> rows, PagingArguments paging, Func<T, DateTimeOffset> at)
        where T : notnull => KeysetPage.Of(rows, paging, row => KeysetPage.Cursor(at(row)));
}
