using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Bitfinex;

/// <summary>Reads columns of positional rows; the venue appends columns, so a row may be longer than known, and never has to be exactly so long.</summary>
internal static class BitfinexColumns
{
    /// <summary>A column; an undefined element when the row is shorter.</summary>
    public static JsonElement At(this JsonElement row, int column) => column < row.GetArrayLength() ? row[column] : default;

    /// <summary>A text column; null when it is null or missing.</summary>
    public static string? TextAt(this JsonElement row, int column) => row.At(column) is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } cell ? WireJson.Text(cell) : null;

    /// <summary>An exact number (exponent forms included).</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Quantity NumberAt(this JsonElement row, int column) => WireJson.Quantity(row.At(column));

    /// <summary>An exact number; null when the column is null or missing.</summary>
    public static Quantity? OptionalAt(this JsonElement row, int column) => row.TextAt(column) is null ? null : row.NumberAt(column);

    /// <summary>A time in Unix milliseconds.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static DateTimeOffset TimeAt(this JsonElement row, int column) =>
        row.At(column) is { ValueKind: JsonValueKind.Number } cell && cell.TryGetInt64(out var milliseconds) ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : throw new FormatException($"Column {column} is no time.");
}

/// <summary>auth/r/trades/hist and the stream's <c>tu</c>: one fill. <see cref="Fee"/> is negative when paid; <see cref="OrderType"/> is missing before March 2020.</summary>
internal sealed record BitfinexTrade(
    string Id, string Symbol, DateTimeOffset Mts, string OrderId, Quantity ExecAmount, Quantity ExecPrice, string? OrderType, string? OrderPrice, string? Maker, Quantity Fee, string? FeeCurrency, string? Cid)
{
    /// <summary>Reads a row.</summary>
    public static BitfinexTrade Of(JsonElement row) => new(
        row.TextAt(0) ?? throw new FormatException("A trade without an id."), row.TextAt(1) ?? "", row.TimeAt(2), row.TextAt(3) ?? "", row.NumberAt(4), row.NumberAt(5),
        row.TextAt(6), row.TextAt(7), row.TextAt(8), row.TextAt(9) is { } fee ? Quantity.Parse(fee) : 0, row.TextAt(10), row.TextAt(11));

    /// <summary>Unique key: a self-trade shows two rows with one id, of opposite sides.</summary>
    public string Key => $"{Id}:{Symbol}:{(ExecAmount.IsNegative ? "s" : "b")}";
}

/// <summary>auth/r/ledgers/hist: one exact change of one wallet. The category is not in the row, only its words.</summary>
internal sealed record BitfinexLedgerRow(long Id, string Currency, string? Wallet, DateTimeOffset Mts, Quantity Amount, Quantity Balance, string Description)
{
    /// <summary>Reads a row.</summary>
    public static BitfinexLedgerRow Of(JsonElement row) => new(
        row.At(0).GetInt64(), row.TextAt(1) ?? throw new FormatException("A ledger row without a currency."), row.TextAt(2), row.TimeAt(3), row.NumberAt(5), row.NumberAt(6), row.TextAt(8) ?? "");
}

/// <summary>auth/r/movements/hist: one deposit (positive) or withdrawal (negative); <see cref="Fees"/> is negative and not part of the amount.</summary>
internal sealed record BitfinexMovement(
    string Id, string Currency, string? Method, DateTimeOffset MtsStarted, DateTimeOffset MtsUpdated, string Status, Quantity Amount, Quantity Fees, string? Address, string? TransactionId, string? Note)
{
    /// <summary>Reads a row.</summary>
    public static BitfinexMovement Of(JsonElement row) => new(
        row.TextAt(0) ?? throw new FormatException("A movement without an id."), row.TextAt(1) ?? throw new FormatException("A movement without a currency."), row.TextAt(2), row.TimeAt(5), row.TimeAt(6),
        row.TextAt(9) ?? "", row.NumberAt(12), row.TextAt(13) is { } fees ? Quantity.Parse(fees) : 0, row.TextAt(16), row.TextAt(20), row.TextAt(21));
}

/// <summary>auth/r/wallets and the stream's <c>wu</c>: one wallet; <see cref="Available"/> is null until the venue was asked to calculate it.</summary>
internal sealed record BitfinexWallet(string Type, string Currency, Quantity Balance, Quantity UnsettledInterest, Quantity? Available)
{
    /// <summary>Reads a row.</summary>
    public static BitfinexWallet Of(JsonElement row) => new(
        row.TextAt(0) ?? "exchange", row.TextAt(1) ?? throw new FormatException("A wallet without a currency."), row.NumberAt(2), row.TextAt(3) is { } interest ? Quantity.Parse(interest) : 0,
        row.TextAt(4) is { } available ? Quantity.Parse(available) : null);
}

/// <summary>candles/…/hist: note the order open, close, high, low.</summary>
internal sealed record BitfinexCandle(DateTimeOffset Mts, Quantity Open, Quantity Close, Quantity High, Quantity Low, Quantity Volume)
{
    /// <summary>Reads a row.</summary>
    public static BitfinexCandle Of(JsonElement row) => new(row.TimeAt(0), row.NumberAt(1), row.NumberAt(2), row.NumberAt(3), row.NumberAt(4), row.NumberAt(5));
}

/// <summary>tickers (with symbol) and the ticker channel (without): of a trading pair the last price is all we read.</summary>
internal sealed record BitfinexTicker(string Symbol, Quantity LastPrice)
{
    /// <summary>Reads a row of all tickers.</summary>
    public static BitfinexTicker Of(JsonElement row) => new(row.TextAt(0) ?? "", row.NumberAt(7));
}

/// <summary>auth/r/positions: one position; <see cref="Type"/> 1 is a derivative, whose margin is <see cref="Collateral"/> alone.</summary>
internal sealed record BitfinexPosition(string Symbol, string Status, Quantity Amount, Quantity BasePrice, Quantity? PriceLiq, Quantity? Leverage, DateTimeOffset? MtsUpdate, string? Type, Quantity Collateral)
{
    /// <summary>Reads a row.</summary>
    public static BitfinexPosition Of(JsonElement row) => new(
        row.TextAt(0) ?? throw new FormatException("A position without a symbol."), row.TextAt(1) ?? "", row.NumberAt(2), row.NumberAt(3), row.OptionalAt(8), row.OptionalAt(9),
        row.TextAt(13) is null ? null : row.TimeAt(13), row.TextAt(15), row.OptionalAt(17) ?? 0);
}

/// <summary>status/deriv (with symbol) and the status channel (without): what a perpetual stands at.</summary>
internal sealed record BitfinexDerivativeStatus(DateTimeOffset Mts, Quantity MarkPrice, DateTimeOffset? NextFunding, Quantity? CurrentFunding)
{
    /// <summary>Reads columns from the time on.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">Where the time stands: 1 after a symbol, else 0.</param>
    public static BitfinexDerivativeStatus Of(JsonElement row, int first) => new(
        row.TimeAt(first), row.NumberAt(first + 14), row.TextAt(first + 7) is null ? null : row.TimeAt(first + 7), row.OptionalAt(first + 11));
}

/// <summary>conf/pub:info:pair:futures: one perpetual; the margin it must keep, as a share of its worth.</summary>
internal sealed record BitfinexContract(string Symbol, Quantity? MinMargin)
{
    /// <summary>Reads a row.</summary>
    public static BitfinexContract Of(JsonElement row) => new("t" + row.TextAt(0), row.At(1) is { ValueKind: JsonValueKind.Array } numbers ? numbers.OptionalAt(9) : null);
}
