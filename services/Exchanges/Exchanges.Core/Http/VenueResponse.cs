using System.Collections.Frozen;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>What a venue answered, whatever the status.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The exact bytes.</param>
/// <param name="Headers">Response headers, names without regard to case.</param>
/// <param name="ReceivedAt">When, by the context's clock.</param>
public sealed record VenueResponse(int Status, ReadOnlyMemory<byte> Body, FrozenDictionary<string, string> Headers, DateTimeOffset ReceivedAt)
{
    /// <summary>Whether the body is no complete JSON although the call was repeated: to be archived and quarantined, never to be read.</summary>
    public bool IsMalformed { get; init; }

    /// <summary>A header, or null.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
