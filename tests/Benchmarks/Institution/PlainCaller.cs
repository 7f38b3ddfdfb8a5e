using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace PortfolioPlatform.Benchmarks.Institution;

/// <summary>One connection that asks one request after the other, for as little processor time as can be. Every answer's status and errors are looked at, one in a hundred is read as JSON.</summary>
internal sealed class PlainCaller(Uri url, byte[][] requests) : IDisposable
{
    private const int Sample = 100;

    private byte[] buffer = new byte[64 * 1024];
    private Socket? socket;

    /// <summary>Requests as they go over the wire.</summary>
    public static byte[][] Requests(Uri url, string token, string[] bodies) => [.. bodies.Select(body => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"POST /graphql HTTP/1.1\r\nHost: {url.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}")))];

    /// <summary>Asks; whether the answer is one without errors.</summary>
    public bool Ask(int number)
    {
        try
        {
            socket ??= Connect();
            socket.Send(requests[number % requests.Length]);
            var (from, length) = Receive();
            var answer = buffer.AsSpan(from, length);
            return buffer.AsSpan().StartsWith("HTTP/1.1 200"u8) && answer.IndexOf("\"errors\":[{\"message\""u8) < 0 && (number % Sample > 0 || HasData(buffer.AsMemory(from, length)));
        }
        catch (SocketException)
        {
            Dispose();
            return false;
        }
    }

    public void Dispose()
    {
        socket?.Dispose();
        socket = null;
    }

    private static bool HasData(ReadOnlyMemory<byte> answer)
    {
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object && data.EnumerateObject().All(field => field.Value.ValueKind != JsonValueKind.Null);
    }

    private Socket Connect()
    {
        var connected = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 20_000 };
        connected.Connect(url.Host, url.Port);
        return connected;
    }

    /// <summary>Reads an answer; where its body begins, and how long it is.</summary>
    private (int From, int Length) Receive()
    {
        var (read, from, length) = (0, 0, -1);
        while (length < 0 || read < from + length)
        {
            if (length > 0 && from + length > buffer.Length) Array.Resize(ref buffer, from + length);
            var more = socket!.Receive(buffer, read, buffer.Length - read, SocketFlags.None);
            if (more == 0) throw new SocketException((int)SocketError.ConnectionReset);
            read += more;
            if (length >= 0 || buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8) is not (> 0 and var end)) continue;
            (from, length) = (end + 4, Length(buffer.AsSpan(0, end + 2)));
        }

        return (from, length);
    }

    private static int Length(ReadOnlySpan<byte> head)
    {
        var name = "Content-Length: "u8;
        var rest = head[(head.IndexOf(name) + name.Length)..];
        return int.Parse(rest[..rest.IndexOf("\r\n"u8)], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
