using System.Security.Claims;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.GraphQL.Execution;

namespace PortfolioPlatform.GraphQL.Tests.CodeFirst;

/// <summary>Plain properties, which go straight into the output, at once and below what comes later.</summary>
public sealed class LeafTests
{
    private const string All = "text id whole long real truth exact instant day some nothing";

    private const string Written =
        """{"text":"a\"b","id":"00000001-0000-0000-0000-000000000000","whole":-7,"long":9007199254740993,"real":0.1,"truth":true,"exact":"1.50","instant":"2026-01-02T03:04:05.000006Z","day":"2026-01-02","some":5,"nothing":null}""";

    [Theory]
    [InlineData("now")]
    [InlineData("later")]
    public async Task Values_are_written_as_their_scalars_say(string root) => Assert.Equal($"{{\"data\":{{\"{root}\":{Written}}}}}", await RunAsync($"{{ {root} {{ {All} }} }}"));

    [Theory]
    [InlineData("now", "missing", "Cannot return null for non-nullable field missing.")]
    [InlineData("later", "missing", "Cannot return null for non-nullable field missing.")]
    [InlineData("now", "endless", "Float cannot represent the value of this field.")]
    [InlineData("now", "broken", "Unexpected Execution Error")]
    [InlineData("later", "broken", "Unexpected Execution Error")]
    public async Task What_is_not_as_usual_is_an_error_with_its_place_and_nothing_of_it_is_written(string root, string field, string message)
    {
        var answer = await RunAsync($"{{ {root} {{ whole {field} }} }}");
        Assert.Contains($"\"data\":{{\"{root}\":null}}", answer, StringComparison.Ordinal);
        Assert.Contains($"\"message\":\"{message}\"", answer, StringComparison.Ordinal);
        Assert.Contains($"\"path\":[\"{root}\",\"{field}\"]", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", answer, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string query)
    {
        var services = new ServiceCollection().AddLogging(l => l.ClearProviders());
        services.AddGraphQLServer().AddQueryType<LeafQuery>();
        await using var provider = services.BuildServiceProvider();
        using var response = await provider.GetRequiredService<RequestExecutor>().ExecuteAsync(new GraphQLRequest(query, null, default, default), provider, new ClaimsPrincipal(), true, default);
        return Encoding.UTF8.GetString(response.Body.Span);
    }

    public sealed class LeafQuery
    {
        public Leaves? GetNow() => new();

        public async Task<Leaves?> GetLaterAsync()
        {
            await Task.Yield();
            return new();
        }
    }

    public sealed class Leaves
    {
        public string Text => "a\"b";

        [ID]
        public Guid Id { get; } = new(1, 0, 0, new byte[8]);

        public int Whole => -7;

        public long Long => 9007199254740993;

        public double Real => 0.1;

        public bool Truth => true;

        public decimal Exact => 1.50m;

        public DateTimeOffset Instant { get; } = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddMicroseconds(6);

        public DateOnly Day { get; } = new(2026, 1, 2);

        public int? Some => 5;

        public int? Nothing => null;

        public string Missing => null!;

        public double Endless => double.NaN;

        public int Broken => throw new InvalidOperationException("hunter2");
    }
}
