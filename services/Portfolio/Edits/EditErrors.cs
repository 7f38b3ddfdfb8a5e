using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Edits;

/// <summary>Why something a person asked for cannot be recorded.</summary>
internal static class EditErrors
{
    public static Error NotFound { get; } = new("ENTRY_NOT_FOUND", "There is no such transaction in this account.") { Kind = ErrorKind.NotFound };

    public static Error NoRemark { get; } = new("REMARK_NOT_FOUND", "There is no such remark, or it was taken back.") { Kind = ErrorKind.NotFound };

    public static Error Time { get; } = new("IMPLAUSIBLE_TIME", "A transaction is between 2009-01-03 and a day from now.");

    public static Error Decision { get; } = new("UNKNOWN_DECISION", "A decision is link, unlink or dismiss.");

    public static Error Asset(string name) => new("UNKNOWN_ASSET", $"'{name}' is neither a code of this transaction nor a symbol the registry knows here: write it as the transaction does, or as one would anywhere, such as EUR.");

    public static Error Missing(string name) => new("AMOUNT_MISSING", $"The transaction has no amount of '{name}' in its place and role that could stay as it is: write one.");

    public static Error Amount(string text) => new("NOT_A_NUMBER", $"'{text}' is not an exact decimal number.");
}
