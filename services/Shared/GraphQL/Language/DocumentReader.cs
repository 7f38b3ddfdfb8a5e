using System.Text;

namespace PortfolioPlatform.GraphQL.Language;

/// <summary>Recursive descent over the tokens; this part holds what the grammar's productions share.</summary>
internal ref partial struct DocumentReader
{
    private readonly ParserOptions _options;
    private readonly ReadOnlySpan<byte> _text;
    private Lexer _lexer;
    private int _depth;

    public DocumentReader(ReadOnlySpan<byte> text, ParserOptions options)
    {
        _options = options;
        _text = text;
        _lexer = new Lexer(text, options.MaxTokens);
    }

    private delegate T Production<out T>(ref DocumentReader reader);

    public DocumentNode ReadDocument(ReadOnlyMemory<byte> source)
    {
        _lexer.Advance();
        var definitions = new List<DefinitionNode>();
        do definitions.Add(ReadDefinition());
        while (!At(TokenKind.End));
        return new DocumentNode(definitions, source);
    }

    private readonly Token Current => _lexer.Current;

    private readonly bool At(TokenKind kind) => _lexer.Current.Kind == kind;

    private readonly bool AtKeyword(ReadOnlySpan<byte> keyword) => At(TokenKind.Name) && _lexer.CurrentText.SequenceEqual(keyword);

    private readonly TextSpan From(int start) => new(start, _lexer.LastEnd);

    private bool Skip(TokenKind kind)
    {
        if (!At(kind)) return false;
        _lexer.Advance();
        return true;
    }

    private bool SkipKeyword(ReadOnlySpan<byte> keyword)
    {
        if (!AtKeyword(keyword)) return false;
        _lexer.Advance();
        return true;
    }

    private void Expect(TokenKind kind)
    {
        if (!At(kind)) throw new GraphQLSyntaxException($"Expected {TokenText.Of(kind)}, found {Found()}.", Current.Start);
        _lexer.Advance();
    }

    private void ExpectKeyword(string keyword)
    {
        if (!At(TokenKind.Name) || Text() != keyword) throw new GraphQLSyntaxException($"Expected \"{keyword}\", found {Found()}.", Current.Start);
        _lexer.Advance();
    }

    private NameNode ReadName()
    {
        var token = Current;
        if (token.Kind != TokenKind.Name) Expect(TokenKind.Name);
        var text = Text();
        _lexer.Advance();
        return new NameNode(text, new TextSpan(token.Start, token.End));
    }

    private readonly string Text() => Encoding.UTF8.GetString(_lexer.CurrentText);

    private readonly string Found() => At(TokenKind.Name) || At(TokenKind.Int) || At(TokenKind.Float) ? $"{TokenText.Of(Current.Kind)} \"{Text()}\""
        : At(TokenKind.String) ? $"String \"{StringText.Decode(_lexer.CurrentText)}\""
        : TokenText.Of(Current.Kind);

    private readonly GraphQLSyntaxException Unexpected() => new($"Unexpected {Found()}.", Current.Start);

    private void Enter()
    {
        if (++_depth > _options.MaxDepth) throw new GraphQLSyntaxException($"Document is nested deeper than {_options.MaxDepth} levels.", Current.Start);
    }

    private void Exit() => _depth--;

    /// <summary>One or more between <paramref name="open"/> and <paramref name="close"/>.</summary>
    private List<T> Many<T>(TokenKind open, Production<T> read, TokenKind close)
    {
        Expect(open);
        Enter();
        var list = new List<T>();
        do list.Add(read(ref this));
        while (!Skip(close));
        Exit();
        return list;
    }

    private IReadOnlyList<T> OptionalMany<T>(TokenKind open, Production<T> read, TokenKind close) => At(open) ? Many(open, read, close) : [];

    /// <summary>None or more between <paramref name="open"/> and <paramref name="close"/>.</summary>
    private List<T> Any<T>(TokenKind open, Production<T> read, TokenKind close)
    {
        Expect(open);
        Enter();
        var list = new List<T>();
        while (!Skip(close)) list.Add(read(ref this));
        Exit();
        return list;
    }

    private List<T> Delimited<T>(TokenKind delimiter, Production<T> read)
    {
        Skip(delimiter);
        var list = new List<T>();
        do list.Add(read(ref this));
        while (Skip(delimiter));
        return list;
    }
}
