using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Platform.Audit;
using PortfolioPlatform.Platform.Bus;
using PortfolioPlatform.Platform.Database;
using PortfolioPlatform.Platform.HotStore;
using PortfolioPlatform.Platform.Keys;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Platform.Telemetry;

namespace PortfolioPlatform.Platform.Hosting;

/// <summary>Registers what the platform gives every module.</summary>
internal static class PlatformServices
{
    public static void Add(IServiceCollection services, IConfiguration configuration, DatabaseLink database, string dataFolder)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(database.Places);
        services.AddSingleton(_ => KeySwitch.Open(configuration, dataFolder));
        services.AddSingleton<DataKeys>();
        services.AddSingleton<IDatabase>(p => new TenantDatabase(database.Places, p.GetRequiredService<DataKeys>(), place => place.Source));
        services.AddSingleton(p => new KeyReading(new TenantDatabase(database.Places, p.GetRequiredService<DataKeys>(), place => place.KeySource)));
        services.AddSingleton<ISealer, Sealer>();
        services.AddHttpContextAccessor();
        services.AddSingleton<AuditSecrets>().AddSingleton<AuditVerifier>().AddSingleton<IAuditTrail, AuditTrail>();
        var health = services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        foreach (var place in database.Places.Placed) health.Add(new($"database {place.Name}", p => new PlaceHealth(place, p.GetRequiredService<IDatabase>()), null, null));
        SignInRegistration.Add(services, configuration);
        HotStoreSwitch.Read(configuration).Register(services);
    }

    /// <summary>Adds the bus with the consumers registered so far; <paramref name="parts"/> tells who listens elsewhere.</summary>
    public static void AddBus(IServiceCollection services, IConfiguration configuration, Places places, HostParts parts)
    {
        var here = Subscriptions(services);
        var everywhere = new ServiceCollection();
        foreach (var module in parts.Modules) module.AddWorker(everywhere, ContextOf(module, configuration, null));
        services.AddPlatformBus(BusSwitch.Read(configuration), places, [.. here.Union(Subscriptions(everywhere))], here);
    }

    public static ModuleContext ContextOf(IModule module, IConfiguration configuration, string? argument) => new(configuration.GetSection(module.Name), argument);

    private static MessageSubscription[] Subscriptions(IServiceCollection services) =>
        [.. services.Select(s => s.ImplementationInstance).OfType<MessageSubscription>()];
}
