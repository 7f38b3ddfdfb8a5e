using System.Net;
using System.Net.Sockets;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Identity.Tokens;

/// <summary>The networks a client may call from; an empty list means from anywhere.</summary>
internal sealed record NetworkList(IReadOnlyList<IPNetwork> Networks)
{
    private const int Most = 20;

    /// <summary>From anywhere.</summary>
    public static NetworkList Anywhere { get; } = new([]);

    /// <summary>Reads addresses and networks in CIDR notation.</summary>
    public static Result<NetworkList> Parse(IReadOnlyList<string> texts)
    {
        if (texts.Count > Most) return new Error("BAD_NETWORK", $"A client has at most {Most} networks.");
        var networks = new List<IPNetwork>();
        foreach (var text in texts)
        {
            if (ParseOne(text.Trim()) is not { } network) return new Error("BAD_NETWORK", $"'{text}' is not an address or a network such as 203.0.113.0/24 or 2001:db8::/48.");
            networks.Add(network);
        }
        return new NetworkList(networks);
    }

    /// <summary>Whether a caller at this address may come in. An unknown address may only where everybody may.</summary>
    public bool Admits(IPAddress? address)
    {
        if (Networks.Count == 0) return true;
        if (address is null) return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Networks.Any(n => n.Contains(plain));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', Networks);

    private static IPNetwork? ParseOne(string text)
    {
        if (text.Contains('%', StringComparison.Ordinal)) return null;
        if (text.Contains('/', StringComparison.Ordinal)) return IPNetwork.TryParse(text, out var network) ? network : null;
        // A lone number parses as an address too (1 is 0.0.0.1): nobody means that.
        if (!IPAddress.TryParse(text, out var address) || (address.AddressFamily == AddressFamily.InterNetwork && text.Count(c => c == '.') != 3)) return null;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return new IPNetwork(plain, plain.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
    }
}
