using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>
/// Plans one day of one account: which acts happen and when is a pure function of (seed, account, day); what they amount to is decided when they are
/// played, from the balances and prices of that moment.
/// </summary>
internal static class DayPlan
{
    /// <summary>Plans a day (number 0 = the first after the origin).</summary>
    public static void Enqueue(Stage stage, AccountBook book, int day, PerpetualDesk perpetuals)
    {
        var start = stage.Origin.AddDays(day);
        var dice = new Dice(Noise.Of(book.Seed, (ulong)day));
        if (day == 0) Fund(stage, book, start);
        if (book.Name == AccountNames.Fresh)
        {
            if (day >= book.Profile.FirstActiveDay && dice.Chance(0.05)) Plan(ref dice, start, (t, d) => TradePlay.Order(stage, book, t, d), stage);
            return;
        }

        if (day == 0) return;
        for (var order = Orders(book.Profile, day, dice.Below(5)); order > 0; order--) Plan(ref dice, start, (t, d) => TradePlay.Order(stage, book, t, d), stage);
        Income(stage, book, day, start, ref dice);
        Movements(stage, book, day, start, ref dice);
        Swaps(stage, book, day, start, ref dice);
        if (day == book.Profile.PerpetualDay) stage.Schedule.At(start.AddHours(9), () => PerpetualPlay.Begin(stage, perpetuals, book, start.AddHours(9)));
    }

    private static void Fund(Stage stage, AccountBook book, DateTimeOffset start)
    {
        var (profile, time, scale) = (book.Profile, start.AddMinutes(10), book.Name == AccountNames.Fresh ? 0.05 : 1);
        var quotes = profile.TradedMarkets.Select(m => profile.Market(m)!.Quote).Append(profile.HomeCurrency).Distinct(StringComparer.Ordinal);
        foreach (var asset in quotes) Deposit(asset, asset == profile.HomeCurrency ? 60_000 : 14_000);
        foreach (var asset in profile.StakedAssets.Append("ETH").Append(profile.InterestAsset).Distinct(StringComparer.Ordinal)) Deposit(asset, 4_000);
        if (profile.FeeAsset is { } fee && profile.Markets.Any(m => m.Base == fee)) Deposit(fee, 900);
        if (!profile.Without.Contains(EconomicKind.Migration)) Deposit("MATIC", 500);
        stage.Schedule.At(start.AddHours(9), () => IncomePlay.Credits(stage, book, start.AddHours(9)));
        if (profile.SavingsWallet != Wallets.Earn) return;
        foreach (var (asset, index) in profile.StakedAssets.Append(profile.InterestAsset).Select((a, i) => (a, i)))
            stage.Schedule.At(start.AddHours(10).AddMinutes(index), () => SwapPlay.Move(stage, book, asset, Wallets.Earn, 0.5, start.AddHours(10).AddMinutes(index)));

        void Deposit(string asset, double usd)
        {
            var at = time = time.AddSeconds(397);
            stage.Schedule.At(at, () => MovementPlay.Deposit(stage, book, asset, usd * scale, at));
        }
    }

    private static void Income(Stage stage, AccountBook book, int day, DateTimeOffset start, ref Dice dice)
    {
        var (often, staked) = (Often(book.Profile, day), book.Profile.StakedAssets[day % book.Profile.StakedAssets.Count]);
        If(book, EconomicKind.StakingReward, often > 0, ref dice, start, (t, _) => IncomePlay.Stake(stage, book, staked, t), stage);
        If(book, EconomicKind.Interest, day % 3 == 0 && often > 0, ref dice, start, (t, _) => IncomePlay.Interest(stage, book, t), stage);
        If(book, EconomicKind.Airdrop, dice.Chance(0.03 * often), ref dice, start, (t, d) => IncomePlay.Airdrop(stage, book, t, d), stage);
        If(book, EconomicKind.Referral, dice.Chance(0.02 * often), ref dice, start, (t, d) => IncomePlay.Referral(stage, book, t, d), stage);
        If(book, EconomicKind.FeeCredit, day % 60 == 0, ref dice, start, (t, _) => IncomePlay.Credits(stage, book, t), stage);
    }

    private static void Movements(Stage stage, AccountBook book, int day, DateTimeOffset start, ref Dice dice)
    {
        var profile = book.Profile;
        var coin = dice.Pick(["ETH", "SOL", "BTC", profile.FeeAsset is { } fee && profile.Markets.Any(m => m.Base == fee) ? fee : "XRP"]);
        If(book, EconomicKind.Deposit, day % 14 == 0, ref dice, start, (t, d) => MovementPlay.Deposit(stage, book, profile.HomeCurrency, d.Between(500, 2_500), t), stage);
        If(book, EconomicKind.Deposit, dice.Chance(0.05), ref dice, start, (t, d) => MovementPlay.Deposit(stage, book, coin, d.Between(100, 900), t), stage);
        If(book, EconomicKind.Withdrawal, dice.Chance(0.07), ref dice, start, (t, d) => MovementPlay.Withdraw(stage, book, t, d), stage);
        var others = stage.Accounts.Where(a => a.Name == AccountNames.Main && a != book && !a.Profile.HasOptions).ToList();
        if (others.Count == 0) return;
        var to = dice.Pick(others);
        If(book, EconomicKind.Withdrawal, dice.Chance(0.03), ref dice, start, (t, d) => MovementPlay.Send(stage, book, to, t, d), stage);
    }

    private static void Swaps(Stage stage, AccountBook book, int day, DateTimeOffset start, ref Dice dice)
    {
        var often = Often(book.Profile, day);
        If(book, EconomicKind.Conversion, dice.Chance(0.12 * often), ref dice, start, (t, d) => SwapPlay.Convert(stage, book, t, d), stage);
        If(book, EconomicKind.InstantBuy, dice.Chance(0.06 * often), ref dice, start, (t, d) => SwapPlay.InstantBuy(stage, book, t, d), stage);
        If(book, EconomicKind.DustSweep, day % 30 == 29 && often > 0, ref dice, start, (t, _) => SwapPlay.SweepDust(stage, book, t), stage);
        If(book, EconomicKind.WalletTransfer, dice.Chance(book.Profile.TransferChance) && day >= book.Profile.FirstActiveDay, ref dice, start, (t, d) => SwapPlay.BetweenWallets(stage, book, t, d), stage);
        If(book, EconomicKind.Migration, day == 400, ref dice, start, (t, _) => SwapPlay.Migrate(stage, book, t), stage);
    }

    private static double Often(VenueProfile profile, int day) => day < profile.FirstIncomeDay ? 0 : profile.RareEvents;

    private static int Orders(VenueProfile profile, int day, int more) => day < profile.FirstActiveDay ? 0 : profile.OrdersPerDay + more;

    private static void If(AccountBook book, EconomicKind kind, bool happens, ref Dice dice, DateTimeOffset start, Action<DateTimeOffset, Dice> act, Stage stage)
    {
        if (happens && !book.Profile.Without.Contains(kind)) Plan(ref dice, start, act, stage);
    }

    private static void Plan(ref Dice dice, DateTimeOffset start, Action<DateTimeOffset, Dice> act, Stage stage)
    {
        var time = start.AddMilliseconds(dice.Below(86_400_000));
        var own = new Dice(dice.Next());
        stage.Schedule.At(time, () => act(time, own));
    }
}

/// <summary>Names of the accounts each venue has.</summary>
public static class AccountNames
{
    /// <summary>Two years of history and more than four thousand transactions.</summary>
    public const string Main = "main";

    /// <summary>A few dozen transactions: what an account looks like that hardly began.</summary>
    public const string Fresh = "fresh";
}
