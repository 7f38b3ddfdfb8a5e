using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PortfolioPlatform.Platform.HotStore;

/// <summary>The hot-store switch, read here and nowhere else: Redis by connection string, or in process.</summary>
internal sealed record HotStoreSwitch(string? Redis)
{
    public static HotStoreSwitch Read(IConfiguration configuration)
    {
        var connection = configuration["Redis:Connection"];
        return new(string.IsNullOrWhiteSpace(connection) ? null : connection);
    }

    /// <summary>Registers hot store and live channel.</summary>
    public void Register(IServiceCollection services)
    {
        if (Redis is null)
        {
            services.AddSingleton<IHotStore, InProcessHotStore>().AddSingleton<ILiveChannel, InProcessLiveChannel>();
            return;
        }

        services.AddSingleton(_ => new RedisLink(Redis)).AddSingleton<IHotStore, RedisHotStore>().AddSingleton<ILiveChannel, RedisLiveChannel>();
        services.AddSingleton<ISharedScripts, RedisScripts>();
        services.AddHealthChecks().AddCheck<RedisHealth>("redis");
    }
}
