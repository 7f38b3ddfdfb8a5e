using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Identity.Tests;

/// <summary>The certified clients and providers of npm that judge ours.</summary>
internal static class Npm
{
    public static NodeJudge Judge { get; } = new("openid-client");
}
