using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace PortfolioPlatform.Host.Tests;

/// <summary>What every answer of the host says to browsers, whoever asks and whatever the answer is.</summary>
[Collection(AuditedHostStories.Name)]
public sealed class AnswerHeaderTests(AuditedHost host)
{
    /// <summary>What an answer may let run, load, frame or take a form: itself at most.</summary>
    private static readonly string[] Own = ["'self'", "'none'"];

    /// <summary>Addresses that no route has, and ways to be refused.</summary>
    private static readonly (string Method, string Path, string Header, string Value)[] Others =
    [
        ("GET", "/", "Accept", "text/html"), ("GET", "/positions", "Accept", "text/html"), ("GET", "/nothing.txt", "Accept", "*/*"), ("GET", "/api/nothing", "Accept", "*/*"), ("GET", "/graphql", "Accept", "text/html"),
        ("GET", "/graphql?query={serverTime}", "Accept", "application/json"), ("GET", "/health", "Origin", "https://evil.example"), ("GET", "/health", "Host", "evil.example"),
        ("POST", "/graphql", "Sec-Fetch-Site", "cross-site"), ("GET", "/api/accounts", "Authorization", "Bearer none"), ("PUT", "/api/accounts", "Accept", "*/*"),
    ];

    [Fact]
    public async Task Every_route_answers_with_a_policy_that_lets_nothing_foreign_and_nothing_inline_run()
    {
        var routes = Routes().ToArray();
        Assert.True(routes.Length > 40, $"only {routes.Length} routes");
        var wrong = new List<string>();
        foreach (var (method, path) in routes)
        {
            wrong.AddRange(await FaultsAsync(method, path, "X-Forwarded-For", "203.0.113.7"));
            if (method == "GET") wrong.AddRange(await FaultsAsync(method, path, "Accept", "*/*"));
        }

        foreach (var (method, path, header, value) in Others) wrong.AddRange(await FaultsAsync(method, path, header, value));
        Assert.Equal("", string.Join('\n', wrong));
    }

    /// <summary>Every route with every method it takes; ids are some that never were.</summary>
    private IEnumerable<(string Method, string Path)> Routes() =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? (IReadOnlyList<string>)["GET", "POST"]
        select (method, "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : $"{Guid.NewGuid()}")))));

    private async Task<IEnumerable<string>> FaultsAsync(string method, string path, string header, string value)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST") request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var policies = answer.Headers.TryGetValues("Content-Security-Policy", out var sent) ? sent.ToArray() : [];
        return FaultsOf(answer, policies).Select(fault => $"{method} {path} as {header} {value} ({(int)answer.StatusCode}): {fault}");
    }

    private static IEnumerable<string> FaultsOf(HttpResponseMessage answer, string[] policies)
    {
        if (policies is not [var policy]) return [$"{policies.Length} policies"];
        var directives = policy.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(d => d.Split(' ')).ToDictionary(d => d[0], d => d[1..], StringComparer.Ordinal);
        string[] Of(string name) => directives.GetValueOrDefault(name) ?? (name is "frame-ancestors" or "base-uri" or "form-action" ? null : directives.GetValueOrDefault("default-src")) ?? ["*"];
        var loose = ((string[])["script-src", "object-src", "connect-src", "frame-src", "worker-src", "frame-ancestors", "base-uri", "form-action"]).Where(name => Of(name).Except(Own, StringComparer.Ordinal).Any());
        return
        [
            .. loose.Select(name => $"{name} is {string.Join(' ', Of(name))}"),
            .. Required(answer, "X-Content-Type-Options", "nosniff"), .. Required(answer, "Referrer-Policy", "no-referrer"),
            .. answer.Headers.Where(h => h.Key is "X-Powered-By" or "Access-Control-Allow-Origin" || (h.Key == "Server" && string.Concat(h.Value).Any(char.IsAsciiDigit))).Select(h => $"{h.Key}: {string.Concat(h.Value)}"),
            .. answer.Headers.CacheControl is { } kept && (kept.NoStore || kept.NoCache) ? Array.Empty<string>() : ["browsers may keep it"],
        ];
    }

    private static string[] Required(HttpResponseMessage answer, string header, string value) =>
        answer.Headers.TryGetValues(header, out var sent) && sent.SequenceEqual([value]) ? [] : [$"{header} is not {value}"];
}
