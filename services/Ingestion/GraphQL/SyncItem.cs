using System.Text.Json;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Ingestion.GraphQL;

/// <summary>How an account's synchronisation stands.</summary>
/// <param name="AccountId">Of which account.</param>
/// <param name="State">connecting, importing, live, polling, paused, disabled, wrong-key, missing-permission, excessive-permission, revoked-key, venue-down, banned or removed.</param>
/// <param name="Advice">What to do, when something is wrong.</param>
/// <param name="Records">Records imported.</param>
/// <param name="Expected">Records expected: an estimate that gets better with every page; null before the first.</param>
/// <param name="SecondsLeft">An estimate while importing.</param>
/// <param name="LastSync">When everything was last caught up.</param>
/// <param name="StreamAlive">Whether the private stream is connected.</param>
/// <param name="OpenProblems">Pages with something that could not be understood.</param>
/// <param name="OlderNeedsFile">The venue's API does not serve the oldest history: that part needs a file exported at the venue.</param>
[GraphQLName("SyncState")]
internal sealed record SyncItem(
    [property: ID] Guid AccountId, string State, string? Advice, long Records, long? Expected, int? SecondsLeft, DateTimeOffset? LastSync, bool StreamAlive, int OpenProblems, bool OlderNeedsFile) : IOfAccount
{
    public static SyncItem? Read(JsonElement json) => json.TryGetProperty("removed", out _) ? null : Of(json.Deserialize(LiveJson.Default.AccountSyncValue));

    public static IReadOnlyList<SyncItem> ReadAll(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> values) =>
        [.. values.Values.Select(json => Of(JsonSerializer.Deserialize(json.Span, LiveJson.Default.AccountSyncValue))).OfType<SyncItem>()];

    private static SyncItem? Of(AccountSyncValue? v) =>
        v is null ? null : new(v.Account.Value, v.State, v.Advice, v.Done, v.Expected, v.SecondsLeft, v.LastSync, v.StreamAlive, v.Problems, v.OlderNeedsFile);
}
