using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>Acts of the demo history that change one asset into another off the book, or move it between the account's own wallets.</summary>
internal static class SwapPlay
{
    private static readonly string[] Swapped = ["ETH", "BTC", "SOL", "XRP", "ADA", "LINK"];

    /// <summary>One coin into another at a spread, no fee.</summary>
    public static void Convert(Stage stage, AccountBook book, DateTimeOffset time, Dice dice)
    {
        var (from, to) = (dice.Pick(Swapped), dice.Pick(Swapped));
        var amount = Stage.Floor(book.Available(from) * (decimal)dice.Between(0.02, 0.1), 6);
        var usd = stage.Usd(from, amount, time);
        var received = stage.Worth(book, to, usd * 0.997, time);
        if (from == to || usd < 10 || received <= 0) return;
        stage.Book(book, time, EconomicKind.Conversion, [Spot(from, -amount), Spot(to, received)]);
    }

    /// <summary>A coin bought with the home currency, fee in money.</summary>
    public static void InstantBuy(Stage stage, AccountBook book, DateTimeOffset time, Dice dice)
    {
        var (money, coin) = (book.Profile.HomeCurrency, dice.Pick(Swapped));
        var spent = decimal.Round((decimal)dice.Between(30, 220), 2);
        var fee = decimal.Round(spent * 0.0149m, 2);
        var received = stage.Worth(book, coin, stage.Usd(money, spent, time), time);
        if (book.Available(money) < (spent + fee) * 2 || received <= 0) return;
        stage.Book(book, time, EconomicKind.InstantBuy, [Spot(money, -spent), Spot(money, -fee, EconomicRole.Fee), Spot(coin, received)]);
    }

    /// <summary>Remainders below a few dollars into one asset: per remainder three legs (out, in, charge).</summary>
    public static void SweepDust(Stage stage, AccountBook book, DateTimeOffset time)
    {
        var target = book.Profile.DustTarget;
        var legs = new List<EconomicLeg>();
        foreach (var ((asset, wallet), amount) in book.Balances.OrderBy(b => b.Key.Asset, StringComparer.Ordinal))
        {
            if (wallet != Wallets.Spot || amount <= 0 || !IsSweepable(book, asset) || stage.Usd(asset, amount, time) is > 8 or < 0.02) continue;
            var received = decimal.Round((decimal)(stage.Usd(asset, amount, time) / stage.Prices.UsdAt(target, time)), 8);
            if (received <= 0) continue;
            legs.AddRange([Spot(asset, -amount), Spot(target, received), Spot(target, -decimal.Round(received * 0.02m, 8), EconomicRole.Fee)]);
        }

        if (legs.Count > 0) stage.Book(book, time, EconomicKind.DustSweep, legs);
    }

    /// <summary>Between spot and the second wallet or earn, there or back.</summary>
    public static void BetweenWallets(Stage stage, AccountBook book, DateTimeOffset time, Dice dice)
    {
        var second = book.Profile.SecondWallet != Wallets.Earn && (dice.Chance(0.4) | book.Profile.SavingsWallet != Wallets.Earn);
        var asset = second ? dice.Pick(Swapped) : dice.Pick([.. book.Profile.StakedAssets, book.Profile.InterestAsset]);
        Move(stage, book, asset, second ? book.Profile.SecondWallet : Wallets.Earn, dice.Chance(0.6) ? 0.3 : -0.2, time);
    }

    /// <summary>Moves a share of the spot balance (positive) or of the other wallet's balance (negative).</summary>
    public static void Move(Stage stage, AccountBook book, string asset, string wallet, double share, DateTimeOffset time)
    {
        var source = share > 0 ? book.Available(asset) : book.Balance(asset, wallet);
        var amount = Stage.Floor(source * (decimal)share, 4);
        if (amount == 0) return;
        EconomicLeg[] legs = [Spot(asset, -amount), new(asset, wallet, amount, EconomicRole.Principal)];
        if (amount < 0) Array.Reverse(legs);
        stage.Book(book, time, EconomicKind.WalletTransfer, legs);
    }

    /// <summary>MATIC becomes POL one to one.</summary>
    public static void Migrate(Stage stage, AccountBook book, DateTimeOffset time)
    {
        var amount = book.Available("MATIC");
        if (amount > 0) stage.Book(book, time, EconomicKind.Migration, [Spot("MATIC", -amount), Spot("POL", amount)], e => e with { Note = "MATIC to POL" });
    }

    private static bool IsSweepable(AccountBook book, string asset) =>
        asset != book.Profile.DustTarget && asset != book.Profile.FeeAsset && AssetCatalog.All.TryGetValue(asset, out var known) && known.Class == AssetClass.Coin;

    private static EconomicLeg Spot(string asset, decimal amount, EconomicRole role = EconomicRole.Principal) => new(asset, Wallets.Spot, amount, role);
}
