using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Platform.Audit;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>Wiring of sign-in.</summary>
public static class SignInRegistration
{
    /// <summary>Cookies and tokens, their keys in the database, and what was revoked. Every endpoint that says nothing else is for who is signed in.</summary>
    internal static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<SignInOptions>(configuration.GetSection("SignIn"));
        services.AddDataProtection().SetApplicationName("portfolio-platform");
        services.AddOptions<KeyManagementOptions>().Configure<IDatabase, IKeyService>((o, database, master) => (o.XmlRepository, o.XmlEncryptor) = (new KeyRing(database), new KeyRingSeal(master)));
        services.AddSingleton<Tickets>().AddSingleton<Revocations>().AddSingleton<RevocationList>().AddSingleton<OpenConnections>().AddSingleton<ISessionUse>(p => p.GetRequiredService<OpenConnections>());
        services.AddHostedService<RevocationWatch>();
        services.AddSingleton<RefusedChanges>().AddSingleton<IRefusedMutations>(p => p.GetRequiredService<RefusedChanges>());
        services.AddAuthentication(SignInHandler.Scheme).AddScheme<AuthenticationSchemeOptions, SignInHandler>(SignInHandler.Scheme, null);
        services.AddAuthorization(o => o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    /// <summary>Only for who has the permission on the whole tenant.</summary>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder endpoints, string permission)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireAuthorization(policy => policy.RequireAssertion(context => context.User.Can(permission)));

    internal static void Use(WebApplication app)
    {
        app.Use(CrossSiteGuard.HandleAsync);
        app.UseAuthentication();
        app.Use(BearerGuard.HandleAsync);
        LoopbackOwner.Use(app);
        app.UseMiddleware<ConnectionLife>();
        app.Use(RefusedChanges.HandleAsync);
        app.UseAuthorization();
    }
}
