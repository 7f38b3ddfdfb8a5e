using System.Collections.Immutable;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>Something on the private stream calls for a look over REST.</summary>
/// <param name="All">Every stream: we may have missed anything.</param>
/// <param name="Streams">These streams.</param>
/// <param name="Symbols">Symbols seen with it.</param>
/// <param name="Fill">The fill that was told, if it was one: its record will come with the same source and native id.</param>
internal sealed record PollHint(bool All, ImmutableArray<string> Streams, ImmutableArray<string> Symbols, VenueTransaction? Fill = null)
{
    /// <summary>Look at everything.</summary>
    public static PollHint Everything { get; } = new(true, [], []);
}
