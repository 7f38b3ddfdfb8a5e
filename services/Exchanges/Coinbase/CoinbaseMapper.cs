using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Coinbase;

/// <summary>Raw pages to their meaning; pure.</summary>
internal static class CoinbaseMapper
{
    /// <summary>Raised whenever the same bytes could map to something else.</summary>
    public const int Version = 1;

    /// <summary>Maps a page of any endpoint that has a meaning for an account.</summary>
    public static MappedPage Map(string endpoint, ReadOnlyMemory<byte> body, string? metadata) => Read(body, (root, page) =>
    {
        switch (CoinbaseEndpoints.NameOf(endpoint))
        {
            case CoinbaseEndpoints.Fills:
                foreach (var fill in Rows(root, "fills")) page.Read(fill, CoinbaseJson.Default.CoinbaseFill, IdOf(fill, "entry_id"), read => MapFill(read, page));
                break;
            case CoinbaseEndpoints.Transactions:
                CoinbaseTransactionMapper.Map(root.GetProperty("data"), CoinbasePageState.Parse(metadata), page);
                break;
            case CoinbaseEndpoints.Accounts when root.TryGetProperty("accounts", out _):
                foreach (var account in Rows(root, "accounts")) page.Read(account, CoinbaseJson.Default.CoinbaseAccount, IdOf(account, "uuid"), read => page.Add(CoinbaseBalances.Of(read)));
                break;
            case CoinbaseEndpoints.Accounts or CoinbaseEndpoints.Wallets:
                foreach (var wallet in Rows(root, "data")) page.Read(wallet, CoinbaseJson.Default.CoinbaseWallet, IdOf(wallet, "id"), read => page.Add(CoinbaseBalances.Of(read)));
                break;
            default:
                page.Problem("page-unreadable", null, $"'{endpoint}' is no endpoint this mapper knows.");
                break;
        }
    });

    /// <summary>Reads a page; what is no JSON of the expected shape becomes an unreadable page.</summary>
    public static MappedPage Read(ReadOnlyMemory<byte> body, Action<JsonElement, PageBuilder> map)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var page = new PageBuilder();
            map(document.RootElement, page);
            return page.Build();
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return MappedPage.Unreadable(unreadable.Message);
        }
    }

    /// <summary>The root of a body, or null when it is no JSON.</summary>
    public static JsonElement? TryParse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text field of an element, or null; used where the record itself may be unreadable.</summary>
    public static string? IdOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;

    /// <summary>Whether a time cannot be right (seconds taken for milliseconds); it is reported and the record is not booked.</summary>
    public static bool IsImplausible(DateTimeOffset time, string id, PageBuilder page)
    {
        if (time >= Instants.Earliest) return false;
        page.Problem("implausible-time", id, $"{time:O} lies before the first block of any chain.");
        return true;
    }

    private static JsonElement.ArrayEnumerator Rows(JsonElement root, string name) => root.GetProperty(name).EnumerateArray();

    private static void MapFill(CoinbaseFill fill, PageBuilder page)
    {
        if (!IsImplausible(fill.TradeTime, fill.EntryId, page)) page.Add(CoinbaseFillMapper.Map(fill, page));
    }
}
