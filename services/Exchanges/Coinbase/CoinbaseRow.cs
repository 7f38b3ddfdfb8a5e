using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Coinbase;

/// <summary>What is kept of a wallet row until the other half of its event is found: small, because it travels in the cursor.</summary>
internal sealed record CoinbaseRow(string Id, string Type, string Currency, Quantity Amount, DateTimeOffset At, string? Group)
{
    /// <summary>The fee that is part of the amount, in the row's currency.</summary>
    public Quantity Fee { get; init; }

    /// <summary>The venue's value in the user's currency, for halves whose other half never comes.</summary>
    public string? Native { get; init; }

    /// <summary>How far the row has come.</summary>
    public TransactionStatus Status { get; init; }

    /// <summary>The row as the pairing sees it.</summary>
    public static CoinbaseRow Of(CoinbaseTransaction row)
    {
        var payment = row.Trade ?? row.Buy ?? row.Sell;
        return new CoinbaseRow(row.Id, row.Type, row.Amount.Currency, row.Amount.Amount, row.CreatedAt, payment?.Id)
        {
            Fee = payment?.Fee is { } fee && fee.Currency == row.Amount.Currency ? fee.Amount : 0,
            Native = row.NativeAmount is { } native ? $"{native.Amount} {native.Currency}" : null,
            Status = CoinbaseStatus.Of(row.Status) ?? TransactionStatus.Pending,
        };
    }

    /// <summary>The signed legs: what moved without the fee, and the fee.</summary>
    public ImmutableArray<VenueLeg> Legs() => Fee.IsZero ? [Leg(Amount, LegRole.Principal)] : [Leg(Amount + Fee, LegRole.Principal), Leg(-Fee, LegRole.Fee)];

    private VenueLeg Leg(Quantity amount, LegRole role) => new(Currency, CoinbaseCodes.Symbol(Currency, At), amount, role);
}

/// <summary>What the mapper of wallet rows reads besides the page.</summary>
/// <param name="Held">Halves from earlier pages.</param>
/// <param name="Horizon">Unix milliseconds: every wallet was read down to here, so events younger than this are whole; null while some wallet was not read at all.</param>
/// <param name="Floor">End of the pass, Unix milliseconds: halves older than this were booked by an earlier pass.</param>
internal sealed record CoinbasePageState(ImmutableArray<CoinbaseRow> Held, long? Horizon, long? Floor)
{
    /// <summary>The horizon of a pass that is complete.</summary>
    public const long Everything = long.MinValue;

    /// <summary>A page that stands alone.</summary>
    public static CoinbasePageState Alone { get; } = new([], Everything, null);

    /// <summary>Reads a page's metadata.</summary>
    public static CoinbasePageState Parse(string? metadata) =>
        metadata is null ? Alone : JsonSerializer.Deserialize(metadata, CoinbaseStateJson.Default.CoinbasePageState) ?? Alone;

    /// <summary>The metadata text.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, CoinbaseStateJson.Default.CoinbasePageState);
}

/// <summary>The words of a row's status.</summary>
internal static class CoinbaseStatus
{
    /// <summary>How far a row has come; null for a word that is not known.</summary>
    public static TransactionStatus? Of(string status) => status switch
    {
        "completed" => TransactionStatus.Completed,
        "pending" or "waiting_for_clearing" or "waiting_for_signature" => TransactionStatus.Pending,
        "failed" or "expired" or "canceled" => TransactionStatus.Failed,
        _ => null,
    };
}

/// <summary>JSON of cursor and metadata.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(CoinbasePageState))]
[JsonSerializable(typeof(CoinbaseWalletCursor))]
internal sealed partial class CoinbaseStateJson : JsonSerializerContext;
