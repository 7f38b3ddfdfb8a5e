using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PortfolioPlatform.Coinbase;

/// <summary>Where one wallet stands in a pass.</summary>
/// <param name="Id">The wallet.</param>
/// <param name="After">Id of its oldest row read, null before its first page.</param>
/// <param name="At">Time of that row, Unix milliseconds; null before its first page.</param>
internal sealed record CoinbaseWalletPosition(string Id, string? After = null, long? At = null);

/// <summary>
/// Where the walk through all wallets stands. The wallet whose last row is youngest is read next, so all go back in time together: newest data first,
/// and the halves that wait for their other wallet stay few.
/// </summary>
/// <param name="Wallets">Wallets not read down to the floor yet; empty between passes.</param>
/// <param name="Held">Halves of events that wait for their other half.</param>
internal sealed record CoinbaseWalletCursor(ImmutableArray<CoinbaseWalletPosition> Wallets, ImmutableArray<CoinbaseRow> Held)
{
    /// <summary>The pass itself.</summary>
    public Exchanges.Core.HistoryPass Pass { get; init; } = new();

    /// <summary>Reads a cursor; null is the start.</summary>
    public static CoinbaseWalletCursor Parse(string? cursor) =>
        cursor is null ? new([], []) : JsonSerializer.Deserialize(cursor, CoinbaseStateJson.Default.CoinbaseWalletCursor) ?? new([], []);

    /// <summary>The cursor text.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, CoinbaseStateJson.Default.CoinbaseWalletCursor);

    /// <summary>The wallet to read next.</summary>
    [JsonIgnore]
    public CoinbaseWalletPosition? Next => Wallets.IsEmpty ? null : Wallets.MaxBy(wallet => wallet.At ?? long.MaxValue);

    /// <summary>Down to where every wallet was read, Unix milliseconds; null while one was not read at all.</summary>
    [JsonIgnore]
    public long? Horizon => Wallets.IsEmpty ? CoinbasePageState.Everything : Wallets.Any(wallet => wallet.At is null) ? null : Wallets.Max(wallet => wallet.At);

    /// <summary>The cursor with a wallet moved on, or (null) done.</summary>
    public CoinbaseWalletCursor Move(CoinbaseWalletPosition from, CoinbaseWalletPosition? to) =>
        this with { Wallets = to is null ? Wallets.Remove(from) : Wallets.Replace(from, to) };
}
