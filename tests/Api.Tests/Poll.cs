namespace PortfolioPlatform.Api.Tests;

/// <summary>Waits for a condition, with a deadline.</summary>
internal static class Poll
{
    internal static async Task UntilAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition()) await timer.WaitForNextTickAsync(deadline.Token);
    }
}
