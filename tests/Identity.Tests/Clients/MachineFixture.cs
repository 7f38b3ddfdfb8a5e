namespace PortfolioPlatform.Identity.Tests.Clients;

/// <summary>One host for stories that leave nothing behind that another would trip over; nobody is slowed down for calling from one address.</summary>
public sealed class MachineFixture : IAsyncLifetime
{
    private Task<string>? _token;

    internal MachineHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await MachineHost.StartAsync("--identity:Tokens:FailuresPerMinute=100000", "--identity:Tokens:CallsPerSecond=100000");

    /// <summary>A token of a client that may read, one for all.</summary>
    internal Task<string> TokenAsync() => _token ??= MakeTokenAsync();

    private async Task<string> MakeTokenAsync() => await Host.TokenAsync(await Host.CreateAsync(MachineHost.A));

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();
}
