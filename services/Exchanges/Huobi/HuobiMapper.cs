using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Huobi;

/// <summary>Raw pages to their meaning; pure.</summary>
internal static class HuobiMapper
{
    /// <summary>Raised whenever the same bytes could map to something else.</summary>
    public const int Version = 1;

    /// <summary>Maps a page of any endpoint that has a meaning for an account.</summary>
    public static MappedPage Map(string endpoint, ReadOnlyMemory<byte> body, string? metadata) => Map(endpoint, body, HuobiMeta.Parse(metadata), out _);

    /// <summary>Maps a page and returns the transfer sides that wait for a later one.</summary>
    public static MappedPage Map(string endpoint, ReadOnlyMemory<byte> body, HuobiMeta meta, out ImmutableArray<HuobiHalf> held)
    {
        held = meta.Held;
        if (Data(body) is not { } data) return MappedPage.Unreadable("The answer has no data.");
        var page = new PageBuilder();
        switch (HuobiEndpoints.NameOf(endpoint))
        {
            case HuobiEndpoints.Matches when data.ValueKind == JsonValueKind.Array:
                var codes = new HuobiCodes(meta.Symbols);
                foreach (var row in data.EnumerateArray()) page.Read(row, HuobiJson.Default.HuobiMatch, IdOf(row, "id"), match => Add(match.CreatedAt, match.Id, () => HuobiMatchMapper.Map(match, codes), page));
                break;
            case HuobiEndpoints.Movements when data.ValueKind == JsonValueKind.Array:
                foreach (var row in data.EnumerateArray()) page.Read(row, HuobiJson.Default.HuobiMovement, IdOf(row, "id"), movement => Add(movement.CreatedAt, movement.Id, () => HuobiMovementMapper.Map(movement, page), page));
                break;
            case HuobiEndpoints.Transfers when data.ValueKind == JsonValueKind.Array:
                held = MapTransfers(data, meta, page);
                break;
            case HuobiEndpoints.Records when data.ValueKind == JsonValueKind.Array:
                MapRecords(data, page);
                break;
            case HuobiEndpoints.Balance when data.ValueKind == JsonValueKind.Object:
                page.Read(data, HuobiJson.Default.HuobiBalances, IdOf(data, "id"), account => AddBalances(account, page));
                break;
            default:
                return MappedPage.Unreadable($"'{endpoint}' is no endpoint this mapper knows, or its data is of another shape.");
        }

        if (meta.Edge is { } edge) page.Problem("older-needs-file", null, $"The venue's API tells nothing before {edge:yyyy-MM-dd} here; older history needs the venue's export file.");
        return page.Build();
    }

    /// <summary>The data of an answer; null when it is no answer in the venue's envelope.</summary>
    public static JsonElement? Data(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("data", out var data) ? data.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A field as text, for problems and paging; null when there is none.</summary>
    public static string? IdOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var id) && WireJson.Text(id) is { Length: > 0 } text ? text : null;

    private static ImmutableArray<HuobiHalf> MapTransfers(JsonElement data, HuobiMeta meta, PageBuilder page)
    {
        var rows = new List<HuobiHalf>(meta.Held);
        foreach (var row in data.EnumerateArray())
        {
            page.Read(row, HuobiJsonV2.Default.HuobiTransfer, IdOf(row, "transactId"), side =>
            {
                if (!IsImplausible(side.TransactTime, side.TransactId, page)) rows.Add(new HuobiHalf(side.AccountId, side.Currency, side.TransactAmt, side.TransactId, side.TransactTime, side.TransferType, side.Transferer, side.Transferee));
            });
        }

        return HuobiTransferMapper.Book(rows, meta, page);
    }

    private static void MapRecords(JsonElement data, PageBuilder page)
    {
        var records = new List<HuobiRecord>();
        foreach (var row in data.EnumerateArray())
        {
            page.Read(row, HuobiJson.Default.HuobiRecord, IdOf(row, "record-id"), record =>
            {
                if (!IsImplausible(record.TransactTime, record.RecordId, page)) records.Add(record);
            });
        }

        HuobiRecordMapper.Book(records, page);
    }

    private static void AddBalances(HuobiBalances account, PageBuilder page)
    {
        foreach (var balance in HuobiBalanceMapper.Map(account)) page.Add(balance);
    }

    private static void Add(long milliseconds, long id, Func<VenueTransaction> map, PageBuilder page)
    {
        if (!IsImplausible(milliseconds, id, page)) page.Add(map());
    }

    private static bool IsImplausible(long milliseconds, long id, PageBuilder page)
    {
        if (milliseconds >= Instants.Earliest.ToUnixTimeMilliseconds()) return false;
        page.Problem("implausible-time", id.ToString(CultureInfo.InvariantCulture), $"{milliseconds} is no time in milliseconds since the first block of any chain.");
        return true;
    }
}
