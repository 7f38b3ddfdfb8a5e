using System.Globalization;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Huobi;

/// <summary>HTX's names: lower case, pairs without a separator, chains per currency, wallets as accounts with numbers.</summary>
internal static class HuobiCodes
{
    public static string Currency(string asset) => asset.ToLowerInvariant();

    public static string Symbol(VenueMarket market) => Currency(market.Base) + Currency(market.Quote);

    /// <summary>The market of a symbol; null when there is none.</summary>
    public static VenueMarket? Find(VenueProfile profile, string? symbol) => profile.Markets.FirstOrDefault(m => Symbol(m) == symbol);

    /// <summary>The chain code of a movement: <c>usdterc20</c>, <c>btc</c>.</summary>
    public static string Chain(string asset) => asset == "USDT" ? "usdterc20" : Currency(asset);

    /// <summary>Number of the account a wallet is.</summary>
    public static long AccountId(AccountBook book, string wallet) => (book.UserId * 10) + (wallet == Wallets.Spot ? 1 : 2);

    /// <summary>The wallet an account number stands for; null when it is none of the user's.</summary>
    public static string? Wallet(AccountBook book, string? id) =>
        new[] { Wallets.Spot, Wallets.Funding }.FirstOrDefault(w => AccountId(book, w).ToString(CultureInfo.InvariantCulture) == id);

    /// <summary>The account type of a wallet.</summary>
    public static string Type(string wallet) => wallet == Wallets.Spot ? "spot" : "otc";

    /// <summary>The number of a record: it rises with time, has gaps, and is beyond what a double can hold.</summary>
    /// <param name="entry">The event.</param>
    /// <param name="part">Which of its rows, below 16.</param>
    public static long RecordId(EconomicEvent entry, int part) => (1L << 58) + (entry.Sequence << 20) + ((long)part << 16) + (long)(entry.Hash & 0xFFFF);

    /// <summary>The number of a deposit or withdrawal.</summary>
    public static long MovementId(EconomicEvent entry) => 30_000_000 + entry.Sequence;
}
