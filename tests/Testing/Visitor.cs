using System.Net;
using System.Net.WebSockets;

namespace PortfolioPlatform.Testing;

/// <summary>Somebody who opened a host's first address: with a login link a browser's session, else nobody in particular.</summary>
public sealed class Visitor
{
    private readonly CookieContainer _cookies = new();

    private Visitor(Uri host) => Host = host;

    /// <summary>Where the host answers.</summary>
    public Uri Host { get; }

    /// <summary>The session's cookie as a header's value; empty without a session.</summary>
    public string Cookie => _cookies.GetCookieHeader(Host);

    /// <summary>Opens the address a host printed.</summary>
    public static async Task<Visitor> SignInAsync(Uri first)
    {
        var visitor = new Visitor(new Uri(first.GetLeftPart(UriPartial.Authority)));
        if (first.AbsolutePath == "/") return visitor;
        using var http = visitor.Client(follow: false);
        using var answer = await http.GetAsync(first);
        return answer.StatusCode == HttpStatusCode.Redirect ? visitor : throw new InvalidOperationException($"The login link was refused: {(int)answer.StatusCode}.");
    }

    /// <summary>An HTTP client with the session.</summary>
    /// <param name="follow">Whether it follows redirects.</param>
    public HttpClient Client(bool follow = true) => new(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = follow }) { BaseAddress = Host };

    /// <summary>A WebSocket with the session.</summary>
    /// <param name="path">Such as <c>/feed</c>.</param>
    /// <param name="protocol">A subprotocol, or null.</param>
    public async Task<ClientWebSocket> SocketAsync(string path, string? protocol = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.Cookies = _cookies;
        if (protocol is not null) socket.Options.AddSubProtocol(protocol);
        await socket.ConnectAsync(new UriBuilder(Host) { Scheme = "ws", Path = path }.Uri, CancellationToken.None);
        return socket;
    }
}
