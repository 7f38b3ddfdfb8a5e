using FsCheck;

namespace PortfolioPlatform.Accounting.Tests;

/// <summary>How many random cases a property is tried with: twenty times as many in a soak run.</summary>
internal static class Cases
{
    private static readonly int Factor = Environment.GetEnvironmentVariable("PORTFOLIO_SOAK") == "1" ? 20 : 1;

    public static Config Of(int count) => Config.QuickThrowOnFailure.WithMaxTest(count * Factor);
}
