using System.Runtime.InteropServices;
using System.Text;

namespace PortfolioPlatform.GraphQL.Language;

/// <summary>Line and column of a document, both from 1; columns count UTF-16 code units, as the reference implementation does.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SourceLocation(int Line, int Column)
{
    /// <summary>Where the byte at <paramref name="offset"/> of a text stands. LF, CR and CR LF end lines.</summary>
    public static SourceLocation At(ReadOnlySpan<byte> text, int offset)
    {
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < offset && i < text.Length; i++)
        {
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                if (i + 1 >= offset) break;
                i++;
            }
            else if (text[i] is not ((byte)'\n' or (byte)'\r')) continue;
            line++;
            lineStart = i + 1;
        }
        return new SourceLocation(line, Encoding.UTF8.GetCharCount(text[lineStart..Math.Min(offset, text.Length)]) + 1);
    }
}
