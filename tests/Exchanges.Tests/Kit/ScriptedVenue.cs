using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Exchanges.Tests.Kit;

/// <summary>A real HTTP and WebSocket server on a free port whose answers the test writes.</summary>
public sealed class ScriptedVenue : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly HttpClient _http = new();

    private ScriptedVenue(WebApplication server) => _server = server;

    /// <summary>Answers a call: path with query, body, and headers are in the request.</summary>
    public Func<HttpRequest, string, Answer> OnCall { get; set; } = (_, _) => new Answer("{}");

    /// <summary>Speaks on a WebSocket.</summary>
    public Func<WebSocket, CancellationToken, Task> OnSocket { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Calls seen: method, path with query, body.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public Uri Rest => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public Uri Stream => new UriBuilder(Rest) { Scheme = "ws" }.Uri;

    public static async Task<ScriptedVenue> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var venue = new ScriptedVenue(server);
        server.UseWebSockets();
        server.Run(venue.HandleAsync);
        await server.StartAsync();
        return venue;
    }

    /// <summary>A context that leads here.</summary>
    public VenueContext Context(TimeProvider clock, IRateBudget? gates = null) =>
        new(Rest, Stream, clock, _http, gates ?? new InProcessRateBudget(clock), new InProcessNonceSource());

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _server.StopAsync(now.Token);
        await _server.DisposeAsync();
    }

    /// <summary>Sends one text message.</summary>
    public static Task SayAsync(WebSocket socket, string text, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    /// <summary>Receives one text message.</summary>
    public static async Task<string> HearAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[65536];
        var part = await socket.ReceiveAsync(buffer, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, part.Count);
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await OnSocket(socket, context.RequestAborted);
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        Calls.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} {body}".TrimEnd());
        var answer = OnCall(context.Request, body);
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers ?? []) context.Response.Headers[name] = value;
        if (answer.Aborts) { context.Abort(); return; }
        await context.Response.WriteAsync(answer.Body);
    }
}

/// <summary>What a scripted venue answers.</summary>
public sealed record Answer(string Body, int Status = 200, Dictionary<string, string>? Headers = null, bool Aborts = false);
