using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PortfolioPlatform.Platform.Database;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Platform.Hosting;

/// <summary>A started host.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    private readonly WebApplication? _app;
    private readonly ResourceStack _resources;
    private readonly EmbeddedPostgres? _server;

    internal RunningHost(WebApplication? app, ResourceStack resources, EmbeddedPostgres? server) => (_app, _resources, _server) = (app, resources, server);

    /// <summary>Where it answers; null when it only migrated.</summary>
    public string? Url => _app?.Urls.First();

    /// <summary>What a person opens first: where it answers, and of a demo the link that signs in, once.</summary>
    public async Task<Uri> FirstAddressAsync(CancellationToken cancellationToken) =>
        _app?.Services.GetService<IFirstAddress>() is { } first && await first.MakeAsync(new Uri(Url!), cancellationToken) is { } address ? address : new Uri(Url!);

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _app?.Services ?? throw new InvalidOperationException("Nothing runs: the target was migrate.");

    /// <summary>Waits for Ctrl-C, a termination signal, the token, or the end of the database.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartupException">The database ended on its own.</exception>
    public async Task<int> RunUntilStoppedAsync(CancellationToken cancellationToken)
    {
        var stopped = _app!.WaitForShutdownAsync(cancellationToken);
        await (_server is null ? stopped : await Task.WhenAny(stopped, _server.Ended));
        return 0;
    }

    /// <summary>Stops everything, the database last.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.StopAsync(CancellationToken.None);
        await _resources.DisposeAsync();
    }
}
