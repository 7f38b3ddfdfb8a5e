using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.Hosting;

namespace PortfolioPlatform.Testing;

/// <summary>Modules running as in the product: real PostgreSQL, in-memory bus, in-process hot store, HTTP on a free port. Who calls over HTTP without signing in is the tenant's owner, unless the settings say otherwise.</summary>
public sealed class PlatformTestHost : IAsyncDisposable
{
    private readonly RunningHost _host;
    private readonly TemporaryFolder _data;

    private PlatformTestHost(RunningHost host, TestDatabase database, TemporaryFolder data) =>
        (_host, Database, _data) = (host, database, data);

    /// <summary>The database it uses.</summary>
    public TestDatabase Database { get; }

    /// <summary>Where it answers.</summary>
    public string Url => _host.Url!;

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>The transaction opener.</summary>
    public IDatabase Transactions => Services.GetRequiredService<IDatabase>();

    /// <summary>Starts one module, without demo.</summary>
    public static Task<PlatformTestHost> StartAsync(IModule module, params IReadOnlyList<string> settings) => StartAsync([module], null, settings);

    /// <summary>Starts modules on a database (a fresh one by default). Settings are words such as <c>--Portfolio:Key=value</c>; <c>--Demo=true</c> seeds the demo tenant.</summary>
    public static async Task<PlatformTestHost> StartAsync(IReadOnlyList<IModule> modules, TestDatabase? database, params IReadOnlyList<string> settings)
    {
        var used = database ?? await PostgresFixture.CreateAsync(modules);
        var data = new TemporaryFolder();
        try
        {
            string[] words =
            [
                "--no-demo", "--SignIn:OpenOnLoopback=true", "--port", "0", "--data", data.Path, $"--Database:ConnectionString={used.RuntimeConnectionString}",
                $"--Database:OwnerConnectionString={used.OwnerConnectionString}", .. settings,
            ];
            return new(await PlatformHost.StartAsync(words, new(modules, []), CancellationToken.None), used, data);
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _data.Dispose();
    }
}
