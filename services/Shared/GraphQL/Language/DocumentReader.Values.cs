namespace PortfolioPlatform.GraphQL.Language;

/// <summary>Literals and type references.</summary>
internal ref partial struct DocumentReader
{
    private ValueNode ReadValue(bool constant)
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.BracketOpen:
                return new ListValueNode(
                    Any<ValueNode>(TokenKind.BracketOpen, constant ? static (ref r) => r.ReadValue(true) : static (ref r) => r.ReadValue(false), TokenKind.BracketClose),
                    From(token.Start));
            case TokenKind.BraceOpen:
                return new ObjectValueNode(
                    Any<ObjectFieldNode>(TokenKind.BraceOpen, constant ? static (ref r) => r.ReadObjectField(true) : static (ref r) => r.ReadObjectField(false), TokenKind.BraceClose),
                    From(token.Start));
            case TokenKind.String or TokenKind.BlockString:
                return ReadString();
            case TokenKind.Dollar when constant:
                _lexer.Advance();
                if (At(TokenKind.Name)) throw new GraphQLSyntaxException($"Unexpected variable \"${Text()}\" in constant value.", token.Start);
                throw new GraphQLSyntaxException("Unexpected \"$\".", token.Start);
            case TokenKind.Dollar:
                return ReadVariable();
            case TokenKind.Int or TokenKind.Float or TokenKind.Name:
                return ReadScalar(token);
            default:
                throw Unexpected();
        }
    }

    private ValueNode ReadScalar(Token token)
    {
        var text = Text();
        _lexer.Advance();
        var span = new TextSpan(token.Start, token.End);
        return token.Kind switch
        {
            TokenKind.Int => new IntValueNode(text, span),
            TokenKind.Float => new FloatValueNode(text, span),
            _ => text switch
            {
                "true" => new BooleanValueNode(true, span),
                "false" => new BooleanValueNode(false, span),
                "null" => new NullValueNode(span),
                _ => new EnumValueNode(text, span),
            },
        };
    }

    private StringValueNode ReadString()
    {
        var token = Current;
        var block = token.Kind == TokenKind.BlockString;
        var value = block ? StringText.DecodeBlock(_lexer.CurrentText) : StringText.Decode(_lexer.CurrentText);
        _lexer.Advance();
        return new StringValueNode(value, block, new TextSpan(token.Start, token.End));
    }

    private ObjectFieldNode ReadObjectField(bool constant)
    {
        var start = Current.Start;
        var name = ReadName();
        Expect(TokenKind.Colon);
        return new ObjectFieldNode(name, ReadValue(constant), From(start));
    }

    private TypeNode ReadType()
    {
        var start = Current.Start;
        TypeNode type;
        if (Skip(TokenKind.BracketOpen))
        {
            Enter();
            var inner = ReadType();
            Expect(TokenKind.BracketClose);
            Exit();
            type = new ListTypeNode(inner, From(start));
        }
        else type = ReadNamedType();
        return Skip(TokenKind.Bang) ? new NonNullTypeNode(type, From(start)) : type;
    }

    private NamedTypeNode ReadNamedType()
    {
        var name = ReadName();
        return new NamedTypeNode(name, name.Span);
    }
}
