using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.Api;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Platform.HotStore;

namespace PortfolioPlatform.Benchmarks.Feed;

/// <summary>The real feed over the product's in-process hot store and live channel, with a publisher that shapes values as Portfolio does.</summary>
internal sealed class FeedUnderLoad : IAsyncDisposable, IFeedTopic
{
    private const string Topic = "portfolio:bench";
    private const int BusyKeys = 40;
    private const int QuietKeys = 50;
    private readonly WebApplication app;
    private long version;

    private FeedUnderLoad()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<IFeedTopic>(this);
        HotStoreSwitch.Read(builder.Configuration).Register(builder.Services);
        var module = new ApiModule();
        module.AddApi(builder.Services, new ModuleContext(builder.Configuration.GetSection("api"), null));
        app = builder.Build();
        app.Use((http, next) =>
        {
            http.User = Viewer.Of(DemoTenant.Tenant, "bench", MemberRoles.Owner);
            return next(http);
        });
        module.MapApi(app);
    }

    internal string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public string Name => "portfolio";

    internal static async Task<FeedUnderLoad> StartAsync(CancellationToken cancellationToken)
    {
        var load = new FeedUnderLoad();
        await load.app.StartAsync(cancellationToken);
        return load;
    }

    internal static long Memory() => GC.GetTotalMemory(forceFullCollection: true);

    public ValueTask<FeedSource?> ResolveAsync(TenantId tenant, string? argument, CancellationToken cancellationToken) =>
        ValueTask.FromResult<FeedSource?>(FeedSource.Public(Topic));

    /// <summary>Publishes so many changes a second until an instant of the stopwatch; each tick of a busy key also changes the total.</summary>
    internal async Task TickAsync(int perSecond, bool quiet, long until, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; Stopwatch.GetTimestamp() < until; i++)
        {
            var due = began + (i * Stopwatch.Frequency / perSecond);
            var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (wait > TimeSpan.FromMilliseconds(1)) await Task.Delay(wait, cancellationToken);
            if (quiet || i % perSecond == 0) await PublishAsync($"quiet:{i / (quiet ? 1 : perSecond) % QuietKeys}", cancellationToken);
            if (quiet) continue;
            await PublishAsync($"position:{i % BusyKeys}", cancellationToken);
            await PublishAsync("total", cancellationToken);
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task PublishAsync(string key, CancellationToken cancellationToken)
    {
        var json = $$"""
            {"key":"{{key}}","epoch":1,"version":{{++version}},"asset":"coin:bitcoin","symbol":"BTC","name":"Bitcoin","quantity":"41.23845171","price":"{{StampedPrice.Of(96412.5m)}}","priceState":"ok","value":"3975902.225","cost":"3180721.78","realised":"1204.5","unrealised":"795180.445","dayChange":"47710.83","share":"61.9"}
            """;
        var bytes = Encoding.UTF8.GetBytes(json);
        await app.Services.GetRequiredService<IHotStore>().SetAsync(Topic, [KeyValuePair.Create<string, ReadOnlyMemory<byte>>(key, bytes)], cancellationToken);
        await app.Services.GetRequiredService<ILiveChannel>().PublishAsync(Topic, bytes, cancellationToken);
    }
}
