using System.Net;
using System.Net.Sockets;

namespace PortfolioPlatform.Identity.External;

/// <summary>Connects to public addresses only, whatever a name is resolved to at that moment: tenants name hosts, and none may name one of our own network.</summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Private =
    [
        .. ((string[])["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/128", "::1/128", "64:ff9b::/96", "100::/64", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "ff00::/8"]).Select(n => IPNetwork.Parse(n)),
    ];

    /// <summary>A handler that follows no redirect and goes nowhere private.</summary>
    public static SocketsHttpHandler Handler(ExternalOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = options.AllowPrivateAddresses ? null : (context, token) => ConnectAsync(context.DnsEndPoint, token),
    };

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Array.Exists(Private, n => n.Contains(plain));
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(host.Host, cancellationToken);
        if (addresses.Length == 0 || !addresses.All(IsPublic)) throw new HttpRequestException("The host has an address that is not public.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, host.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
