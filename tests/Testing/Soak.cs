namespace PortfolioPlatform.Testing;

/// <summary>Whether the tests may take their time: <c>./test --soak</c>.</summary>
public static class Soak
{
    private const int Factor = 20;

    /// <summary>Whether this is such a run.</summary>
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("PORTFOLIO_SOAK") == "1";

    /// <summary>How many random cases a property is tried with.</summary>
    /// <param name="cases">In a run by default; twenty times as many in soak.</param>
    public static int Cases(int cases) => IsOn ? cases * Factor : cases;
}
