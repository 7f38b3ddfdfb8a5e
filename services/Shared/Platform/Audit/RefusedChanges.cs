using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Platform.Audit;

/// <summary>
/// A change somebody who is signed in asked for and did not get is an entry too, whoever refused it: a missing permission, a rule, or a fault. What is granted leaves its entry in the
/// transaction of the change, and so does what a mutation answers.
/// </summary>
internal sealed class RefusedChanges(IDatabase database, IAuditTrail audit, ILogger<RefusedChanges> log) : IRefusedMutations
{
    private const string Ours = "/api/";

    /// <summary>Behind sign-in, before permissions are judged.</summary>
    public static async Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        var isChange = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && !HttpMethods.IsOptions(http.Request.Method);
        if (!isChange || http.Response.StatusCode < StatusCodes.Status400BadRequest || http.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } route } || !route.StartsWith(Ours, StringComparison.Ordinal)) return;
        var outcome = http.Response.StatusCode.ToString(CultureInfo.InvariantCulture);
        await http.RequestServices.GetRequiredService<RefusedChanges>().WriteAsync(http.User, new AuditAct("request.refused", $"{http.Request.Method} {route}") { Outcome = outcome, Detail = http.Request.Path });
    }

    /// <inheritdoc/>
    public ValueTask NoteAsync(ClaimsPrincipal user, string mutation, string code) => WriteAsync(user, new AuditAct("mutation." + mutation, "graphql") { Outcome = code });

    /// <summary>The answer stands already: who goes away does not keep the entry from being written, and trouble with it is the log's.</summary>
    private async ValueTask WriteAsync(ClaimsPrincipal user, AuditAct act)
    {
        if (!Guid.TryParse(user.FindFirst(SignInClaims.Tenant)?.Value, out var tenant)) return;
        try
        {
            await using var transaction = await database.BeginAsync(new TenantId(tenant), CancellationToken.None);
            await audit.AppendAsync(transaction, act with { Actor = user.Actor() }, CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception problem)
        {
            Log.RefusalUnwritten(log, problem, act.Action, act.Outcome);
        }
    }
}
