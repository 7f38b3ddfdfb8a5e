using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Bitfinex;

/// <summary>Raw pages to their meaning; pure.</summary>
internal static class BitfinexMapper
{
    /// <summary>Raised whenever the same bytes could map to something else.</summary>
    public const int Version = 2;

    /// <summary>Maps a page of any endpoint that has a meaning for an account.</summary>
    public static MappedPage Map(string endpoint, ReadOnlyMemory<byte> body, string? metadata) => Map(endpoint, body, BitfinexMeta.Parse(metadata));

    /// <summary>As version 1 mapped.</summary>
    public static MappedPage MapFirst(string endpoint, ReadOnlyMemory<byte> body, string? metadata) => Map(endpoint, body, BitfinexMeta.Parse(metadata), pairsByCode: true);

    /// <inheritdoc cref="Map(string, ReadOnlyMemory{byte}, string?)"/>
    public static MappedPage Map(string endpoint, ReadOnlyMemory<byte> body, BitfinexMeta meta, bool pairsByCode = false)
    {
        if (Rows(body) is not { } rows) return MappedPage.Unreadable("The answer is no list of rows.");
        var page = new PageBuilder();
        switch (BitfinexEndpoints.NameOf(endpoint))
        {
            case BitfinexEndpoints.Trades:
                foreach (var row in rows.EnumerateArray()) page.Read(IdOf(row), () => MapTrade(BitfinexTrade.Of(row), meta, page));
                break;
            case BitfinexEndpoints.Movements:
                foreach (var row in rows.EnumerateArray()) page.Read(IdOf(row), () => MapMovement(BitfinexMovement.Of(row), meta, page));
                break;
            case BitfinexEndpoints.Ledgers:
                BitfinexLedgerMapper.Map(rows, meta, page, pairsByCode);
                break;
            case BitfinexEndpoints.Wallets:
                foreach (var row in rows.EnumerateArray()) page.Read(IdOf(row), () => page.Add(Balance(BitfinexWallet.Of(row), meta)));
                break;
            default:
                return MappedPage.Unreadable($"'{endpoint}' is no endpoint this mapper knows.");
        }

        if (meta.Overfull is { } instant) page.Problem("id-gap", null, $"More rows share the millisecond {instant} than the venue shows in a page; some may be missing.");
        return page.Build();
    }

    /// <summary>The rows of a body; null when it is none or an error.</summary>
    public static JsonElement? Rows(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var isRows = root.ValueKind == JsonValueKind.Array && root.EnumerateArray().All(row => row.ValueKind == JsonValueKind.Array);
            return isRows ? root.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A wallet's balance.</summary>
    public static VenueBalance Balance(BitfinexWallet wallet, BitfinexMeta meta) =>
        new(wallet.Currency, new BitfinexCodes(meta.Symbols).Symbol(wallet.Currency), wallet.Type, wallet.Balance, wallet.Available ?? wallet.Balance);

    /// <summary>The first column as text, for problems.</summary>
    public static string? IdOf(JsonElement row) => row.ValueKind == JsonValueKind.Array ? row.TextAt(0) : null;

    /// <summary>Whether a record is not booked: test assets of the paper account, and times that cannot be right. Both are reported.</summary>
    public static bool IsLeftOut(string code, DateTimeOffset time, string id, PageBuilder page)
    {
        var reason = code.StartsWith("TEST", StringComparison.Ordinal) ? "paper-asset" : time < Instants.Earliest ? "implausible-time" : null;
        if (reason is not null) page.Problem(reason, id, $"{code} at {time:O} is not booked.");
        return reason is not null;
    }

    private static void MapTrade(BitfinexTrade trade, BitfinexMeta meta, PageBuilder page)
    {
        if (IsLeftOut(BitfinexCodes.Split(trade.Symbol).Base, trade.Mts, trade.Id, page)) return;
        if (BitfinexTradeMapper.Map(trade, meta) is { } booked) page.Add(booked);
    }

    private static void MapMovement(BitfinexMovement movement, BitfinexMeta meta, PageBuilder page)
    {
        if (!IsLeftOut(movement.Currency, movement.MtsStarted, movement.Id, page)) page.Add(BitfinexMovementMapper.Map(movement, meta));
    }
}
