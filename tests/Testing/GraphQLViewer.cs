using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Testing;

/// <summary>Asks the GraphQL API of a running host as a viewer, below HTTP; without roles as one who may only read.</summary>
public sealed class GraphQLViewer(IServiceProvider services, TenantId tenant, params string[] roles)
{
    private readonly RequestExecutor _executor = services.GetRequiredService<RequestExecutor>();
    private readonly ClaimsPrincipal _user = Viewer.Of(tenant, "ann", roles is [] ? [MemberRoles.Analyst] : roles);

    /// <summary>The whole answer.</summary>
    public async Task<JsonElement> AskAsync(string query, object? variables = null)
    {
        using var response = await _executor.ExecuteAsync(new GraphQLRequest(query, null, JsonSerializer.SerializeToElement(variables)), services, _user, false, default);
        return JsonDocument.Parse(Encoding.UTF8.GetString(response.Body.Span)).RootElement;
    }

    /// <summary>The data of an answer without errors.</summary>
    public async Task<JsonElement> DataAsync(string query, object? variables = null)
    {
        var answer = await AskAsync(query, variables);
        return answer.TryGetProperty("errors", out var errors) ? throw new InvalidOperationException(errors.GetRawText()) : answer.GetProperty("data");
    }

    /// <summary>The codes of an answer's errors.</summary>
    public async Task<string[]> CodesAsync(string query, object? variables = null) =>
        (await AskAsync(query, variables)).TryGetProperty("errors", out var errors) ? [.. errors.EnumerateArray().Select(e => e.GetProperty("extensions").GetProperty("code").GetString()!)] : [];

    /// <summary>The data of each event of a subscription, until the reader has enough.</summary>
    public async IAsyncEnumerable<JsonElement> ListenAsync(string query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var opened = await _executor.SubscribeAsync(new GraphQLRequest(query), services, _user, cancellationToken);
        await foreach (var response in opened.WithCancellation(cancellationToken))
            using (response) yield return JsonDocument.Parse(Encoding.UTF8.GetString(response.Body.Span)).RootElement;
    }
}
