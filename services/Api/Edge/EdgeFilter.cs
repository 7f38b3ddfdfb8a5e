using PortfolioPlatform.Api.Web;

namespace PortfolioPlatform.Api.Edge;

/// <summary>Puts the guard, WebSockets and the page before every endpoint, whichever module it belongs to.</summary>
internal sealed class EdgeFilter : IStartupFilter
{
    private static readonly WebSocketOptions Sockets = new() { KeepAliveInterval = TimeSpan.FromSeconds(15), KeepAliveTimeout = TimeSpan.FromSeconds(30) };

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<EdgeGuard>();
        app.UseWebSockets(Sockets);
        StaticPage.Use(app);
        next(app);
    };
}
