using System.Diagnostics;

namespace PortfolioPlatform.Testing;

/// <summary>Waits for a condition with a deadline instead of sleeping.</summary>
public static class Eventually
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Waits until the condition holds.</summary>
    public static Task HoldsAsync(Func<bool> condition, string what, TimeSpan? longest = null) =>
        HoldsAsync(() => Task.FromResult(condition()), what, longest);

    /// <summary>Waits until the condition holds.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition, string what, TimeSpan? longest = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > (longest ?? Longest)) throw new TimeoutException($"Not within {(longest ?? Longest).TotalSeconds:0} s: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(15));
        }
    }
}
