namespace PortfolioPlatform.GraphQL.Language;

/// <summary>Operations, fragments and selections.</summary>
internal ref partial struct DocumentReader
{
    private DefinitionNode ReadDefinition()
    {
        if (At(TokenKind.BraceOpen)) return ReadOperation();
        if (At(TokenKind.String) || At(TokenKind.BlockString)) return ReadSchemaDefinition();
        if (!At(TokenKind.Name)) throw Unexpected();
        return Text() switch
        {
            "query" or "mutation" or "subscription" => ReadOperation(),
            "fragment" => ReadFragment(),
            _ => ReadSchemaDefinition(),
        };
    }

    private OperationNode ReadOperation()
    {
        var start = Current.Start;
        if (At(TokenKind.BraceOpen)) return new OperationNode(OperationKind.Query, null, [], [], ReadSelectionSet(), From(start));
        var kind = ReadOperationKind();
        var name = At(TokenKind.Name) ? ReadName() : null;
        var variables = OptionalMany(TokenKind.ParenOpen, static (ref r) => r.ReadVariableDefinition(), TokenKind.ParenClose);
        var directives = ReadDirectives(false);
        return new OperationNode(kind, name, variables, directives, ReadSelectionSet(), From(start));
    }

    private OperationKind ReadOperationKind()
    {
        OperationKind? kind = AtKeyword("query"u8) ? OperationKind.Query
            : AtKeyword("mutation"u8) ? OperationKind.Mutation
            : AtKeyword("subscription"u8) ? OperationKind.Subscription
            : null;
        if (kind is null)
        {
            if (!At(TokenKind.Name)) Expect(TokenKind.Name);
            throw Unexpected();
        }
        _lexer.Advance();
        return kind.Value;
    }

    private VariableDefinitionNode ReadVariableDefinition()
    {
        var start = Current.Start;
        var variable = ReadVariable();
        Expect(TokenKind.Colon);
        var type = ReadType();
        var value = Skip(TokenKind.Equal) ? ReadValue(true) : null;
        return new VariableDefinitionNode(variable, type, value, ReadDirectives(true), From(start));
    }

    private VariableNode ReadVariable()
    {
        var start = Current.Start;
        Expect(TokenKind.Dollar);
        return new VariableNode(ReadName(), From(start));
    }

    private SelectionSetNode ReadSelectionSet()
    {
        var start = Current.Start;
        var selections = Many<SelectionNode>(TokenKind.BraceOpen, static (ref r) => r.At(TokenKind.Spread) ? r.ReadFragmentUse() : r.ReadField(), TokenKind.BraceClose);
        return new SelectionSetNode(selections, From(start));
    }

    private FieldNode ReadField()
    {
        var start = Current.Start;
        var name = ReadName();
        NameNode? alias = null;
        if (Skip(TokenKind.Colon)) (alias, name) = (name, ReadName());
        var arguments = ReadArguments(false);
        var directives = ReadDirectives(false);
        var selectionSet = At(TokenKind.BraceOpen) ? ReadSelectionSet() : null;
        return new FieldNode(alias, name, arguments, directives, selectionSet, From(start));
    }

    private SelectionNode ReadFragmentUse()
    {
        var start = Current.Start;
        Expect(TokenKind.Spread);
        var hasCondition = SkipKeyword("on"u8);
        if (!hasCondition && At(TokenKind.Name)) return new FragmentSpreadNode(ReadName(), ReadDirectives(false), From(start));
        var condition = hasCondition ? ReadNamedType() : null;
        var directives = ReadDirectives(false);
        return new InlineFragmentNode(condition, directives, ReadSelectionSet(), From(start));
    }

    private FragmentNode ReadFragment()
    {
        var start = Current.Start;
        ExpectKeyword("fragment");
        if (AtKeyword("on"u8)) throw Unexpected();
        var name = ReadName();
        ExpectKeyword("on");
        var condition = ReadNamedType();
        var directives = ReadDirectives(false);
        return new FragmentNode(name, condition, directives, ReadSelectionSet(), From(start));
    }

    private IReadOnlyList<ArgumentNode> ReadArguments(bool constant) => OptionalMany<ArgumentNode>(
        TokenKind.ParenOpen,
        constant ? static (ref r) => r.ReadArgument(true) : static (ref r) => r.ReadArgument(false),
        TokenKind.ParenClose);

    private ArgumentNode ReadArgument(bool constant)
    {
        var start = Current.Start;
        var name = ReadName();
        Expect(TokenKind.Colon);
        return new ArgumentNode(name, ReadValue(constant), From(start));
    }

    private IReadOnlyList<DirectiveNode> ReadDirectives(bool constant)
    {
        if (!At(TokenKind.At)) return [];
        var list = new List<DirectiveNode>();
        while (At(TokenKind.At))
        {
            var start = Current.Start;
            Expect(TokenKind.At);
            var name = ReadName();
            list.Add(new DirectiveNode(name, ReadArguments(constant), From(start)));
        }
        return list;
    }
}
