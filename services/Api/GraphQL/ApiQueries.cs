namespace PortfolioPlatform.Api.GraphQL;

/// <summary>What the edge itself answers.</summary>
internal sealed class ApiQueries(TimeProvider time)
{
    /// <summary>The server's clock: ages of values are told by it.</summary>
    public DateTimeOffset ServerTime => time.GetUtcNow();
}
