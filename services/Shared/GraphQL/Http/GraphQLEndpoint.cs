using Microsoft.AspNetCore.Http;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.WebSockets;

namespace PortfolioPlatform.GraphQL.Http;

/// <summary>GraphQL over HTTP: one address, GET for queries and POST for all, answers in the type the client takes.</summary>
internal sealed class GraphQLEndpoint(RequestExecutor executor, SocketEndpoint sockets, ClientLimiter limiter, GraphQLOptions options, TimeProvider time)
{
    public async Task HandleAsync(HttpContext http)
    {
        var type = MediaTypes.Accepted(http.Request.Headers.Accept);
        if (http.WebSockets.IsWebSocketRequest) await sockets.HandleAsync(http);
        else if (!limiter.TryTake(http)) await LimitAsync(http, type);
        else if (type is null) await RefuseAsync(http, MediaTypes.Json, StatusCodes.Status406NotAcceptable, $"Accept {MediaTypes.Response}, {MediaTypes.Json} or {MediaTypes.Events}.");
        else if (HttpMethods.IsPost(http.Request.Method)) await PostAsync(http, type);
        else if (HttpMethods.IsGet(http.Request.Method)) await GetAsync(http, type);
        else
        {
            http.Response.Headers.Allow = "GET, POST";
            await RefuseAsync(http, type, StatusCodes.Status405MethodNotAllowed, "Only GET and POST are served.");
        }
    }

    private async Task PostAsync(HttpContext http, string type)
    {
        if (!MediaTypes.IsReadable(http.Request.ContentType))
        {
            await RefuseAsync(http, type, StatusCodes.Status415UnsupportedMediaType, $"The body must be {MediaTypes.Json} in UTF-8.");
            return;
        }
        var body = await RequestReader.ReadBodyAsync(http.Request, options.MaxBodyBytes, http.RequestAborted);
        try
        {
            if (body.Request is null) await RefuseAsync(http, type, body.Status, body.Fault);
            else await RunAsync(http, type, body.Request, false);
        }
        finally
        {
            body.Json?.Dispose();
            http.Request.BodyReader.AdvanceTo(body.End);
        }
    }

    private Task GetAsync(HttpContext http, string type)
    {
        var (request, fault) = RequestReader.ReadQuery(http.Request.Query);
        return request is null ? RefuseAsync(http, type, StatusCodes.Status400BadRequest, fault) : RunAsync(http, type, request, true);
    }

    private async Task RunAsync(HttpContext http, string type, GraphQLRequest request, bool readOnly)
    {
        if (type == MediaTypes.Events)
        {
            await StreamAsync(http, request, readOnly);
            return;
        }
        using var response = await executor.ExecuteAsync(request, http.RequestServices, http.User, readOnly, http.RequestAborted);
        if (response.Failure == ErrorCodes.MethodNotAllowed) http.Response.Headers.Allow = "POST";
        await HttpRefusal.WriteAsync(http, type, Status(type, response), response);
    }

    /// <summary>One connection an operation; what is wrong with it comes as its only event.</summary>
    private async Task StreamAsync(HttpContext http, GraphQLRequest request, bool readOnly)
    {
        try
        {
            var answer = await executor.OpenAsync(request, http.RequestServices, http.User, readOnly, http.RequestAborted);
            await new EventStreamWriter(http, options, time).WriteAsync(answer);
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException)
        {
            http.Abort();
        }
    }

    private static Task LimitAsync(HttpContext http, string? type)
    {
        http.Response.Headers.RetryAfter = "1";
        return RefuseAsync(http, type ?? MediaTypes.Json, StatusCodes.Status429TooManyRequests, "Too many requests.", ErrorCodes.TooMany);
    }

    /// <summary>Older clients read errors from answers with status 200; the newer type says by status that nothing ran.</summary>
    private static int Status(string type, GraphQLResponse response) => response.Failure switch
    {
        null => StatusCodes.Status200OK,
        ErrorCodes.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        ErrorCodes.BadRequest => StatusCodes.Status400BadRequest,
        ErrorCodes.QueryNotFound => StatusCodes.Status200OK,
        ErrorCodes.Timeout => StatusCodes.Status504GatewayTimeout,
        ErrorCodes.Internal => StatusCodes.Status500InternalServerError,
        ErrorCodes.Denied or ErrorCodes.NotTrusted when type == MediaTypes.Response => StatusCodes.Status403Forbidden,
        _ => type == MediaTypes.Response ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
    };

    private static Task RefuseAsync(HttpContext http, string type, int status, string message, string code = ErrorCodes.BadRequest) => HttpRefusal.WriteAsync(http, type, status, message, code);
}
