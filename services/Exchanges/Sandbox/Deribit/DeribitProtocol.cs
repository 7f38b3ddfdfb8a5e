using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Deribit;

/// <summary>Deribit API v2: JSON-RPC over HTTP (plain GETs and POSTs) and over WebSocket; the same methods on both.</summary>
internal sealed class DeribitProtocol : IVenueProtocol
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public VenueProfile Profile { get; } = DeribitProfile.Create();

    public string StreamPath => "/ws/api/v2";

    public (string Key, string Secret, string? Passphrase) CreateKey(ulong seed, string name) => (Noise.Text(seed, "deribit-key-" + name, 8, Letters), Noise.Text(seed, "deribit-secret-" + name, 43, Letters), null);

    public void Map(IEndpointRouteBuilder routes, VenueSite site)
    {
        var (auth, methods) = (new DeribitAuth(site), new DeribitMethods(site));
        routes.MapGet("/api/v2/{scope}/{method}", context => ServeAsync(context, auth, methods));
        routes.MapPost("/api/v2", context => PostAsync(context, auth, methods));
        site.MapSocket(routes, "/ws/api/v2", socket => new DeribitStream(site, auth, methods, socket).RunAsync());
    }

    public Task RefuseAsync(HttpContext context, VenueRefusal refusal, TimeSpan retryAfter) => refusal == VenueRefusal.Unavailable
        ? AnswerAsync(context, new DeribitCall("", default, null), new DeribitError(13028, "temporarily_unavailable", 503))
        : AnswerAsync(context, new DeribitCall("", default, null), new DeribitError(10028, "too_many_requests", 429));

    private static Task ServeAsync(HttpContext context, DeribitAuth auth, DeribitMethods methods)
    {
        var name = $"{context.Request.RouteValues["scope"]}/{context.Request.RouteValues["method"]}";
        var arguments = context.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);
        var call = new DeribitCall(name, JsonSerializer.SerializeToElement(arguments), null);
        return RunAsync(context, auth, methods, call, "");
    }

    private static async Task PostAsync(HttpContext context, DeribitAuth auth, DeribitMethods methods)
    {
        var body = await context.BodyAsync();
        var message = WireAnswer.Parse(body);
        await RunAsync(context, auth, methods, DeribitCall.Of(message), System.Text.Encoding.UTF8.GetString(body));
    }

    private static Task RunAsync(HttpContext context, DeribitAuth auth, DeribitMethods methods, DeribitCall call, string body)
    {
        var key = auth.Of(context, body);
        var (result, error) = methods.Run(call with { Key = key }, auth);
        return error is { } refused ? AnswerAsync(context, call, refused) : context.SendAsync(System.Text.Encoding.UTF8.GetBytes(call.Answer(result!)));
    }

    private static Task AnswerAsync(HttpContext context, DeribitCall call, DeribitError error) => context.SendAsync(System.Text.Encoding.UTF8.GetBytes(call.Refusal(error)), error.Status);
}
