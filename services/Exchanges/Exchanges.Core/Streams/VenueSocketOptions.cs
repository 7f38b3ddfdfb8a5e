using System.Collections.Immutable;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>How a venue's stream is connected and kept alive.</summary>
/// <param name="Address">Where.</param>
public sealed record VenueSocketOptions(Uri Address)
{
    /// <summary>Texts sent right after connecting (subscriptions, logins).</summary>
    public ImmutableArray<string> Hello { get; init; } = [];

    /// <summary>Silence after which the connection counts as lost.</summary>
    /// <value>Thirty seconds.</value>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Makes the venue's own ping text, if it has one; sent every <see cref="PingEvery"/>.</summary>
    public Func<string>? Ping { get; init; }

    /// <summary>Pause between pings.</summary>
    /// <value>Fifteen seconds.</value>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether binary frames are GZIP texts.</summary>
    public bool GzipFrames { get; init; }

    /// <summary>Longest message accepted.</summary>
    /// <value>16 MiB.</value>
    public int LongestMessage { get; init; } = 16 * 1024 * 1024;

    /// <summary>What a connection pays to the venue's connect limits.</summary>
    public ImmutableArray<RateCost> Costs { get; init; } = [];
}
