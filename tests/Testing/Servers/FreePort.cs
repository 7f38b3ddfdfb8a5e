using System.Net;
using System.Net.Sockets;

namespace PortfolioPlatform.Testing;

/// <summary>Ports of loopback that nobody uses now.</summary>
public static class FreePort
{
    /// <summary>Finds one.</summary>
    public static int Next() => Next(1)[0];

    /// <summary>Finds several different ones.</summary>
    public static int[] Next(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners) listener.Start();
        var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners) listener.Dispose();
        return ports;
    }

    /// <summary>Whether somebody answers at a port.</summary>
    public static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
