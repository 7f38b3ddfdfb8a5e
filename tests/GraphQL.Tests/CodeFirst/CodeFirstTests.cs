using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Types;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.GraphQL.Tests.CodeFirst;

public sealed class CodeFirstTests
{
    private readonly ServiceProvider _services = Services();

    [Fact]
    public async Task Classes_attributes_and_comments_become_the_schema_in_the_file()
    {
        var printed = SchemaPrinter.Print(Executor.Schema);
        Assert.Equal(await Snapshot.ReadAsync("library.graphql", printed), printed);
        Assert.Equal(printed, SchemaPrinter.Print(SdlSchema.Build(printed)));
    }

    [Theory]
    [InlineData("{ books { nodes { title } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }", "{\"books\":{\"nodes\":[{\"title\":\"B1\"},{\"title\":\"B2\"}],\"pageInfo\":{\"hasNextPage\":true,\"hasPreviousPage\":false,\"startCursor\":\"MA\",\"endCursor\":\"MQ\"}}}")]
    [InlineData("{ books(first: 1, after: \"Mw\") { edges { cursor node { title } } pageInfo { hasNextPage } } }", "{\"books\":{\"edges\":[{\"cursor\":\"NA\",\"node\":{\"title\":\"B5\"}}],\"pageInfo\":{\"hasNextPage\":false}}}")]
    [InlineData("{ books(last: 1, before: \"Mg\") { nodes { title } } }", "{\"books\":{\"nodes\":[{\"title\":\"B2\"}]}}")]
    [InlineData("{ book(key: {title: \"B3\"}) { id title price keptAs tags } }", "{\"book\":{\"id\":\"00000003-0000-0000-0000-000000000000\",\"title\":\"B3\",\"price\":null,\"keptAs\":\"PAPER_BACK\",\"tags\":[\"B3\",null]}}")]
    [InlineData("{ work(id: \"00000002-0000-0000-0000-000000000000\") { __typename title ... on Book { price } } }", "{\"work\":{\"__typename\":\"Book\",\"title\":\"B2\",\"price\":\"2.10\"}}")]
    [InlineData("{ search(deep: true) { ... on Writer { name number } ... on Book { title } } }", "{\"search\":[{\"name\":\"x\",\"number\":0},{\"title\":\"B1\"}]}")]
    [InlineData("{ sum(numbers: [1, 2, 3], more: 4) }", "{\"sum\":10}")]
    [InlineData("mutation { addBook(input: {title: \"N\", pages: [1, 2]}) { id title price keptAs author { name } } }", "{\"addBook\":{\"id\":\"00000063-0000-0000-0000-000000000000\",\"title\":\"N\",\"price\":\"1.50\",\"keptAs\":\"TAPE\",\"author\":{\"name\":\"A2\"}}}")]
    public async Task Members_of_classes_answer(string query, string data) => Assert.Equal($"{{\"data\":{data}}}", await RunAsync(query));

    [Theory]
    [InlineData("{ books(first: 5) { nodes { title } } }", "A page has 0 to 4 rows.")]
    [InlineData("{ books(first: 1, last: 1) { nodes { title } } }", "Ask for either first or last rows.")]
    [InlineData("{ books(after: \"!\") { nodes { title } } }", "This is no cursor of this server.")]
    [InlineData("{ work(id: \"7\") { title } }", "This is no identifier of this server.")]
    [InlineData("mutation { addBook(input: {title: \"x\", id: \"7\"}) { title } }", "This is no identifier of this server.")]
    [InlineData("mutation { addBook(input: {title: \"\"}) { title } }", "A book has a title.")]
    [InlineData("{ secret }", "The current user is not authorized to access this resource.")]
    public async Task What_cannot_be_answered_says_why(string query, string message) =>
        Assert.Contains(message, await RunAsync(query), StringComparison.Ordinal);

    [Fact]
    public async Task Loaders_are_given_to_the_methods_that_name_them()
    {
        Assert.Contains("\"A1\"", await RunAsync("{ books(first: 4) { nodes { author { name } } } }"), StringComparison.Ordinal);
        Assert.Equal(["1,0"], _services.GetRequiredService<Shelf>().Batches);
    }

    [Fact]
    public void Two_classes_of_one_name_are_refused()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddGraphQLServer().AddQueryType<Clash>();
        using var provider = services.BuildServiceProvider();
        Assert.Throws<SchemaException>(provider.GetRequiredService<RequestExecutor>);
    }

    [Fact]
    public void Root_fields_that_say_nothing_need_the_servers_policy()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddGraphQLServer().AddQueryType<Doors>().RequireAuthorization("key");
        using var provider = services.BuildServiceProvider();
        var fields = provider.GetRequiredService<RequestExecutor>().Schema.QueryType.Fields;
        Assert.Equal(["key", null, "gold"], fields.Values.Select(f => f.Policy));
    }

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection().AddLogging(l => l.ClearProviders());
        Library.Register(services);
        return services.BuildServiceProvider();
    }

    private RequestExecutor Executor => _services.GetRequiredService<RequestExecutor>();

    private async Task<string> RunAsync(string query)
    {
        using var response = await Executor.ExecuteAsync(new GraphQLRequest(query, null, default(JsonElement)), _services, new ClaimsPrincipal(), false, default);
        return Encoding.UTF8.GetString(response.Body.Span);
    }

    [GraphQLName("Book")]
    public sealed record OtherBook(int X);

    public sealed class Clash
    {
        public Book? A => null;

        public OtherBook? B => null;
    }

    public sealed class Doors
    {
        public int Closed => 1;

        [AllowAnonymous]
        public int Open => 2;

        [Authorize("gold")]
        public int Golden => 3;
    }
}
