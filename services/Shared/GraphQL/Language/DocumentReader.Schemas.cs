namespace PortfolioPlatform.GraphQL.Language;

/// <summary>The schema definition language.</summary>
internal ref partial struct DocumentReader
{
    private DefinitionNode ReadSchemaDefinition()
    {
        var start = Current.Start;
        var description = ReadDescription();
        if (!At(TokenKind.Name)) throw Unexpected();
        var keyword = Text();
        if (description is not null && keyword is "query" or "mutation" or "subscription" or "fragment" or "extend")
            throw new GraphQLSyntaxException("Unexpected description, descriptions are supported only on definitions.", start);
        var extension = SkipKeyword("extend"u8);
        if (extension) keyword = At(TokenKind.Name) ? Text() : throw Unexpected();
        if (keyword == "directive" && !extension) return ReadDirectiveDefinition(description, start);
        if (keyword == "schema") return ReadSchema(description, extension, start);
        return ReadTypeDefinition(KindOf(keyword) ?? throw Unexpected(), description, extension, start);
    }

    private static TypeDefinitionKind? KindOf(string keyword) => keyword switch
    {
        "scalar" => TypeDefinitionKind.Scalar,
        "type" => TypeDefinitionKind.Object,
        "interface" => TypeDefinitionKind.Interface,
        "union" => TypeDefinitionKind.Union,
        "enum" => TypeDefinitionKind.Enum,
        "input" => TypeDefinitionKind.Input,
        _ => null,
    };

    private StringValueNode? ReadDescription() => At(TokenKind.String) || At(TokenKind.BlockString) ? ReadString() : null;

    private SchemaNode ReadSchema(StringValueNode? description, bool extension, int start)
    {
        ExpectKeyword("schema");
        var directives = ReadDirectives(true);
        Production<(OperationKind, NamedTypeNode)> operation = static (ref r) =>
        {
            var kind = r.ReadOperationKind();
            r.Expect(TokenKind.Colon);
            return (kind, r.ReadNamedType());
        };
        var operations = extension ? OptionalMany(TokenKind.BraceOpen, operation, TokenKind.BraceClose) : Many(TokenKind.BraceOpen, operation, TokenKind.BraceClose);
        if (extension && directives.Count == 0 && operations.Count == 0) throw Unexpected();
        return new SchemaNode(description, directives, operations, extension, From(start));
    }

    private TypeDefinitionNode ReadTypeDefinition(TypeDefinitionKind kind, StringValueNode? description, bool extension, int start)
    {
        _lexer.Advance();
        var name = ReadName();
        var canImplement = kind is TypeDefinitionKind.Object or TypeDefinitionKind.Interface;
        var interfaces = canImplement && SkipKeyword("implements"u8) ? Delimited(TokenKind.Ampersand, static (ref r) => r.ReadNamedType()) : [];
        var directives = ReadDirectives(true);
        var fields = canImplement ? OptionalMany(TokenKind.BraceOpen, static (ref r) => r.ReadFieldDefinition(), TokenKind.BraceClose) : [];
        var inputs = kind == TypeDefinitionKind.Input ? OptionalMany(TokenKind.BraceOpen, static (ref r) => r.ReadInputValue(), TokenKind.BraceClose) : [];
        var values = kind == TypeDefinitionKind.Enum ? OptionalMany(TokenKind.BraceOpen, static (ref r) => r.ReadEnumValue(), TokenKind.BraceClose) : [];
        var members = kind == TypeDefinitionKind.Union && Skip(TokenKind.Equal) ? Delimited(TokenKind.Pipe, static (ref r) => r.ReadNamedType()) : [];
        if (extension && interfaces.Count + directives.Count + fields.Count + inputs.Count + values.Count + members.Count == 0) throw Unexpected();
        return new TypeDefinitionNode(kind, name, extension, From(start))
        {
            Description = description,
            Interfaces = interfaces,
            Directives = directives,
            Fields = fields,
            InputFields = inputs,
            Values = values,
            Members = members,
        };
    }

    private FieldDefinitionNode ReadFieldDefinition()
    {
        var start = Current.Start;
        var description = ReadDescription();
        var name = ReadName();
        var arguments = OptionalMany(TokenKind.ParenOpen, static (ref r) => r.ReadInputValue(), TokenKind.ParenClose);
        Expect(TokenKind.Colon);
        var type = ReadType();
        return new FieldDefinitionNode(description, name, arguments, type, ReadDirectives(true), From(start));
    }

    private InputValueNode ReadInputValue()
    {
        var start = Current.Start;
        var description = ReadDescription();
        var name = ReadName();
        Expect(TokenKind.Colon);
        var type = ReadType();
        var value = Skip(TokenKind.Equal) ? ReadValue(true) : null;
        return new InputValueNode(description, name, type, value, ReadDirectives(true), From(start));
    }

    private EnumValueDefinitionNode ReadEnumValue()
    {
        var start = Current.Start;
        var description = ReadDescription();
        if (AtKeyword("true"u8) || AtKeyword("false"u8) || AtKeyword("null"u8))
            throw new GraphQLSyntaxException($"Name \"{Text()}\" is reserved and cannot be used for an enum value.", Current.Start);
        var name = ReadName();
        return new EnumValueDefinitionNode(description, name, ReadDirectives(true), From(start));
    }

    private DirectiveDefinitionNode ReadDirectiveDefinition(StringValueNode? description, int start)
    {
        ExpectKeyword("directive");
        Expect(TokenKind.At);
        var name = ReadName();
        var arguments = OptionalMany(TokenKind.ParenOpen, static (ref r) => r.ReadInputValue(), TokenKind.ParenClose);
        var repeatable = SkipKeyword("repeatable"u8);
        ExpectKeyword("on");
        var locations = Delimited(TokenKind.Pipe, static (ref r) => r.ReadDirectiveLocation());
        return new DirectiveDefinitionNode(description, name, arguments, repeatable, locations, From(start));
    }

    private NameNode ReadDirectiveLocation()
    {
        var token = Current;
        var name = ReadName();
        return DirectiveLocations.All.Contains(name.Value) ? name : throw new GraphQLSyntaxException($"Unexpected Name \"{name.Value}\".", token.Start);
    }
}
