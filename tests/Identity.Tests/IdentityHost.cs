using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Api;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Identity.Tests;

/// <summary>Identity and the edge as in the product, closed to who did not sign in.</summary>
public sealed class IdentityHost : IAsyncDisposable
{
    private readonly PlatformTestHost _host;

    private IdentityHost(PlatformTestHost host) => _host = host;

    /// <summary>Where it answers.</summary>
    public Uri Url => new(_host.Url);

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts it with the demo's owner.</summary>
    public static async Task<IdentityHost> StartAsync(params IReadOnlyList<string> settings) =>
        new(await PlatformTestHost.StartAsync([new IdentityModule(), new ApiModule()], null, ["--Demo=true", "--SignIn:OpenOnLoopback=false", .. settings]));

    /// <summary>A link that signs the demo's owner in.</summary>
    public async Task<Uri> FirstAddressAsync() => (await Services.GetRequiredService<IFirstAddress>().MakeAsync(Url, CancellationToken.None))!;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
