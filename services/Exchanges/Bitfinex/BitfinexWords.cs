using System.Collections.Immutable;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Bitfinex;

/// <summary>How a ledger row is booked.</summary>
internal enum BitfinexBooking
{
    /// <summary>On its own.</summary>
    Alone = 0,

    /// <summary>Told better by the trades.</summary>
    ByTrades,

    /// <summary>Told better by the movements.</summary>
    ByMovements,

    /// <summary>Together with the rows of the same meaning and instant.</summary>
    Together,
}

/// <summary>What the words of a ledger row mean; the category id is not in the row.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Booking">How it is booked.</param>
/// <param name="Role">What the amount is.</param>
internal sealed record BitfinexMeaning(TransactionKind Kind, BitfinexBooking Booking = BitfinexBooking.Alone, LegRole Role = LegRole.Principal)
{
    private static readonly ImmutableArray<(string Word, bool Starts, BitfinexMeaning Meaning)> Table =
    [
        Starts("exchange ", new(TransactionKind.Trade, BitfinexBooking.ByTrades)), // 5
        Starts("trading fees for", new(TransactionKind.Fee, BitfinexBooking.ByTrades)), // 201
        Starts("trading rebate for", new(TransactionKind.Rebate, BitfinexBooking.ByTrades)), // 202
        Starts("trading rebate", new(TransactionKind.Rebate)),
        Starts("transfer of", new(TransactionKind.InternalTransfer, BitfinexBooking.Together)), // 51
        Has("currency conversion fee", new(TransactionKind.Conversion, BitfinexBooking.Together, LegRole.Fee)),
        Has("conversion", new(TransactionKind.Conversion, BitfinexBooking.Together)), // 905
        Has("migration", new(TransactionKind.Migration, BitfinexBooking.Together)),
        Has("staking", new(TransactionKind.StakingReward)), // 262
        Has("used margin funding", new(TransactionKind.InterestPaid)), // 226, and 228 "unused"
        Has("margin funding payment", new(TransactionKind.Interest)), // 28
        Has("derivatives funding", new(TransactionKind.Funding)), // 29
        Has("funding event", new(TransactionKind.Funding)),
        Has("funding cost", new(TransactionKind.InterestPaid)), // 27
        Has("interest charge", new(TransactionKind.InterestPaid)),
        Has("swap fee", new(TransactionKind.Fee)), // 222
        Has("claiming fee", new(TransactionKind.Fee)), // 224
        Has("hidden order fee", new(TransactionKind.Fee)), // 204
        Has("otc", new(TransactionKind.Fee)), // 207
        Has("position", new(TransactionKind.MarginResult)), // 22, 23, 25, 26
        Has("settlement", new(TransactionKind.MarginResult)), // 31
        Has("affiliate", new(TransactionKind.Rebate)), // 241
        Has("earned fee", new(TransactionKind.Rebate)),
        Has("loyalty", new(TransactionKind.Rebate)), // 243
        Has("airdrop", new(TransactionKind.Airdrop)),
        Has("fork", new(TransactionKind.Fork)),
        Has("withdrawal", new(TransactionKind.Withdrawal, BitfinexBooking.ByMovements)), // 104, 105, 254, 255
        Has("miner fee", new(TransactionKind.Withdrawal, BitfinexBooking.ByMovements)), // 258
        Has("deposit", new(TransactionKind.Deposit, BitfinexBooking.ByMovements)), // 101, 251
        Has("adjustment", new(TransactionKind.Adjustment)), // 401
        Has("expense", new(TransactionKind.Fee)), // 501
        Has("monthly profit", new(TransactionKind.Interest)), // 907
        Has("losses", new(TransactionKind.Adjustment)), // 911
    ];

    /// <summary>The meaning of a row; null when its words are not known.</summary>
    public static BitfinexMeaning? Of(BitfinexLedgerRow row)
    {
        foreach (var (word, starts, meaning) in Table)
        {
            if (starts ? row.Description.StartsWith(word, StringComparison.OrdinalIgnoreCase) : row.Description.Contains(word, StringComparison.OrdinalIgnoreCase)) return InWallet(meaning, row);
        }

        return null;
    }

    // Fills of margin orders are not booked as trades (no coins change hands in the wallet), so their fees and results are booked from the ledger.
    private static BitfinexMeaning InWallet(BitfinexMeaning meaning, BitfinexLedgerRow row) =>
        meaning.Booking == BitfinexBooking.ByTrades && row.Wallet is not ("exchange" or null)
            ? meaning with { Booking = BitfinexBooking.Alone, Kind = meaning.Kind == TransactionKind.Trade ? TransactionKind.MarginResult : meaning.Kind }
            : meaning;

    private static (string, bool, BitfinexMeaning) Starts(string word, BitfinexMeaning meaning) => (word, true, meaning);

    private static (string, bool, BitfinexMeaning) Has(string word, BitfinexMeaning meaning) => (word, false, meaning);
}
