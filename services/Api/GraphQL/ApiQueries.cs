using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Api.GraphQL;

/// <summary>What the edge itself answers.</summary>
internal sealed class ApiQueries(TimeProvider time)
{
    /// <summary>The server's clock: ages of values are told by it.</summary>
    [Authorize(Permission.ReadPart)]
    public DateTimeOffset ServerTime => time.GetUtcNow();
}
