using System.Collections.Immutable;
using System.Globalization;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Huobi;

/// <summary>Transfers between the user's accounts: each side is a row of its account, so two rows of two pages are one event.</summary>
internal static class HuobiTransferMapper
{
    /// <summary>Source of transfers.</summary>
    public const string Source = "ledger";

    private const long Nearness = 5_000;

    /// <summary>Books the transfers that every account was read past and returns the sides that still wait.</summary>
    public static ImmutableArray<HuobiHalf> Book(IEnumerable<HuobiHalf> rows, HuobiMeta meta, PageBuilder page)
    {
        var all = rows.DistinctBy(row => (row.AccountId, row.Id)).OrderBy(row => row.Time).ThenBy(row => row.Id).ToList();
        var waiting = all.Where(row => meta.Horizon is { } horizon && row.Time <= horizon + Nearness).ToImmutableArray();
        var left = all.Except(waiting).ToList();
        foreach (var outgoing in left.Where(row => row.Amount.IsNegative).ToList())
        {
            if (left.Find(row => IsOtherSide(outgoing, row)) is not { } incoming) continue;
            page.Add(Of(outgoing, [Leg(outgoing), Leg(incoming)]));
            left.Remove(outgoing);
            left.Remove(incoming);
        }

        // The other side lies in a product this API does not show (futures, earn, a sub-user): the amount left or entered what we see.
        foreach (var single in left) page.Add(Of(single, [Leg(single)]) with { Flags = ["other-product", $"transfer:{single.TransferType}"] });
        return waiting;
    }

    private static bool IsOtherSide(HuobiHalf outgoing, HuobiHalf row) =>
        row.AccountId != outgoing.AccountId && row.Currency == outgoing.Currency && (row.Amount + outgoing.Amount).IsZero && Math.Abs(row.Time - outgoing.Time) <= Nearness && row.From == outgoing.From && row.To == outgoing.To;

    private static VenueTransaction Of(HuobiHalf row, ImmutableArray<VenueLeg> legs) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{row.AccountId}:{row.Id}"), Source, DateTimeOffset.FromUnixTimeMilliseconds(row.Time), TransactionKind.InternalTransfer, legs)
        {
            Reference = row.From is null && row.To is null ? null : string.Create(CultureInfo.InvariantCulture, $"{row.From}>{row.To}"),
            Sequence = row.Id,
        };

    private static VenueLeg Leg(HuobiHalf row) => new(row.Currency, HuobiCodes.Symbol(row.Currency), row.Amount, LegRole.Principal);
}
