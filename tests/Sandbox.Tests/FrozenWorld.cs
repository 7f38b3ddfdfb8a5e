namespace PortfolioPlatform.Sandbox.Tests;

/// <summary>One sandbox for all read-only tests of a class: the clock stands, limits are off.</summary>
public sealed class FrozenWorld : IAsyncLifetime
{
    internal SandboxServer Sandbox { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Sandbox = await Sandboxes.StartAsync(o => o with { EnforceLimits = false });
        Sandbox.Clock.Freeze();
    }

    public async Task DisposeAsync() => await Sandbox.DisposeAsync();
}
