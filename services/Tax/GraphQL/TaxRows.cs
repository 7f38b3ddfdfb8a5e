using System.Globalization;
using System.Text;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;

namespace PortfolioPlatform.Tax.GraphQL;

/// <summary>Pages of rows by key: a cursor is the key of the last row, so a page after it is right even when the ledger moved on meanwhile.</summary>
internal static class TaxRows
{
    /// <summary>The ledger's transaction of a row; null for pools and days.</summary>
    public static Guid? Entry(TaxYearItem year, string row) => year.Ledger.Rows.Sources.TryGetValue(row, out var source) ? source.Entry : null;

    /// <summary>The rows behind the cursor, in order of their keys.</summary>
    public static Connection<TNode> Page<TRow, TNode>(IEnumerable<TRow> rows, Func<TRow, string> key, Func<TRow, TNode> node, PagingArguments paging)
        where TNode : notnull
    {
        var after = paging.After is null ? null : Read(paging.After);
        var first = paging.First!.Value;
        var ordered = rows.Select(r => (Row: r, Key: key(r))).Where(r => after is null || string.CompareOrdinal(r.Key, after) > 0).OrderBy(r => r.Key, StringComparer.Ordinal).Take(first + 1).ToArray();
        var edges = ordered.Take(first).Select(r => new Edge<TNode>(Convert.ToBase64String(Encoding.UTF8.GetBytes(r.Key)), node(r.Row))).ToArray();
        return new(edges, new PageInfo(ordered.Length > first, after is not null, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor));
    }

    /// <summary>A key part that orders as its instant does.</summary>
    public static string Key(DateTimeOffset? time) => (time?.UtcTicks ?? 0).ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>Reads a day such as 2025-01-01.</summary>
    public static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is > 2000 and < 2100;

    private static string Read(string cursor)
    {
        Span<byte> bytes = stackalloc byte[1024];
        return cursor.Length <= 1024 && Convert.TryFromBase64String(cursor, bytes, out var length) ? Encoding.UTF8.GetString(bytes[..length]) : throw new GraphQLFieldException("This is no cursor of this server.", ErrorCodes.BadVariables);
    }
}
