namespace PortfolioPlatform.Sandbox.Serving;

/// <summary>What a key may do.</summary>
[Flags]
public enum KeyRights
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>See balances.</summary>
    Balances = 1,

    /// <summary>See trades, ledger and movements.</summary>
    History = 2,

    /// <summary>Place and cancel orders.</summary>
    Trade = 4,

    /// <summary>Move assets out.</summary>
    Withdraw = 8,
}

/// <summary>An API key of a simulated account, in the venue's real format.</summary>
/// <param name="Name">One of <see cref="KeyNames"/>.</param>
/// <param name="Account">The account it opens.</param>
/// <param name="Key">Public part.</param>
/// <param name="Secret">Private part.</param>
/// <param name="Passphrase">Third part, where the venue has one.</param>
/// <param name="Rights">What it may do.</param>
/// <param name="IsRevoked">Whether the user deleted it at the venue.</param>
public sealed record DemoKey(string Name, string Account, string Key, string Secret, string? Passphrase, KeyRights Rights, bool IsRevoked = false);

/// <summary>The keys every venue has.</summary>
public static class KeyNames
{
    /// <summary>Main account, read only.</summary>
    public const string Read = "read";

    /// <summary>Main account, read and trade.</summary>
    public const string Trade = "trade";

    /// <summary>Main account, may withdraw: a key the product must refuse.</summary>
    public const string Withdraw = "withdraw";

    /// <summary>Main account, sees balances but no history.</summary>
    public const string Limited = "limited";

    /// <summary>Main account, deleted at the venue.</summary>
    public const string Revoked = "revoked";

    /// <summary>Fresh account, read and trade.</summary>
    public const string Fresh = "fresh";

    /// <summary>Name, account, rights and state of each.</summary>
    internal static IReadOnlyList<(string Name, string Account, KeyRights Rights, bool IsRevoked)> All { get; } =
    [
        (Read, Economy.AccountNames.Main, KeyRights.Balances | KeyRights.History, false),
        (Trade, Economy.AccountNames.Main, KeyRights.Balances | KeyRights.History | KeyRights.Trade, false),
        (Withdraw, Economy.AccountNames.Main, KeyRights.Balances | KeyRights.History | KeyRights.Trade | KeyRights.Withdraw, false),
        (Limited, Economy.AccountNames.Main, KeyRights.Balances, false),
        (Revoked, Economy.AccountNames.Main, KeyRights.Balances | KeyRights.History, true),
        (Fresh, Economy.AccountNames.Fresh, KeyRights.Balances | KeyRights.History | KeyRights.Trade, false),
    ];
}
