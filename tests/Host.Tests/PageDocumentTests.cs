using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.Host.Tests;

/// <summary>What the page asks: every operation of its documents is one that the API runs as it is configured by default.</summary>
public sealed class PageDocumentTests
{
    // As many as a page of the page holds.
    private const int Rows = 200;
    private static readonly string Web = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../web/src"));

    private static readonly string[] Documents = [.. Directory.EnumerateFiles(Web, "*.graphql", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Web, f)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Files => [.. Documents];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_operation_of_the_page_is_valid_and_within_the_limits(string file)
    {
        await using var services = SchemaTests.Services();
        var executor = services.GetRequiredService<RequestExecutor>();
        var text = WithTypeNames(await WithFragmentsAsync(file));
        foreach (var operation in Definitions(text).OfType<OperationNode>().Where(o => o.Kind != OperationKind.Subscription))
        {
            var variables = JsonSerializer.SerializeToElement(operation.Variables.ToDictionary(v => v.Variable.Name.Value, v => v.Variable.Name.Value == "first" ? Rows : Example(v.Type, executor.Schema)));
            using var answer = await executor.ExecuteAsync(new GraphQLRequest(text, operation.Name!.Value, variables), services, new ClaimsPrincipal(), readOnly: false, CancellationToken.None);
            Assert.True(answer.Failure is null, $"{operation.Name.Value}: {Encoding.UTF8.GetString(answer.Body.Span)}");
        }
    }

    /// <summary>The document with the fragments it takes from others.</summary>
    private static async Task<string> WithFragmentsAsync(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Web, file));
        foreach (var other in Documents.Where(f => f != file))
        {
            var fragments = Definitions(await File.ReadAllTextAsync(Path.Combine(Web, other))).OfType<FragmentNode>();
            foreach (var fragment in fragments.Where(f => text.Contains($"...{f.Name.Value}", StringComparison.Ordinal))) text += "\n" + Printer.Print(fragment);
        }

        return text;
    }

    /// <summary>The page's client asks for the type of everything, to know it again.</summary>
    private static string WithTypeNames(string text)
    {
        var (asked, brackets, braces) = (new StringBuilder(text.Length * 2), 0, 0);
        foreach (var letter in text)
        {
            brackets += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            asked.Append(letter);
            if (brackets > 0) continue;
            // Not of an operation itself.
            if (letter == '{' && braces++ > 0) asked.Append(" __typename ");
            if (letter == '}') braces--;
        }

        return asked.ToString();
    }

    private static IEnumerable<DefinitionNode> Definitions(string text) => Parser.Parse(text).Document!.Definitions;

    /// <summary>Some value of a type: what a variable needs to be accepted.</summary>
    private static object? Example(TypeNode type, Schema schema) => type switch
    {
        NonNullTypeNode required => Example(required.Inner, schema),
        ListTypeNode => Array.Empty<object>(),
        _ => Example(schema.Type(((NamedTypeNode)type).Name.Value)!, schema),
    };

    private static object? Example(NamedType type, Schema schema) => type switch
    {
        EnumType words => words.Members.Keys.First(),
        InputObjectType input => input.Fields.Where(f => f.Value.Type is NonNullType && f.Value.DefaultValue is null).ToDictionary(f => f.Key, f => f.Value.Type.Nullable is ListType ? Array.Empty<object>() : Example(f.Value.Type.Named, schema)),
        _ => type.Name switch { "Int" or "Float" => 1, "Boolean" => true, "Date" => "2026-01-01", "DateTime" => "2026-01-01T00:00:00Z", "UUID" or "ID" => "7d444840-9dc0-11d1-b245-5ffdce74fad2", _ => "1" },
    };
}
