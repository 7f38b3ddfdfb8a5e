using System.Buffers.Text;
using System.Globalization;
using System.Text;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.GraphQL;

/// <summary>Pages of lists that are there whole because they are computed or published whole. Their cursors, too, are what the rows are ordered by: what comes and goes between two pages shifts nothing.</summary>
public static class OrderedPage
{
    private const int LongestCursor = 1024;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Of rows in the ordinal order of their keys, which differ.</summary>
    /// <exception cref="GraphQLFieldException">The cursor is none of this server.</exception>
    public static Connection<T> ByKey<T>(IEnumerable<T> ordered, PagingArguments paging, Func<T, string> key)
        where T : notnull
    {
        var after = After(paging);
        return Page(after is null ? ordered : ordered.Where(r => string.CompareOrdinal(key(r), after) > 0), paging, key);
    }

    /// <summary>Of rows of which the largest come first, equals in the ordinal order of their keys.</summary>
    /// <exception cref="GraphQLFieldException">The cursor is none of this server.</exception>
    public static Connection<T> BySize<T>(IEnumerable<T> ordered, PagingArguments paging, Func<T, Quantity> size, Func<T, string> key)
        where T : notnull => BySize(ordered, paging, (size, s => s.ToString(), s => Quantity.TryParse(s, out var read) ? read : null), key);

    /// <inheritdoc cref="BySize{T}(IEnumerable{T}, PagingArguments, Func{T, Quantity}, Func{T, string})"/>
    public static Connection<T> BySize<T>(IEnumerable<T> ordered, PagingArguments paging, Func<T, double> size, Func<T, string> key)
        where T : notnull => BySize(
            ordered, paging, (size, s => s.ToString("R", CultureInfo.InvariantCulture), s => double.TryParse(s, CultureInfo.InvariantCulture, out var read) ? read : null), key);

    private static Connection<T> BySize<T, TSize>(
        IEnumerable<T> ordered, PagingArguments paging, (Func<T, TSize> Of, Func<TSize, string> Write, Func<string, TSize?> Read) size, Func<T, string> key)
        where T : notnull
        where TSize : struct, IComparable<TSize>
    {
        if (After(paging)?.Split(' ', 2) is { } place)
        {
            if (place is not [var written, var last] || size.Read(written) is not { } most) throw NoCursor();
            ordered = ordered.Where(r => size.Of(r).CompareTo(most) is var larger && (larger < 0 || (larger == 0 && string.CompareOrdinal(key(r), last) > 0)));
        }

        return Page(ordered, paging, r => $"{size.Write(size.Of(r))} {key(r)}");
    }

    /// <summary>The place a page begins behind; null where it is the first.</summary>
    /// <exception cref="GraphQLFieldException">The cursor is none of this server.</exception>
    public static string? After(PagingArguments paging)
    {
        if (paging.After is not { } cursor) return null;
        if (cursor.Length is 0 or > LongestCursor || !Base64Url.IsValid(cursor)) throw NoCursor();
        try
        {
            return Strict.GetString(Base64Url.DecodeFromChars(cursor));
        }
        catch (ArgumentException)
        {
            throw NoCursor();
        }
    }

    /// <summary>The cursor of a row at a place.</summary>
    public static string Cursor(string place) => Base64Url.EncodeToString(Strict.GetBytes(place));

    private static Connection<T> Page<T>(IEnumerable<T> rows, PagingArguments paging, Func<T, string> place)
        where T : notnull => KeysetPage.Of([.. rows.Take(paging.First!.Value + 1)], paging, r => Cursor(place(r)));

    private static GraphQLFieldException NoCursor() => new("This is no cursor of this server.", ErrorCodes.BadVariables);
}
