using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Tests.Http;

/// <summary>A real server on a free port with a small schema.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    private const string Sdl = "type Query { hello(name: String = \"you\"): String broken: String! slow: String secret: String rows(first: Int = 10): [Row!]! } type Row { id: ID! } type Mutation { touch: Int! }";

    private readonly WebApplication _app;

    private HttpServer(WebApplication app, ErrorLog errors)
    {
        Errors = errors;
        _app = app;
        Address = new Uri(app.Urls.First());
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    /// <summary>What the server logged as an error.</summary>
    public ErrorLog Errors { get; }

    public IServiceProvider Services => _app.Services;

    public static Task<HttpServer> StartAsync(Action<GraphQLOptions>? configure = null) => StartAsync(services => services.AddGraphQLServer(_ => Schema(), configure));

    /// <summary>A server of whatever is registered.</summary>
    public static async Task<HttpServer> StartAsync(Action<IServiceCollection> register)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var errors = new ErrorLog();
        builder.Logging.ClearProviders().AddProvider(errors);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        register(builder.Services);
        var app = builder.Build();
        app.MapGraphQL();
        await app.StartAsync();
        return new HttpServer(app, errors);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static Schema Schema()
    {
        var schema = SdlSchema.Build(Sdl);
        schema.Bind("Query", "hello", static (in c) => $"Hello {c.Arguments["name"]}");
        schema.Bind("Query", "broken", static (in _) => throw new InvalidOperationException("password=hunter2"));
        schema.BindAsync("Query", "slow", static async c =>
        {
            await Task.Delay(Timeout.Infinite, c.Request.Cancellation);
            return null;
        });
        schema.Bind("Query", "secret", static (in _) => "treasure");
        schema.QueryType.Fields["secret"].Policy = "vault";
        schema.Bind("Query", "rows", static (in c) => Enumerable.Range(0, (int)c.Arguments["first"]!).Select(i => new Dictionary<string, object?> { ["id"] = i }));
        schema.Bind("Mutation", "touch", static (in _) => 1);
        return schema;
    }
}
