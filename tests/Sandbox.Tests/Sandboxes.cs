namespace PortfolioPlatform.Sandbox.Tests;

internal static class Sandboxes
{
    /// <summary>A sandbox without a journal, with no live fills, on free ports.</summary>
    public static Task<SandboxServer> StartAsync(Func<SandboxOptions, SandboxOptions>? change = null)
    {
        var options = new SandboxOptions { Origin = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(-731), TimeSpan.Zero), LiveFillEvery = TimeSpan.Zero };
        return SandboxServer.StartAsync(change is null ? options : change(options), TimeProvider.System, CancellationToken.None);
    }
}
