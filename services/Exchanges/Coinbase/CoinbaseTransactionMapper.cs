using System.Collections.Immutable;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Coinbase;

/// <summary>
/// The v2 wallet history: signed rows, one per wallet and event, amounts as they changed the balance. It is the ledger of everything but fills,
/// which v3 tells better; its <c>advanced_trade_fill</c> rows are therefore left out.
/// </summary>
internal static class CoinbaseTransactionMapper
{
    /// <summary>Source of wallet rows.</summary>
    public const string Source = "transactions";

    /// <summary>Maps one page and returns the halves that wait for a later page.</summary>
    public static ImmutableArray<CoinbaseRow> Map(JsonElement rows, CoinbasePageState state, PageBuilder page)
    {
        var read = new List<CoinbaseTransaction>();
        foreach (var element in rows.EnumerateArray()) page.Read(element, CoinbaseJson.Default.CoinbaseTransaction, CoinbaseMapper.IdOf(element, "id"), read.Add);
        var halves = new List<CoinbaseRow>(state.Held);
        foreach (var row in read.Where(row => row.AdvancedTradeFill is null && row.Type != "advanced_trade_fill")) MapRow(row, read, halves, page);
        return CoinbasePairs.Book(halves, state, page);
    }

    private static void MapRow(CoinbaseTransaction row, List<CoinbaseTransaction> all, List<CoinbaseRow> halves, PageBuilder page)
    {
        if (CoinbaseMapper.IsImplausible(row.CreatedAt, row.Id, page)) return;
        if (IsShadow(row, all))
        {
            page.Problem("duplicate-row", row.Id, "An exchange_deposit that repeats a deposit of the same instant and amount is not booked twice.");
            return;
        }

        var type = CoinbaseType.Find(row.Type);
        if (type is null) page.Problem("unknown-type", row.Id, $"Row type '{row.Type}' is not known.");
        var status = CoinbaseStatus.Of(row.Status);
        if (status is null) page.Problem("unknown-type", row.Id, $"Status '{row.Status}' is not known; kept as pending.");
        if (status == TransactionStatus.Completed && CoinbasePurchase.TryBook(row, page)) return;
        if (type is { Pairing: not CoinbasePairing.Alone }) AddHalf(row, status, halves, page);
        else page.Add(Single(row, type, status ?? TransactionStatus.Pending));
    }

    private static bool IsShadow(CoinbaseTransaction row, List<CoinbaseTransaction> all) => row.Type == "exchange_deposit" && all.Exists(other =>
        other.Type is "fiat_deposit" or "send" && other.Amount == row.Amount && (other.CreatedAt - row.CreatedAt).Duration() <= TimeSpan.FromSeconds(1));

    private static void AddHalf(CoinbaseTransaction row, TransactionStatus? status, List<CoinbaseRow> halves, PageBuilder page)
    {
        var half = CoinbaseRow.Of(row);
        if (status == TransactionStatus.Completed) halves.Add(half);
        else if (half.Group is not null || half.Amount.IsNegative) page.Add(Unfinished(row, half));
    }

    // Until it is completed a row stands alone, under the id its event will have.
    private static VenueTransaction Unfinished(CoinbaseTransaction row, CoinbaseRow half) =>
        new(half.Group is { } group ? $"trade:{group}" : half.Id, Source, row.CreatedAt.ToMicroseconds(), CoinbaseType.Find(row.Type)!.KindOf(half.Amount), half.Legs())
        {
            Status = half.Status,
            Reference = half.Group,
        };

    private static VenueTransaction Single(CoinbaseTransaction row, CoinbaseType? type, TransactionStatus status)
    {
        var hop = row.Type == "send" && row.Amount.Amount.IsNegative && row.To.ValueKind == JsonValueKind.Null;
        return new VenueTransaction(row.Id, Source, row.CreatedAt.ToMicroseconds(), Kind(row, type, hop), Legs(row))
        {
            Status = status,
            TxHash = row.Network?.Hash,
            Address = CoinbaseMapper.IdOf(row.To, "address"),
            Network = row.Network?.NetworkName,
            Flags = Flags(type, hop),
        };
    }

    private static TransactionKind Kind(CoinbaseTransaction row, CoinbaseType? type, bool hop)
    {
        if (hop) return TransactionKind.InternalTransfer;
        if (row.Type == "send" && CoinbaseMapper.IdOf(row.From, "name") == "Coinbase Earn") return TransactionKind.Airdrop;
        return type?.KindOf(row.Amount.Amount) ?? TransactionKind.Unknown;
    }

    private static ImmutableArray<string> Flags(CoinbaseType? type, bool hop)
    {
        if (hop) return ["internal-hop"];
        if (type is null) return ["unknown-type"];
        return type.Flag is { } flag ? [flag] : [];
    }

    // The amount of an outgoing send includes the network fee.
    private static ImmutableArray<VenueLeg> Legs(CoinbaseTransaction row)
    {
        var (amount, fee) = (row.Amount, row.Network?.TransactionFee);
        if (fee is null || fee.Amount.IsZero || fee.Currency != amount.Currency || !amount.Amount.IsNegative) return [Leg(row, amount.Amount, LegRole.Principal)];
        return [Leg(row, amount.Amount + fee.Amount, LegRole.Principal), Leg(row, -fee.Amount, LegRole.Fee)];
    }

    private static VenueLeg Leg(CoinbaseTransaction row, Quantity amount, LegRole role) =>
        new(row.Amount.Currency, CoinbaseCodes.Symbol(row.Amount.Currency, row.CreatedAt), amount, role);
}
