using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Benchmarks.GraphQL;

/// <summary>The query side of the measurement: 50 positions from memory, whose values depend on the variable tick.</summary>
internal sealed class WorkloadQuery
{
    public WorkloadPortfolio GetPortfolio(int tick) => new(tick);
}

[GraphQLName("Portfolio")]
internal sealed class WorkloadPortfolio(int tick)
{
    public string Name => "Main";

    public double TotalValue => 1234567.89 + tick;

    public WorkloadRisk Risk => new(45678.9 + tick);

    public IReadOnlyList<WorkloadPosition> GetPositions(int first)
    {
        var positions = new WorkloadPosition[first];
        for (var i = 0; i < first; i++) positions[i] = WorkloadPosition.At(i, tick);
        return positions;
    }
}

[GraphQLName("Risk")]
internal sealed record WorkloadRisk(double Var95);

[GraphQLName("Position")]
internal sealed record WorkloadPosition(string Asset, double Quantity, double Price, double Value, double Pnl)
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 1000).Select(i => $"ASSET{i}")];

    public static WorkloadPosition At(int i, int tick)
    {
        var (quantity, price) = ((1.5 * i) + 0.12345678, 100.25 + i + (tick * 0.01));
        return new WorkloadPosition(Names[i], quantity, price, quantity * price, (i * 3.75) - tick);
    }
}

/// <summary>The product's server with the workload, as a process of its own: plain, guarded (authorisation, limits, rate) or bare (Kestrel writing the same values without GraphQL).</summary>
internal static class WorkloadServer
{
    public static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        var isGuarded = words[0] == "guarded";
        var server = isGuarded ? builder.Services.AddProductGraphQL() : builder.Services.AddGraphQLServer();
        server.AddQueryType<WorkloadQuery>();
        if (isGuarded) server.ModifyOptions(o => o.RateLimit = new RateLimit(10_000_000, 10_000_000));
        if (isGuarded) builder.Services.AddMetrics();
        await using var app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{words[1]}");
        var viewer = Viewer.Of(new(Guid.CreateVersion7()), "bench", MemberRoles.Owner);
        if (words[0] == "bare") app.MapPost("/graphql", BareAsync);
        else app.Map("/graphql", Pipeline(app, viewer));
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static RequestDelegate Pipeline(WebApplication app, ClaimsPrincipal viewer)
    {
        var pipeline = ((IApplicationBuilder)app).New();
        pipeline.Use((http, next) =>
        {
            http.User = viewer;
            return next(http);
        });
        pipeline.UseGraphQL();
        return pipeline.Build();
    }

    private static async Task BareAsync(HttpContext http)
    {
        using var json = await System.Text.Json.JsonDocument.ParseAsync(http.Request.Body);
        var tick = json.RootElement.GetProperty("variables").GetProperty("tick").GetInt32();
        using var output = new PortfolioPlatform.GraphQL.Execution.JsonOutput();
        output.Raw("{\"data\":{\"portfolio\":{\"name\":\"Main\",\"totalValue\":"u8);
        output.Number(1234567.89 + tick);
        output.Raw(",\"positions\":["u8);
        for (var i = 0; i < 50; i++) Write(output, WorkloadPosition.At(i, tick), i);
        output.Raw("],\"risk\":{\"var95\":"u8);
        output.Number(45678.9 + tick);
        output.Raw("}}}}"u8);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = output.Length;
        await http.Response.Body.WriteAsync(output.Written);
    }

    private static void Write(PortfolioPlatform.GraphQL.Execution.JsonOutput output, WorkloadPosition position, int i)
    {
        output.Raw(i == 0 ? "{\"asset\":"u8 : ",{\"asset\":"u8);
        output.Text(position.Asset);
        output.Raw(",\"quantity\":"u8);
        output.Number(position.Quantity);
        output.Raw(",\"price\":"u8);
        output.Number(position.Price);
        output.Raw(",\"value\":"u8);
        output.Number(position.Value);
        output.Raw(",\"pnl\":"u8);
        output.Number(position.Pnl);
        output.Raw("}"u8);
    }
}
