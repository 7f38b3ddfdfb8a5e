using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.Hosting;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>Where <see cref="SignInOptions.OpenOnLoopback"/> says so, a caller on this machine that did not sign in is the owner.</summary>
internal sealed class LoopbackOwner(RequestDelegate next, IOptions<SignInOptions> options, DemoMode demo)
{
    public Task InvokeAsync(HttpContext http)
    {
        if ((options.Value.OpenOnLoopback ?? demo.Enabled) && http.User.Identity is not { IsAuthenticated: true } && http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address))
            http.User = Viewer.Of(new TenantId(options.Value.Tenant), "local", MemberRoles.Owner);
        return next(http);
    }
}
