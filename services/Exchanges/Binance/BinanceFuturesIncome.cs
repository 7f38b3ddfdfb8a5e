using System.Globalization;
using PortfolioPlatform.Binance.Wire;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance;

/// <summary>What moves the futures wallet. Moves between wallets of the account are left out: they net to zero, and both wallets are read.</summary>
internal static class BinanceFuturesIncome
{
    /// <summary>Name of the stream and source.</summary>
    public const string Stream = "futuresIncome";

    /// <summary>A row; none for a move between own wallets.</summary>
    public static IEnumerable<VenueTransaction> Map(BinanceFuturesIncomeRow row)
    {
        if (row.Type is "TRANSFER") yield break;
        var (kind, role) = row.Type switch
        {
            "FUNDING_FEE" => (TransactionKind.Funding, LegRole.Principal),
            "REALIZED_PNL" or "INSURANCE_CLEAR" or "DELIVERED_SETTELMENT" or "OPTIONS_SETTLE_PROFIT" => (TransactionKind.MarginResult, LegRole.Principal),
            "COMMISSION" or "POSITION_LIMIT_INCREASE_FEE" or "STRATEGY_UMFUTURES_TRANSFER_FEE" => (TransactionKind.Fee, LegRole.Fee),
            "REFERRAL_KICKBACK" or "COMMISSION_REBATE" or "API_REBATE" or "WELCOME_BONUS" or "CONTEST_REWARD" or "BFUSD_REWARD" => (TransactionKind.Rebate, LegRole.Principal),
            "INTERNAL_TRANSFER" or "CROSS_COLLATERAL_TRANSFER" or "AUTO_EXCHANGE" or "COIN_SWAP_DEPOSIT" or "COIN_SWAP_WITHDRAW" => (TransactionKind.Adjustment, LegRole.Principal),
            _ => (TransactionKind.Unknown, LegRole.Principal),
        };
        yield return new VenueTransaction($"{row.Type}:{row.TranId.ToString(CultureInfo.InvariantCulture)}", Stream, BinanceTime.Of(row.Time), kind, [new VenueLeg(row.Asset, BinanceSymbols.Symbol(row.Asset), row.Income, role)])
        {
            Reference = string.IsNullOrEmpty(row.TradeId) ? null : row.TradeId,
            Market = row.Symbol.Length > 0 ? row.Symbol : null,
            Flags = kind is TransactionKind.Unknown or TransactionKind.Adjustment ? ["review"] : [],
        };
    }
}
