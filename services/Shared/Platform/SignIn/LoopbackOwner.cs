using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>Where <see cref="SignInOptions.OpenOnLoopback"/> says so, a caller on this machine that did not sign in is the owner; whom a proxy on this machine speaks for is not on it.</summary>
internal sealed class LoopbackOwner(RequestDelegate next, IOptions<SignInOptions> options)
{
    private static readonly string[] Forwarded = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    /// <summary>Opens the host, if it is to be open, and says so in the log.</summary>
    public static void Use(WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<SignInOptions>>().Value.OpenOnLoopback) return;
        app.UseMiddleware<LoopbackOwner>();
        Log.OpenOnLoopback(app.Services.GetRequiredService<ILogger<LoopbackOwner>>());
    }

    public Task InvokeAsync(HttpContext http)
    {
        if (http.User.Identity is not { IsAuthenticated: true } && IsHere(http)) http.User = Viewer.Of(new TenantId(options.Value.Tenant), "local", MemberRoles.Owner);
        return next(http);
    }

    private static bool IsHere(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !Forwarded.Any(http.Request.Headers.ContainsKey);
}
