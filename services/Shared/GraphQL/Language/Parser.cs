using System.Text;
using System.Text.Unicode;

namespace PortfolioPlatform.GraphQL.Language;

/// <summary>Reads GraphQL documents, operations and schemas alike.</summary>
public static class Parser
{
    /// <summary>Reads a document from UTF-8.</summary>
    public static ParseResult Parse(ReadOnlyMemory<byte> utf8, ParserOptions? options = null)
    {
        options ??= ParserOptions.Default;
        if (utf8.Length > options.MaxBytes) return Failed(utf8, $"Document is larger than {options.MaxBytes} bytes.", 0);
        if (!Utf8.IsValid(utf8.Span)) return Failed(utf8, "Document is not valid UTF-8.", 0);
        try
        {
            var reader = new DocumentReader(utf8.Span, options);
            return new ParseResult(reader.ReadDocument(utf8), null, default);
        }
        catch (GraphQLSyntaxException e)
        {
            return Failed(utf8, e.Message, e.Offset);
        }
    }

    /// <summary>Reads a document from text.</summary>
    public static ParseResult Parse(string text, ParserOptions? options = null) => Parse(Encoding.UTF8.GetBytes(text), options);

    private static ParseResult Failed(ReadOnlyMemory<byte> text, string message, int offset) =>
        new(null, $"Syntax Error: {message}", SourceLocation.At(text.Span, offset));
}
