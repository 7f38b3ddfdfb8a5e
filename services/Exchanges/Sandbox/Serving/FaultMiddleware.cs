using System.Text;
using Microsoft.AspNetCore.Http;

namespace PortfolioPlatform.Sandbox.Serving;

/// <summary>Plays the REST faults of a venue before and after its handlers.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, VenueSite site, IVenueProtocol protocol)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var (knobs, set) = (site.Knobs, site.Knobs.Current);
        if (knobs.IsDark)
        {
            context.Abort();
            return;
        }

        if (set.LatencyMs > 0) await Task.Delay(set.LatencyMs, context.RequestAborted);
        if (context.WebSockets.IsWebSocketRequest) await next(context);
        else if (knobs.BannedFor is var ban && ban > TimeSpan.Zero) await protocol.RefuseAsync(context, VenueRefusal.Banned, ban * site.Options.LimitPace);
        else if (knobs.Hits(set.RateLimitedRate)) await protocol.RefuseAsync(context, VenueRefusal.RateLimited, TimeSpan.FromSeconds(10));
        else if (knobs.Hits(set.ErrorRate)) await protocol.RefuseAsync(context, VenueRefusal.Unavailable, TimeSpan.Zero);
        else if (knobs.Hits(set.TruncatedRate)) await RewriteAsync(context, body => body[..(body.Length / 2)]);
        else if (knobs.Hits(set.MalformedRate)) await RewriteAsync(context, _ => Encoding.UTF8.GetBytes("<html><body>upstream returned nothing</body>"));
        else await next(context);
    }

    private async Task RewriteAsync(HttpContext context, Func<byte[], byte[]> change)
    {
        var original = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        await next(context);
        context.Response.Body = original;
        var body = change(buffer.ToArray());
        context.Response.ContentLength = body.Length;
        await original.WriteAsync(body, context.RequestAborted);
    }
}
