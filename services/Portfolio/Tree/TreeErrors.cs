using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Tree;

/// <summary>Why the tree cannot be as somebody asked.</summary>
internal static class TreeErrors
{
    public static Error NoPortfolio { get; } = new("PORTFOLIO_NOT_FOUND", "There is no such portfolio.") { Kind = ErrorKind.NotFound };

    public static Error NoEntity { get; } = new("ENTITY_NOT_FOUND", "There is no such legal entity.") { Kind = ErrorKind.NotFound };

    public static Error NoAccount { get; } = new("ACCOUNT_NOT_FOUND", "There is no such account.") { Kind = ErrorKind.NotFound };

    public static Error Name { get; } = new("BAD_NAME", "A name has 1 to 100 characters.");

    public static Error Currency { get; } = new("UNKNOWN_CURRENCY", "Nothing is known of this currency.") { Advice = "Give the id of an asset, such as fiat:eur." };

    public static Error Zone { get; } = new("UNKNOWN_ZONE", "There is no such time zone.") { Advice = "Give an IANA name, such as Europe/Zurich." };

    public static Error Jurisdiction { get; } = new("BAD_JURISDICTION", "A jurisdiction is two letters of ISO 3166, such as DE; ZZ for none.");

    public static Error Circle { get; } = new("PORTFOLIO_BELOW_ITSELF", "A portfolio cannot lie below itself.") { Kind = ErrorKind.Conflict };

    public static Error TooMany { get; } = new("TOO_MANY_PORTFOLIOS", "A tenant has at most 500 portfolios.") { Kind = ErrorKind.Limit };

    public static Error Last { get; } = new("LAST_PORTFOLIO", "A tenant keeps at least one portfolio.") { Kind = ErrorKind.Conflict };

    public static Error HasAccounts { get; } = new("PORTFOLIO_HAS_ACCOUNTS", "Accounts of this portfolio are in no other, and none is above it to take them.") { Kind = ErrorKind.Conflict, Advice = "Move it below another one first, or give its accounts to another." };

    public static Error TakesNew { get; } = new("PORTFOLIO_TAKES_NEW", "New accounts come into this portfolio: it stays.") { Kind = ErrorKind.Conflict, Advice = "Rename or move it instead." };

    public static Error EntityInUse { get; } = new("ENTITY_HAS_ACCOUNTS", "Accounts belong to this legal entity, removed ones included: their history is taxed with it.") { Kind = ErrorKind.Conflict, Advice = "Rename it instead." };
}
