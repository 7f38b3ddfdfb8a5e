using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Identity.Account;
using PortfolioPlatform.Identity.Alarms;
using PortfolioPlatform.Identity.Clients;
using PortfolioPlatform.Identity.Codes;
using PortfolioPlatform.Identity.Demo;
using PortfolioPlatform.Identity.External;
using PortfolioPlatform.Identity.GraphQL;
using PortfolioPlatform.Identity.Links;
using PortfolioPlatform.Identity.Members;
using PortfolioPlatform.Identity.Passkeys;
using PortfolioPlatform.Identity.Passwords;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Identity.Sessions;
using PortfolioPlatform.Identity.SignIn;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Platform;

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
        services.TryAddSingleton<BreachedPasswords>();
        services.AddMetrics();
        services.TryAddSingleton<SignInMetrics>();
        services.AddSingleton<AttackWatch>().AddHostedService<AlarmSender>();
        services.AddSingleton<RefusedSignIns>().AddHostedService(p => p.GetRequiredService<RefusedSignIns>()).AddHostedService<SessionUpkeep>();
        services.AddSingleton<WaysTrail>().AddSingleton<PasswordRules>().AddSingleton<PasswordHashes>().AddSingleton<Attempts>().AddSingleton<Proofs>().AddSingleton<AddressLimit>();
        services.AddSingleton<CodeService>().AddSingleton<SignInService>().AddSingleton<SignUpService>().AddSingleton<OwnAccount>().AddSingleton<SecurityEvents>();
        services.AddSingleton<MemberService>().AddSingleton<InvitationService>().AddSingleton<OwnName>();
        services.AddIdentityCore<Person>().AddUserStore<PasskeyStore>();
        services.AddSingleton<PasskeyStore>().AddScoped<IPasskeyHandler<Person>, PasskeyHandler<Person>>().AddScoped<PasskeyService>();
        IdentityGraphQL.Add(services);
    }

    /// <inheritdoc/>
    public void MapApi(IEndpointRouteBuilder endpoints)
    {
        LinkEndpoints.Map(endpoints);
        SessionEndpoints.Map(endpoints);
        ClientRegistration.Map(endpoints);
        ExternalEndpoints.Map(endpoints);
        SignInEndpoints.Map(endpoints);
        AccountEndpoints.Map(endpoints);
    }

    private static void AddShared(IServiceCollection services, ModuleContext context)
    {
        services.Configure<IdentityOptions>(o => context.Configuration.Bind(o));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LoginLinks>();
        services.TryAddSingleton<SignUps>();
        services.TryAddSingleton<SessionService>();
    }
}
