using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PortfolioPlatform.Identity.Clients;
using PortfolioPlatform.Identity.Demo;
using PortfolioPlatform.Identity.External;
using PortfolioPlatform.Identity.Links;
using PortfolioPlatform.Identity.Sessions;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity;

/// <summary>Who may see what: people, their places in tenants, roles, sessions and how they are proved.</summary>
public sealed class IdentityModule : IModule
{
    /// <inheritdoc/>
    public string Name => "identity";

    /// <inheritdoc/>
    public IReadOnlyList<HostCommand> Commands => [LoginLinkCommand.Command];

    /// <inheritdoc/>
    public void AddWorker(IServiceCollection services, ModuleContext context)
    {
        AddShared(services, context);
        services.TryAddSingleton<DemoOwner>();
        services.AddSingleton<IFirstAddress>(p => p.GetRequiredService<DemoOwner>()).AddHostedService(p => p.GetRequiredService<DemoOwner>());
    }

    /// <inheritdoc/>
    public void AddApi(IServiceCollection services, ModuleContext context)
    {
        AddShared(services, context);
        services.TryAddSingleton<ISessionRenewal>(p => p.GetRequiredService<SessionService>());
        ClientRegistration.Add(services, context.Configuration);
        ExternalRegistration.Add(services, context.Configuration);
    }

    /// <inheritdoc/>
    public void MapApi(IEndpointRouteBuilder endpoints)
    {
        LinkEndpoints.Map(endpoints);
        SessionEndpoints.Map(endpoints);
        ClientRegistration.Map(endpoints);
        ExternalEndpoints.Map(endpoints);
    }

    private static void AddShared(IServiceCollection services, ModuleContext context)
    {
        services.Configure<IdentityOptions>(o => context.Configuration.Bind(o));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LoginLinks>();
        services.TryAddSingleton<SessionService>();
    }
}
