using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.GraphQL.DataLoading;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Tests.Execution;

public sealed class LoaderTests
{
    private const string Sdl = "type Query { people: [Person!]! } type Person { id: Int! friend: Person pets: [Pet!]! bad: String! } type Pet { name: String! }";

    private readonly List<string> _batches = [];

    [Fact]
    public async Task Fields_of_many_objects_share_one_batch_a_level()
    {
        Assert.Equal(
            "{\"data\":{\"people\":[{\"id\":1,\"friend\":{\"id\":2,\"friend\":{\"id\":3}}},{\"id\":2,\"friend\":{\"id\":3,\"friend\":{\"id\":4}}},{\"id\":3,\"friend\":{\"id\":4,\"friend\":null}}]}}",
            await RunAsync("{ people { id friend { id friend { id } } } }"));
        Assert.Equal(["2,3,4", "5"], _batches);
    }

    [Fact]
    public async Task Grouped_values_come_in_one_batch()
    {
        Assert.Equal("{\"data\":{\"people\":[{\"pets\":[{\"name\":\"1a\"}]},{\"pets\":[{\"name\":\"2a\"}]},{\"pets\":[{\"name\":\"3a\"}]}]}}", await RunAsync("{ people { pets { name } } }"));
        Assert.Equal(["pets 1,2,3"], _batches);
    }

    [Fact]
    public async Task A_value_that_became_known_otherwise_is_not_asked_for_again_and_what_gathers_questions_runs_after_the_batches()
    {
        var loaders = new LoaderRegistry(new ServiceCollection().AddSingleton(_batches).BuildServiceProvider());
        var (friends, pets) = (loaders.Get<FriendLoader>(), loaders.Get<PetLoader>());
        loaders.ScheduleLast(() => _batches.Add("last"));
        friends.Prime(7, 7);
        var (known, asked, pet) = (friends.LoadAsync(7), friends.LoadAsync(2), pets.LoadAsync(1));
        friends.Prime(2, 20);
        Assert.True(loaders.Dispatch());
        Assert.Equal(7, await known);
        Assert.Equal(2, await asked);
        Assert.NotNull(await pet);
        Assert.Equal(["2", "pets 1"], _batches);
        Assert.True(loaders.Dispatch());
        Assert.Equal(["2", "pets 1", "last"], _batches);
        Assert.False(loaders.Dispatch());
    }

    [Fact]
    public async Task A_batch_that_fails_fails_its_fields_and_tells_nothing()
    {
        var answer = await RunAsync("{ people { bad } }");
        Assert.StartsWith("{\"data\":null,", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", answer, StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string query)
    {
        var schema = SdlSchema.Build(Sdl);
        schema.Bind("Query", "people", static (in _) => new object[] { 1, 2, 3 });
        schema.Bind("Person", "id", static (in c) => c.Source);
        schema.Bind("Pet", "name", static (in c) => c.Source);
        schema.BindAsync("Person", "friend", static async c => await c.Request.Loaders.Get<FriendLoader>().LoadAsync((int)c.Source! + 1, c.Request.Cancellation));
        schema.BindAsync("Person", "pets", static async c => await c.Request.Loaders.Get<PetLoader>().LoadAsync((int)c.Source!, c.Request.Cancellation));
        schema.BindAsync("Person", "bad", static async c => await c.Request.Loaders.Get<FailingLoader>().LoadAsync((int)c.Source!, c.Request.Cancellation));
        using var services = new ServiceCollection().AddSingleton(_batches).BuildServiceProvider();
        var document = PreparedDocument.Of(schema, query, ParserOptions.Default);
        var request = new RequestScope(schema, services, new ClaimsPrincipal(), new DenyAll(), default);
        using var response = await OperationRunner.RunAsync(document, document.Operation(null, out _)!, default(JsonElement), request, null);
        return Encoding.UTF8.GetString(response.Body.Span);
    }

    private sealed class FriendLoader(IBatchScheduler scheduler, List<string> batches) : BatchDataLoader<int, object>(scheduler)
    {
        protected override async Task<IReadOnlyDictionary<int, object>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            batches.Add(string.Join(',', keys));
            await Task.Yield();
            return keys.Where(k => k < 5).ToDictionary(k => k, k => (object)k);
        }
    }

    private sealed class PetLoader(IBatchScheduler scheduler, List<string> batches) : GroupedDataLoader<int, string>(scheduler)
    {
        protected override Task<ILookup<int, string>> LoadGroupedBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            batches.Add("pets " + string.Join(',', keys));
            return Task.FromResult(keys.ToLookup(k => k, k => $"{k}a"));
        }
    }

    private sealed class FailingLoader(IBatchScheduler scheduler) : BatchDataLoader<int, string>(scheduler)
    {
        protected override Task<IReadOnlyDictionary<int, string>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("password=hunter2");
    }
}
