using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Huobi;

/// <summary>Where a walk through windows of time stands: each window is read for each account, newest window first.</summary>
internal sealed record HuobiSweep
{
    /// <summary>End of the window being read, Unix milliseconds; null between passes.</summary>
    public long? End { get; init; }

    /// <summary>Accounts of this pass; one zero where the endpoint spans all.</summary>
    public ImmutableArray<long> Accounts { get => field.IsDefault ? [] : field; init; }

    /// <summary>Which of them is being read.</summary>
    public int Index { get; init; }

    /// <summary>The next page within the window and account; null at its start.</summary>
    public string? From { get; init; }

    /// <summary>Sides of transfers that wait for the other account.</summary>
    public ImmutableArray<HuobiHalf> Held { get => field.IsDefault ? [] : field; init; }

    /// <summary>The pass itself.</summary>
    public HistoryPass Pass { get => field ?? new(); init; }

    /// <summary>Reads a cursor; null is the start.</summary>
    public static HuobiSweep Parse(string? cursor) => cursor is null ? new() : JsonSerializer.Deserialize(cursor, HuobiStateJson.Default.HuobiSweep) ?? new();

    /// <summary>The cursor text.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, HuobiStateJson.Default.HuobiSweep);

    /// <summary>The account being read.</summary>
    [JsonIgnore]
    public long Account => Accounts[Index];
}

/// <summary>An endpoint that is read in windows of time and forgets.</summary>
/// <param name="Endpoint">Its name.</param>
/// <param name="Window">Longest window of one call.</param>
/// <param name="Memory">How far back it tells.</param>
/// <param name="PerAccount">Whether it must be asked for each account.</param>
/// <param name="Request">The call: key, account, start, end, next page.</param>
internal sealed record HuobiWindowed(string Endpoint, TimeSpan Window, TimeSpan Memory, bool PerAccount, Func<string, long, long, long, string?, VenueRequest> Request)
{
    /// <summary>The three of them.</summary>
    public static ImmutableArray<HuobiWindowed> All { get; } =
    [
        new(HuobiEndpoints.Matches, TimeSpan.FromHours(48), TimeSpan.FromDays(120), false, (key, _, start, end, from) => HuobiEndpoints.MatchPage(key, start, end, from)),
        new(HuobiEndpoints.Transfers, TimeSpan.FromDays(10), TimeSpan.FromDays(180), true, HuobiEndpoints.TransferPage),
        new(HuobiEndpoints.Records, TimeSpan.FromHours(1), TimeSpan.FromDays(30), true, HuobiEndpoints.RecordPage),
    ];
}
