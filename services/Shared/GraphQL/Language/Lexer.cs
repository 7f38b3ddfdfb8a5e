using System.Text;

namespace PortfolioPlatform.GraphQL.Language;

/// <summary>Cuts UTF-8 text into tokens, one at a time and without looking back.</summary>
internal ref struct Lexer(ReadOnlySpan<byte> text, int maxTokens)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _tokens;

    public Token Current { get; private set; } = new(TokenKind.Start, 0, 0);

    /// <summary>End of the token before the current one.</summary>
    public int LastEnd { get; private set; }

    public readonly ReadOnlySpan<byte> CurrentText => _text[Current.Start..Current.End];

    public void Advance()
    {
        LastEnd = Current.End;
        if (++_tokens > maxTokens) throw new GraphQLSyntaxException($"Document contains more than {maxTokens} tokens. Parsing aborted.", Current.End);
        Current = Read(SkipIgnored(Current.End));
    }

    private readonly int SkipIgnored(int at)
    {
        while (at < _text.Length)
        {
            switch (_text[at])
            {
                case (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)',':
                    at++;
                    break;
                case (byte)'#':
                    while (at < _text.Length && _text[at] is not ((byte)'\n' or (byte)'\r')) at++;
                    break;
                case 0xEF when _text[at..].StartsWith("\uFEFF"u8):
                    at += 3;
                    break;
                default:
                    return at;
            }
        }
        return at;
    }

    private readonly Token Read(int at)
    {
        if (at >= _text.Length) return new Token(TokenKind.End, _text.Length, _text.Length);
        var c = _text[at];
        if (IsNameStart(c)) return ReadName(at);
        if (c == '"') return ReadString(at);
        if (c == '-' || IsDigit(c)) return ReadNumber(at);
        var kind = Punctuation(c);
        if (kind is not TokenKind.Start) return new Token(kind, at, at + 1);
        if (_text[at..].StartsWith("..."u8)) return new Token(TokenKind.Spread, at, at + 3);
        throw new GraphQLSyntaxException(
            c == '\'' ? "Unexpected single quote character ('), did you mean to use a double quote (\")?" : $"Unexpected character: {Describe(at)}.", at);
    }

    private static TokenKind Punctuation(byte c) => c switch
    {
        (byte)'{' => TokenKind.BraceOpen,
        (byte)'}' => TokenKind.BraceClose,
        (byte)'(' => TokenKind.ParenOpen,
        (byte)')' => TokenKind.ParenClose,
        (byte)':' => TokenKind.Colon,
        (byte)'!' => TokenKind.Bang,
        (byte)'$' => TokenKind.Dollar,
        (byte)'[' => TokenKind.BracketOpen,
        (byte)']' => TokenKind.BracketClose,
        (byte)'=' => TokenKind.Equal,
        (byte)'@' => TokenKind.At,
        (byte)'|' => TokenKind.Pipe,
        (byte)'&' => TokenKind.Ampersand,
        _ => TokenKind.Start,
    };

    private readonly Token ReadName(int start)
    {
        var at = start + 1;
        while (at < _text.Length && (IsNameStart(_text[at]) || IsDigit(_text[at]))) at++;
        return new Token(TokenKind.Name, start, at);
    }

    private readonly Token ReadNumber(int start)
    {
        var at = start;
        var kind = TokenKind.Int;
        if (_text[at] == '-') at++;
        if (Peek(at) == '0')
        {
            if (IsDigit(Peek(++at))) throw new GraphQLSyntaxException($"Invalid number, unexpected digit after 0: {Describe(at)}.", at);
        }
        else at = ReadDigits(at);
        if (Peek(at) == '.')
        {
            kind = TokenKind.Float;
            at = ReadDigits(at + 1);
        }
        if (Peek(at) is (byte)'e' or (byte)'E')
        {
            kind = TokenKind.Float;
            at++;
            if (Peek(at) is (byte)'+' or (byte)'-') at++;
            at = ReadDigits(at);
        }
        if (Peek(at) == '.' || IsNameStart(Peek(at))) throw new GraphQLSyntaxException($"Invalid number, expected digit but got: {Describe(at)}.", at);
        return new Token(kind, start, at);
    }

    private readonly int ReadDigits(int at)
    {
        if (!IsDigit(Peek(at))) throw new GraphQLSyntaxException($"Invalid number, expected digit but got: {Describe(at)}.", at);
        while (IsDigit(Peek(at))) at++;
        return at;
    }

    /// <summary>Finds the end of a string; what its escapes mean is <see cref="StringText"/>'s concern.</summary>
    private readonly Token ReadString(int start)
    {
        if (_text[start..].StartsWith("\"\"\""u8)) return ReadBlockString(start);
        var at = start + 1;
        while (at < _text.Length && _text[at] is not ((byte)'\n' or (byte)'\r'))
        {
            if (_text[at] == '"') return new Token(TokenKind.String, start, at + 1);
            if (_text[at] == '\\') at = StringText.SkipEscape(_text, at);
            else at++;
        }
        throw new GraphQLSyntaxException("Unterminated string.", at);
    }

    private readonly Token ReadBlockString(int start)
    {
        for (var at = start + 3; at < _text.Length; at++)
        {
            if (_text[at] == '\\' && _text[(at + 1)..].StartsWith("\"\"\""u8)) at += 3;
            else if (_text[at..].StartsWith("\"\"\""u8)) return new Token(TokenKind.BlockString, start, at + 3);
        }
        throw new GraphQLSyntaxException("Unterminated string.", _text.Length);
    }

    private readonly byte Peek(int at) => at < _text.Length ? _text[at] : (byte)0;

    private readonly string Describe(int at)
    {
        if (at >= _text.Length) return "<EOF>";
        Rune.DecodeFromUtf8(_text[at..], out var rune, out _);
        if (rune.Value is >= 0x20 and <= 0x7E) return rune.Value == '"' ? "'\"'" : $"\"{rune}\"";
        return $"U+{rune.Value:X4}";
    }

    private static bool IsNameStart(byte c) => (uint)((c | 0x20) - 'a') <= 'z' - 'a' || c == '_';

    private static bool IsDigit(byte c) => (uint)(c - '0') <= 9;
}
