using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Types;

/// <summary>A directive of a schema.</summary>
public sealed class DirectiveType(string name)
{
    public string Name => name;

    public string? Description { get; internal set; }

    public IReadOnlyList<InputValue> Arguments { get; internal set; } = [];

    public IReadOnlyList<string> Locations { get; internal set; } = [];

    public bool IsRepeatable { get; internal set; }

    /// <summary>The directives every schema has.</summary>
    internal static IReadOnlyList<DirectiveType> Specified { get; } =
    [
        new("include")
        {
            Description = "Directs the executor to include this field or fragment only when the `if` argument is true.",
            Locations = ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"],
            Arguments = [new InputValue("if", new NonNullType(Scalars.Boolean)) { Description = "Included when true." }],
        },
        new("skip")
        {
            Description = "Directs the executor to skip this field or fragment when the `if` argument is true.",
            Locations = ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"],
            Arguments = [new InputValue("if", new NonNullType(Scalars.Boolean)) { Description = "Skipped when true." }],
        },
        new("deprecated")
        {
            Description = "Marks an element of a GraphQL schema as no longer supported.",
            Locations = ["FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INPUT_FIELD_DEFINITION", "ENUM_VALUE"],
            Arguments =
            [
                new InputValue("reason", Scalars.String)
                {
                    Description = "Explains why this element was deprecated, usually also including a suggestion for how to access supported similar data. Formatted using the Markdown syntax, as specified by [CommonMark](https://commonmark.org/).",
                    DefaultValue = new StringValueNode("No longer supported", false, default),
                },
            ],
        },
        new("specifiedBy")
        {
            Description = "Exposes a URL that specifies the behavior of this scalar.",
            Locations = ["SCALAR"],
            Arguments = [new InputValue("url", new NonNullType(Scalars.String)) { Description = "The URL that specifies the behavior of this scalar." }],
        },
        new("oneOf")
        {
            Description = "Indicates exactly one field must be supplied and this field must not be `null`.",
            Locations = ["INPUT_OBJECT"],
        },
    ];
}
