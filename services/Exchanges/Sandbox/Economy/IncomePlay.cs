using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>Acts of the demo history that bring something for nothing.</summary>
internal static class IncomePlay
{
    private static readonly string[] Gifts = ["ARB", "OP", "GRT", "SAND", "MANA", "ALGO", "XLM"];

    /// <summary>A day's staking reward on what lies in the earn wallet.</summary>
    public static void Stake(Stage stage, AccountBook book, string asset, DateTimeOffset time) =>
        Pay(stage, book, EconomicKind.StakingReward, asset, book.Profile.RewardWallet, Yield(book, asset, 0.06m), time, asset + " staking");

    /// <summary>Interest on the saved stablecoin.</summary>
    public static void Interest(Stage stage, AccountBook book, DateTimeOffset time) =>
        Pay(stage, book, EconomicKind.Interest, book.Profile.InterestAsset, book.Profile.SavingsWallet, Yield(book, book.Profile.InterestAsset, 0.09m), time, "Flexible savings");

    /// <summary>A few units of a coin the account does not trade.</summary>
    public static void Airdrop(Stage stage, AccountBook book, DateTimeOffset time, Dice dice)
    {
        var asset = dice.Pick(Gifts.Where(g => book.Profile.Markets.Any(m => m.Base == g)).ToList());
        Pay(stage, book, EconomicKind.Airdrop, asset, Wallets.Spot, stage.Worth(book, asset, dice.Between(1, 6), time), time, asset + " airdrop");
    }

    /// <summary>Commission for an invited user, in the home currency.</summary>
    public static void Referral(Stage stage, AccountBook book, DateTimeOffset time, Dice dice) =>
        Pay(stage, book, EconomicKind.Referral, book.Profile.HomeCurrency, Wallets.Spot, decimal.Round((decimal)dice.Between(2, 25), 2), time, "Referral commission");

    /// <summary>Credits that pay fees, where the venue has such a thing and sells no coin for it.</summary>
    public static void Credits(Stage stage, AccountBook book, DateTimeOffset time)
    {
        if (book.Profile.FeeAsset is { } asset && !book.Profile.Markets.Any(m => m.Base == asset))
            Pay(stage, book, EconomicKind.FeeCredit, asset, Wallets.Spot, stage.Worth(book, asset, 60, time), time, "Fee credits");
    }

    private static decimal Yield(AccountBook book, string asset, decimal yearly) =>
        decimal.Round(book.Balance(asset, book.Profile.SavingsWallet) * yearly / 365, Math.Min(8, book.Profile.Decimals(asset)));

    private static void Pay(Stage stage, AccountBook book, EconomicKind kind, string asset, string wallet, decimal amount, DateTimeOffset time, string note)
    {
        if (amount > 0) stage.Book(book, time, kind, [new(asset, wallet, amount, EconomicRole.Principal)], e => e with { Note = note });
    }
}
