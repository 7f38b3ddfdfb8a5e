using System.Collections.Immutable;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Coinbase;

/// <summary>
/// Holdings. The v2 wallets carry everything owned, staked parts and vaults included; the v3 accounts know what is on hold in orders. Both are read, and a wallet
/// that both know (same id) is counted once.
/// </summary>
internal static class CoinbaseBalances
{
    /// <summary>A v3 account: available plus hold.</summary>
    public static VenueBalance Of(CoinbaseAccount account)
    {
        var hold = account.Hold?.Value ?? 0;
        return new VenueBalance(account.Currency, CoinbaseCodes.Symbol(account.Currency), "wallet", account.AvailableBalance.Value + hold, account.AvailableBalance.Value);
    }

    /// <summary>A v2 wallet.</summary>
    public static VenueBalance Of(CoinbaseWallet wallet) =>
        new(wallet.Balance.Currency, CoinbaseCodes.Symbol(wallet.Balance.Currency), wallet.Type is "vault" ? "vault" : "wallet", wallet.Balance.Amount, wallet.Balance.Amount);

    /// <summary>One list of both.</summary>
    public static ImmutableArray<VenueBalance> Merge(IReadOnlyCollection<CoinbaseAccount> accounts, IReadOnlyCollection<CoinbaseWallet> wallets)
    {
        var left = accounts.DistinctBy(account => account.Uuid).ToList();
        var merged = ImmutableArray.CreateBuilder<VenueBalance>();
        foreach (var wallet in wallets)
        {
            var (balance, account) = (Of(wallet), Same(wallet, left));
            merged.Add(account is null ? balance : Joined(balance, Of(account)));
            if (account is not null) left.Remove(account);
        }

        merged.AddRange(left.Select(Of));
        return merged.ToImmutable();
    }

    // Money wallets are named by their currency in v2 and by a UUID in v3.
    private static CoinbaseAccount? Same(CoinbaseWallet wallet, List<CoinbaseAccount> accounts) =>
        accounts.Find(account => account.Uuid == wallet.Id) ?? accounts.Find(account => wallet.Id == account.Currency);

    // A wallet of nothing but staked coins shows zero in v3; what v2 has more is owned but not available.
    private static VenueBalance Joined(VenueBalance wallet, VenueBalance account) =>
        wallet with { Total = wallet.Total > account.Total ? wallet.Total : account.Total, Available = account.Available };
}
