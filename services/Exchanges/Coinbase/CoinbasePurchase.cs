using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Coinbase;

/// <summary>
/// Instant purchases paid by card or bank, and sales paid out there: the money never enters a wallet, so the row shows the coins only. What was paid is
/// booked as it happened (money in, then spent; or earned, then money out), which leaves the balance as the row says.
/// </summary>
internal static class CoinbasePurchase
{
    /// <summary>Books a purchase or sale settled outside the wallets; false when the row is none.</summary>
    public static bool TryBook(CoinbaseTransaction row, PageBuilder page)
    {
        var payment = row.Type switch
        {
            "buy" => row.Buy,
            "sell" => row.Sell,
            _ => null,
        };
        if (payment?.Total is not { } total || total.Currency == row.Amount.Currency || IsWallet(payment.PaymentMethodName)) return false;
        var fee = payment.Fee is { } told && told.Currency == total.Currency ? told.Amount : Quantity.Zero;
        var buys = row.Type == "buy";
        page.Add(Trade(row, payment, total, fee, buys));
        page.Add(Payment(row, total, buys));
        return true;
    }

    private static VenueTransaction Trade(CoinbaseTransaction row, CoinbasePayment payment, CoinbaseAmount total, Quantity fee, bool buys)
    {
        var principal = buys ? fee - total.Amount : total.Amount + fee;
        VenueLeg[] legs = [Leg(row, row.Amount.Currency, row.Amount.Amount, LegRole.Principal), Leg(row, total.Currency, principal, LegRole.Principal), Leg(row, total.Currency, -fee, LegRole.Fee)];
        return Of(row, row.Id, TransactionKind.Conversion, legs) with { Reference = payment.Id, Flags = ["settled-outside"] };
    }

    private static VenueTransaction Payment(CoinbaseTransaction row, CoinbaseAmount total, bool buys) =>
        Of(row, $"{row.Id}:payment", buys ? TransactionKind.Deposit : TransactionKind.Withdrawal, [Leg(row, total.Currency, buys ? total.Amount : -total.Amount, LegRole.Principal)]) with
        {
            Reference = row.Id,
            Flags = ["settled-outside", "derived"],
        };

    private static VenueTransaction Of(CoinbaseTransaction row, string nativeId, TransactionKind kind, VenueLeg[] legs) =>
        new(nativeId, CoinbaseTransactionMapper.Source, row.CreatedAt.ToMicroseconds(), kind, [.. legs.Where(leg => !leg.Amount.IsZero)]);

    private static VenueLeg Leg(CoinbaseTransaction row, string code, Quantity amount, LegRole role) => new(code, CoinbaseCodes.Symbol(code, row.CreatedAt), amount, role);

    private static bool IsWallet(string? method) => method is null || method.EndsWith("Wallet", StringComparison.OrdinalIgnoreCase);
}
