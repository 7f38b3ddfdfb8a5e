using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Platform.Hosting;

/// <summary>Only this machine may call, and only pages of this host: requests (WebSockets included) with a foreign Host or Origin are refused, so no web site can reach the host through a browser.</summary>
internal static class LoopbackGuard
{
    public static void Use(WebApplication app)
    {
        var allowed = app.Configuration.GetSection("Http:AllowedOrigins").Get<string[]>() ?? [];
        app.Use((context, next) => IsOurs(context.Request, allowed) ? next(context) : RefuseAsync(context));
    }

    /// <summary>Refuses addresses other machines could reach, wherever the configuration names them.</summary>
    public static void RequireLoopback(string urls, IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>();
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Concat(endpoints))
        {
            if (Uri.TryCreate(url, UriKind.Absolute, out var address) && IsLoopback(address.Host)) continue;
            throw new StartupException(configuration.GetValue<bool>("SignIn:OpenOnLoopback")
                ? $"'{url}' is not an address of this machine alone: with SignIn:OpenOnLoopback whoever reached it would be the owner."
                : $"'{url}' is not an address of this machine alone: the host listens on http://127.0.0.1:PORT or http://localhost:PORT only.");
        }
    }

    private static bool IsOurs(HttpRequest request, string[] allowed)
    {
        if (!IsLoopback(request.Host.Host)) return false;
        var origins = request.Headers.Origin;
        return origins.Count == 0 || (origins.Count == 1 && (allowed.Contains(origins[0], StringComparer.OrdinalIgnoreCase) || IsSame(origins[0], request.Host)));
    }

    private static bool IsSame(string? origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, host.Value, StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static Task RefuseAsync(HttpContext context) => EdgeRefusal.WriteAsync(context, StatusCodes.Status403Forbidden, "This host answers its own machine and its own pages only.", ErrorCodes.Denied);
}
