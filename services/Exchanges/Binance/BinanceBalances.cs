using System.Collections.Immutable;
using PortfolioPlatform.Binance.Wire;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance;

/// <summary>Balances of the wallets.</summary>
internal static class BinanceBalances
{
    /// <summary>A spot or funding balance.</summary>
    public static VenueBalance Of(BinanceBalance row, string wallet) =>
        new(row.Asset, BinanceSymbols.Symbol(row.Asset), wallet, row.Free + row.Locked + (row.Freeze ?? Quantity.Zero) + (row.Withdrawing ?? Quantity.Zero), row.Free);

    /// <summary>An earn position.</summary>
    public static VenueBalance Of(BinanceEarnPosition row) =>
        new(row.Asset, BinanceSymbols.Symbol(row.Asset), "earn", row.TotalAmount ?? row.Amount ?? throw new FormatException("A position without an amount."), Quantity.Zero);

    /// <summary>The futures wallet: margin of isolated positions included, profit that is not realised left out.</summary>
    public static VenueBalance Of(BinanceFuturesBalance row) => new(row.Asset, BinanceSymbols.Symbol(row.Asset), "futures", row.Balance, row.Withdrawable);

    /// <summary>
    /// All wallets without counting anything twice: receipts (LD…) in the spot list stand for flexible positions, so they are left out where the position
    /// was read and are the position themselves where it was not.
    /// </summary>
    public static ImmutableArray<VenueBalance> Join(IEnumerable<VenueBalance> spot, IReadOnlyCollection<VenueBalance> others, Func<string, bool> isAsset)
    {
        var positions = others.Where(balance => balance.Wallet == "earn").Select(balance => balance.Code).ToHashSet(StringComparer.Ordinal);
        var joined = ImmutableArray.CreateBuilder<VenueBalance>();
        foreach (var balance in spot)
        {
            if (BinanceSymbols.Receipt(balance.Code, isAsset) is not { } asset) joined.Add(balance);
            else if (!positions.Contains(asset)) joined.Add(balance with { Symbol = BinanceSymbols.Symbol(asset), Wallet = "earn", Available = Quantity.Zero });
        }

        joined.AddRange(others);
        return joined.ToImmutable();
    }
}
