namespace PortfolioPlatform.GraphQL.Language;

/// <summary>How large a document may be before it is refused, so that reading it takes bounded time and stack.</summary>
/// <param name="MaxBytes">UTF-8 bytes of the document.</param>
/// <param name="MaxTokens">Tokens, punctuation included.</param>
/// <param name="MaxDepth">Braces, brackets and type wrappers inside each other.</param>
public sealed record ParserOptions(int MaxBytes = 256 * 1024, int MaxTokens = 20_000, int MaxDepth = 100)
{
    public static ParserOptions Default { get; } = new();

    /// <summary>For schemas, which come from the program itself.</summary>
    public static ParserOptions Schema { get; } = new(16 * 1024 * 1024, 4_000_000, 100);
}
