using PortfolioPlatform.Testing;

namespace PortfolioPlatform.GraphQL.Tests;

/// <summary>The reference implementation and the clients of npm that judge ours.</summary>
internal static class Npm
{
    public static NodeJudge Judge { get; } = new("graphql", "16.15.0");
}
