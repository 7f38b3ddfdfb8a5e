using System.Collections.Immutable;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Huobi;

/// <summary>Holdings of one account: owned parts less debts. Zero lines of every coin are left out.</summary>
internal static class HuobiBalanceMapper
{
    /// <summary>The balances of an account.</summary>
    public static ImmutableArray<VenueBalance> Map(HuobiBalances account) =>
    [
        .. account.List.GroupBy(line => line.Currency, StringComparer.Ordinal)
            .Select(lines => Of(lines.Key, [.. lines], WalletOf(account.Type, account.Subtype)))
            .Where(balance => !balance.Total.IsZero || !balance.Available.IsZero),
    ];

    /// <summary>The wallet name of an account: its type, and the pair of an isolated margin account.</summary>
    public static string WalletOf(string type, string? subtype) => string.IsNullOrEmpty(subtype) ? type : $"{type}:{subtype}";

    private static VenueBalance Of(string currency, ImmutableArray<HuobiBalanceLine> lines, string wallet)
    {
        var owned = Sum(lines.Where(line => line.Type is not ("loan" or "interest")).Select(line => line.Balance));
        var owed = Sum(lines.Where(line => line.Type is "loan" or "interest").Select(line => line.Balance.Abs()));
        var available = Sum(lines.Where(line => line.Type == "trade").Select(line => Quantity.TryParse(line.Available, out var told) ? told : line.Balance));
        return new VenueBalance(currency, HuobiCodes.Symbol(currency), wallet, owned - owed, available);
    }

    private static Quantity Sum(IEnumerable<Quantity> amounts) => amounts.Aggregate(Quantity.Zero, (sum, amount) => sum + amount);
}
