using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PortfolioPlatform.GraphQL.Subscriptions;

namespace PortfolioPlatform.GraphQL.Http;

/// <summary>Server-sent events, one connection an operation (graphql-sse's distinct connections mode).</summary>
internal sealed class EventStreamWriter(HttpContext http, GraphQLOptions options, TimeProvider time)
{
    public async Task WriteAsync(OperationAnswer answer)
    {
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-cache, no-transform";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await http.Response.StartAsync(http.RequestAborted);
        if (answer.Single is { } single) await NextAsync(single);
        else await PumpAsync(answer.Events!);
        await SendAsync("event: complete\ndata:\n\n"u8.ToArray());
    }

    /// <summary>Every answer waits until the last one is on its way; silence is broken by comments, which clients ignore.</summary>
    private async Task PumpAsync(IAsyncEnumerable<GraphQLResponse> events)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        await using var source = events.GetAsyncEnumerator(over.Token);
        var next = Task.FromResult(true);
        try
        {
            while (true)
            {
                next = source.MoveNextAsync().AsTask();
                while (!next.IsCompleted && await Task.WhenAny(next, Task.Delay(options.KeepAlive, time, http.RequestAborted)) != next) await SendAsync(":\n\n"u8.ToArray());
                if (!await next) return;
                await NextAsync(source.Current);
            }
        }
        finally
        {
            // A source that is still looking for its next event cannot be put away: a reader who leaves in between would make that an error.
            await over.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task NextAsync(GraphQLResponse response)
    {
        using (response)
        {
            await http.Response.Body.WriteAsync("event: next\ndata: "u8.ToArray(), http.RequestAborted);
            await http.Response.Body.WriteAsync(response.Body, http.RequestAborted);
            await SendAsync("\n\n"u8.ToArray());
        }
    }

    private async Task SendAsync(byte[] text)
    {
        await http.Response.Body.WriteAsync(text, http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted).WaitAsync(options.SendTimeout, time, http.RequestAborted);
    }
}
