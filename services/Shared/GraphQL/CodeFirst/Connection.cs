namespace PortfolioPlatform.GraphQL;

/// <summary>A page of a list.</summary>
public sealed record Connection<T>(
    [property: ListSize(AssumedSize = 1), GraphQLDescription("The rows with their cursors.")] IReadOnlyList<Edge<T>> Edges,
    [property: GraphQLDescription("Where this page stands in the whole.")] PageInfo PageInfo)
    where T : notnull
{
    /// <summary>The rows alone.</summary>
    [ListSize(AssumedSize = 1)]
    public IReadOnlyList<T> Nodes => [.. Edges.Select(e => e.Node)];
}

/// <summary>A row and its cursor.</summary>
public sealed record Edge<T>(
    [property: GraphQLDescription("Where this row stands: give it as after or before.")] string Cursor,
    [property: GraphQLDescription("The row.")] T Node)
    where T : notnull;

/// <summary>Where a page stands in the whole.</summary>
/// <param name="HasNextPage">Whether rows follow this page.</param>
/// <param name="HasPreviousPage">Whether rows precede this page.</param>
/// <param name="StartCursor">The first row's cursor; null on an empty page.</param>
/// <param name="EndCursor">The last row's cursor; null on an empty page.</param>
public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);
