using System.Globalization;
using PortfolioPlatform.Binance.Wire;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance;

/// <summary>What the venue pays out.</summary>
internal static class BinanceIncome
{
    /// <summary>Words of the free text, in order of precedence.</summary>
    private static readonly (string Word, TransactionKind Kind)[] Words =
    [
        ("staking", TransactionKind.StakingReward), ("locked rewards", TransactionKind.StakingReward), ("eth2", TransactionKind.StakingReward),
        ("flexible", TransactionKind.Interest), ("interest", TransactionKind.Interest), ("saving", TransactionKind.Interest), ("vault", TransactionKind.Interest), ("earn", TransactionKind.Interest),
        ("referral", TransactionKind.Rebate), ("commission", TransactionKind.Rebate), ("rebate", TransactionKind.Rebate), ("cashback", TransactionKind.Rebate), ("voucher", TransactionKind.Rebate),
        ("launchpool", TransactionKind.Airdrop), ("airdrop", TransactionKind.Airdrop), ("megadrop", TransactionKind.Airdrop), ("distribution", TransactionKind.Airdrop),
    ];

    /// <summary>An asset dividend; text that no word fits is an airdrop put to review.</summary>
    public static VenueTransaction Map(BinanceDividend row)
    {
        var known = Words.FirstOrDefault(word => row.Info.Contains(word.Word, StringComparison.OrdinalIgnoreCase));
        return new VenueTransaction(row.Id.ToString(CultureInfo.InvariantCulture), "dividends", BinanceTime.Of(row.Time), known.Word is null ? TransactionKind.Airdrop : known.Kind, [BinanceLegs.Of(row.Asset, row.Amount)])
        {
            Reference = row.TranId == 0 ? null : row.TranId.ToString(CultureInfo.InvariantCulture),
            Flags = known.Word is null ? ["review"] : [],
        };
    }

    /// <summary>A reward of Simple Earn; its key is its content, for want of an id.</summary>
    public static VenueTransaction Map(BinanceEarnReward row, bool isLocked)
    {
        var amount = row.Rewards ?? row.Amount ?? throw new FormatException("A reward without an amount.");
        var source = isLocked ? "earnRewards:locked" : "earnRewards:flexible:" + row.Type;
        var id = string.Create(CultureInfo.InvariantCulture, $"{row.Time}:{row.Asset}:{row.ProjectId ?? row.PositionId}:{amount}");
        return new VenueTransaction(id, source, BinanceTime.Of(row.Time), isLocked ? TransactionKind.StakingReward : TransactionKind.Interest, [BinanceLegs.Of(row.Asset, amount)]);
    }
}
