using System.Runtime.InteropServices;

namespace PortfolioPlatform.GraphQL.Language;

/// <summary>Where a piece of syntax stands in the UTF-8 text of its document, in bytes.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextSpan(int Start, int End);

/// <summary>A piece of a parsed document.</summary>
public abstract class SyntaxNode(TextSpan span)
{
    /// <summary>Bytes of the document this node was read from.</summary>
    public TextSpan Span => span;
}

/// <summary>A name and where it stands.</summary>
public sealed class NameNode(string value, TextSpan span) : SyntaxNode(span)
{
    public string Value => value;

    public override string ToString() => value;
}

/// <summary>A whole document: its definitions and the text they were read from.</summary>
public sealed class DocumentNode(IReadOnlyList<DefinitionNode> definitions, ReadOnlyMemory<byte> source) : SyntaxNode(new TextSpan(0, source.Length))
{
    public IReadOnlyList<DefinitionNode> Definitions => definitions;

    public ReadOnlyMemory<byte> Source => source;
}

/// <summary>What may stand at the top of a document.</summary>
public abstract class DefinitionNode(TextSpan span) : SyntaxNode(span);
