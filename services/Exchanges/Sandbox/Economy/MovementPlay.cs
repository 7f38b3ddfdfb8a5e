using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>Acts of the demo history that move assets in and out.</summary>
internal static class MovementPlay
{
    private static readonly string[] Travelling = ["ETH", "BTC", "XRP", "LTC", "SOL"];

    /// <summary>Assets arrive from outside.</summary>
    public static void Deposit(Stage stage, AccountBook book, string asset, double usd, DateTimeOffset time)
    {
        var amount = stage.Worth(book, asset, usd, time);
        if (IsFiat(asset)) amount = decimal.Round(amount, 2);
        if (amount <= 0) return;
        stage.Book(book, time, EconomicKind.Deposit, [new(asset, Wallets.Spot, amount, EconomicRole.Principal)], e => e with { Movement = Movement(e.Hash, asset, time) });
    }

    /// <summary>Part of a holding leaves; some withdrawals fail or are cancelled and come back.</summary>
    public static void Withdraw(Stage stage, AccountBook book, DateTimeOffset time, Dice dice)
    {
        var asset = dice.Chance(0.3) ? book.Profile.HomeCurrency : dice.Pick(Travelling);
        var outcome = dice.Unit() switch { < 0.12 => MovementOutcome.Failed, < 0.2 => MovementOutcome.Cancelled, _ => MovementOutcome.Completed };
        var end = time.AddMinutes(20 + dice.Below(100));
        if (Leave(stage, book, asset, dice.Between(0.03, 0.1), time, end, outcome, null) is not { } entry || outcome == MovementOutcome.Completed) return;
        stage.Schedule.At(end, () => Return(stage, book, entry, end));
    }

    /// <summary>A coin travels to an own account at another venue: the two sides share the hash of the chain transaction.</summary>
    public static void Send(Stage stage, AccountBook from, AccountBook to, DateTimeOffset time, Dice dice)
    {
        var asset = dice.Pick(Travelling);
        var arrival = time.AddMinutes(6 + dice.Below(40));
        if (Leave(stage, from, asset, dice.Between(0.05, 0.2), time, arrival, MovementOutcome.Completed, to.Profile.Venue) is not { } sent) return;
        stage.Schedule.At(arrival, () => stage.Book(to, arrival, EconomicKind.Deposit, [new(asset, Wallets.Spot, -sent.Legs[0].Amount, EconomicRole.Principal)],
            e => e with { Movement = sent.Movement! with { CompletedAt = arrival, Counterpart = from.Profile.Venue } }));
    }

    private static EconomicEvent? Leave(Stage stage, AccountBook book, string asset, double share, DateTimeOffset time, DateTimeOffset end, MovementOutcome outcome, string? counterpart)
    {
        var decimals = IsFiat(asset) ? 2 : 6;
        var amount = Stage.Floor(book.Available(asset) * (decimal)share, decimals);
        var fee = Stage.Floor(stage.Worth(book, asset, IsFiat(asset) ? 1.01 : 2.3, time), IsFiat(asset) ? 2 : 5);
        if (stage.Usd(asset, amount, time) < 20 || book.Available(asset) < amount + fee) return null;
        return stage.Book(book, time, EconomicKind.Withdrawal, [new(asset, Wallets.Spot, -amount, EconomicRole.Principal), new(asset, Wallets.Spot, -fee, EconomicRole.Fee)],
            e => e with { Movement = Movement(e.Hash, asset, end, outcome) with { Counterpart = counterpart } });
    }

    private static void Return(Stage stage, AccountBook book, EconomicEvent sent, DateTimeOffset time) =>
        stage.Book(book, time, EconomicKind.WithdrawalReversal, sent.Legs.Select(l => l with { Amount = -l.Amount }), e => e with { Movement = sent.Movement, Reverses = sent.Sequence });

    private static Movement Movement(ulong hash, string asset, DateTimeOffset end, MovementOutcome outcome = MovementOutcome.Completed)
    {
        var fiat = IsFiat(asset);
        var network = Network(asset);
        var chain = fiat || outcome != MovementOutcome.Completed ? null : (network is "Ethereum" or "BSC" ? "0x" : "") + Convert.ToHexStringLower(Noise.Bytes(hash, "tx", 32));
        return new Movement(network, fiat, fiat ? "DE" + (hash % 100_000_000_000_000_000) : Address(hash, network), chain, end, outcome);
    }

    private static string Address(ulong hash, string network) => network switch
    {
        "Bitcoin" => "bc1q" + Noise.Text(hash, "address", 38, "023456789acdefghjklmnpqrstuvwxyz"),
        "Ethereum" => "0x" + Convert.ToHexStringLower(Noise.Bytes(hash, "address", 20)),
        _ => Noise.Text(hash, "address", 34, "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"),
    };

    private static string Network(string asset) => asset switch
    {
        "BTC" => "Bitcoin", "LTC" => "Litecoin", "XRP" => "Ripple", "SOL" => "Solana", "USD" => "FedWire", "EUR" or "GBP" => "SEPA", "DOT" => "Polkadot", "ATOM" => "Cosmos", "BNB" => "BSC",
        _ => "Ethereum",
    };

    private static bool IsFiat(string asset) => AssetCatalog.All.TryGetValue(asset, out var known) && known.Class == AssetClass.Fiat;
}
