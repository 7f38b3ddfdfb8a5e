using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Tests;

internal static class Sandboxes
{
    /// <summary>A moment that tests with a clock of their own begin at.</summary>
    public static DateTimeOffset Noon { get; } = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A sandbox without a journal, with no live fills, on free ports.</summary>
    public static Task<SandboxServer> StartAsync(Func<SandboxOptions, SandboxOptions>? change = null)
    {
        var options = new SandboxOptions { Origin = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(-731), TimeSpan.Zero), LiveFillEvery = TimeSpan.Zero };
        return SandboxServer.StartAsync(change is null ? options : change(options), TimeProvider.System, CancellationToken.None);
    }

    /// <summary>A sandbox whose clock stands at noon until the test moves it; sixty days of history unless told otherwise.</summary>
    public static Task<SandboxServer> StandingAsync(Func<SandboxOptions, SandboxOptions>? change = null, TimeProvider? time = null)
    {
        var options = new SandboxOptions { Origin = Noon.AddHours(-12).AddDays(-60), LiveFillEvery = TimeSpan.Zero };
        return SandboxServer.StartAsync(change is null ? options : change(options), time ?? new ManualTime(Noon), CancellationToken.None);
    }

    /// <summary>Everything an account went through, as text that can be compared.</summary>
    public static IReadOnlyList<string> Story(this SandboxServer sandbox, string venue, string account = AccountNames.Main) =>
    [
        .. sandbox.Truth.Events(venue, account).Select(e =>
            $"{e.Sequence} {e.Time:O} {e.Kind} {e.Hash} {e.Fill} {e.Movement} {e.Reverses} {string.Join(';', e.Legs)}"),
    ];

    /// <summary>Waits for a condition; fails after ten seconds.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!condition())
        {
            Assert.False(deadline.IsCancellationRequested, "Waited in vain for: " + what);
            await Task.Delay(20);
        }
    }
}
