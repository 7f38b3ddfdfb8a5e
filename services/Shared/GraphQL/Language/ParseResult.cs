using System.Diagnostics.CodeAnalysis;

namespace PortfolioPlatform.GraphQL.Language;

/// <summary>A document, or why a text is none and where.</summary>
public sealed record ParseResult(DocumentNode? Document, string? Error, SourceLocation Location)
{
    [MemberNotNullWhen(true, nameof(Document))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsDocument => Document is not null;
}
