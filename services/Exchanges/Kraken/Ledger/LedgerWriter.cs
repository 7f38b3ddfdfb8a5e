using System.Collections.Immutable;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Kraken.Ledger;

/// <summary>Writes one transaction for one group of ledger rows; the refid is its native id.</summary>
internal sealed class LedgerWriter(LedgerContext context, PageBuilder page)
{
    /// <summary>The source of every transaction of a Kraken account.</summary>
    public const string Source = "ledgers";

    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);

    /// <summary>The common symbol of a code.</summary>
    public string Symbol(string code) => context.Assets?.GetValueOrDefault(code) ?? KrakenSymbols.Symbol(code);

    /// <summary>Adds the transaction to the page.</summary>
    /// <param name="group">Rows by time and id.</param>
    /// <param name="isAlone">Whether another side was expected and did not come.</param>
    public void Write(IReadOnlyList<LedgerEntry> group, bool isAlone)
    {
        var kind = LedgerKinds.Of(group);
        var first = group[0];
        if (kind is null) page.Problem("unknown-type", first.Group, $"Ledger type '{first.Row.Type}' with subtype '{first.Row.Subtype}' is not known.");
        var legs = group.SelectMany(Legs).ToImmutableArray();
        var returned = group.Any(row => row.IsReturn) && group.Any(row => row.IsMovement && !row.IsReturn);
        var lateReturn = group.All(row => row.IsReturn);
        page.Add(new VenueTransaction(lateReturn ? first.Group + ":returned" : first.Group, Source, Instants.FromUnixSeconds(first.Row.Time), kind ?? TransactionKind.Unknown, legs)
        {
            // A movement that came back in full nets to zero; where a fee was kept, the difference counts.
            Status = returned && NetsToZero(legs) ? TransactionStatus.Reversed : TransactionStatus.Completed,
            Flags = [.. Flags(group, isAlone, returned)],
        }.Enrich(first.Group, context));
    }

    private IEnumerable<VenueLeg> Legs(LedgerEntry entry)
    {
        var (code, symbol) = (entry.Row.Asset, Symbol(entry.Row.Asset));
        var isFeeCredit = code == "KFEE" && LedgerKinds.IsExchange(entry);
        if (!entry.Amount.IsZero) yield return new VenueLeg(code, symbol, entry.Amount, isFeeCredit ? LegRole.Fee : LegRole.Principal);
        if (entry.Row.Fee.IsZero) yield break;
        yield return new VenueLeg(code, symbol, -entry.Row.Fee, entry.Row.Fee.IsNegative && !entry.IsReturn ? LegRole.Rebate : LegRole.Fee);
    }

    private IEnumerable<string> Flags(IReadOnlyList<LedgerEntry> group, bool isAlone, bool returned)
    {
        if (isAlone) yield return "half-group";
        if (returned) yield return "returned";
        if (group[0].Row.Type is "transfer" or "adjustment" && group[0].Row.Subtype.Length == 0) yield return "review";
        if (group[0].Row.Type == "dividend") yield return "dividend";
        if (group.Any(row => row.Row.Type.StartsWith("nft", StringComparison.Ordinal))) yield return "nft";
        if (!group.Any(row => IsUnknown(row.Row.Asset))) yield break;
        yield return "unknown-asset";
        foreach (var code in group.Select(row => row.Row.Asset).Where(code => IsUnknown(code) && _unknown.Add(code)))
            page.Problem("unknown-asset", group[0].Group, $"The venue's asset table has no '{code}'.");
    }

    private bool IsUnknown(string code) => context.Assets is { } known && !known.ContainsKey(code);

    private static bool NetsToZero(ImmutableArray<VenueLeg> legs) =>
        legs.GroupBy(leg => leg.Code).All(code => code.Aggregate(Quantity.Zero, (sum, leg) => sum + leg.Amount).IsZero);
}

/// <summary>Adds what the trade and movement endpoints know.</summary>
internal static class Enrichment
{
    /// <summary>The transaction with market, order, liquidity, chain id and address where they are known.</summary>
    public static VenueTransaction Enrich(this VenueTransaction transaction, string refid, LedgerContext context)
    {
        if (context.Trades.TryGetValue(refid, out var trade))
        {
            transaction = transaction with { Market = trade.Pair, Reference = trade.OrderId };
            if (trade.Maker is { } maker) transaction = transaction with { Flags = transaction.Flags.Add(maker ? "maker" : "taker") };
        }

        if (!context.Movements.TryGetValue(refid, out var movement)) return transaction;
        return transaction with { TxHash = movement.TxId, Address = movement.Address, Network = movement.Network };
    }
}
