using System.Runtime.CompilerServices;
using PortfolioPlatform.GraphQL.Execution;

namespace PortfolioPlatform.GraphQL.Subscriptions;

/// <summary>What a request is answered with: one response, or one for each event.</summary>
internal sealed record OperationAnswer(GraphQLResponse? Single, IAsyncEnumerable<GraphQLResponse>? Events);

/// <summary>Answers each event of a subscription with its operation (spec, section 6.2.3). The next event is taken when the last answer is: a slow reader slows its own source only.</summary>
internal sealed class EventStream(RequestScope opening, Func<CancellationToken, RequestScope> next, TimeSpan timeout, TimeProvider time)
{
    public OperationAnswer Open()
    {
        if (opening.Plan.Root.Fields is not [var field]) return Refused("A subscription selects one field.", ErrorCodes.Operation);
        using var unused = new JsonOutput();
        var writer = new DirectWriter(opening, unused);
        writer.Path.Push(field);
        if (writer.Prepare(field) is not { } arguments) return new OperationAnswer(GraphQLResponse.Refused(opening.Errors), null);
        try
        {
            var open = field.Definition.Subscribe ?? throw new InvalidOperationException($"{field.Definition.Name} has no events.");
            return new OperationAnswer(null, AnswerAsync(open(new ResolverContext(null, arguments, field.Definition, opening)), opening.Cancellation));
        }
        catch (Exception e)
        {
            writer.Fault(field, e);
            return new OperationAnswer(GraphQLResponse.Refused(opening.Errors), null);
        }
    }

    private async IAsyncEnumerable<GraphQLResponse> AnswerAsync(IAsyncEnumerable<object?> events, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var source = events.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            GraphQLResponse? broken = null;
            try
            {
                if (!await source.MoveNextAsync()) break;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                broken = Broken(e);
            }
            yield return broken ?? await AnswerAsync(source.Current, cancellationToken);
            if (broken is not null) break;
        }
    }

    private async ValueTask<GraphQLResponse> AnswerAsync(object? message, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        var scope = next(linked.Token);
        (scope.Variables, scope.Plan) = (opening.Variables, opening.Plan);
        try
        {
            return await OperationRunner.RunAsync(scope, message);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return GraphQLResponse.TookTooLong(timeout);
        }
    }

    private GraphQLResponse Broken(Exception exception)
    {
        if (exception is IClientFault known) return GraphQLResponse.Refused([new GraphQLError(known.Message, known.Code)]);
        opening.OnFault(exception, opening.Plan.Root.Fields[0].Definition);
        return GraphQLResponse.Refused([new GraphQLError("Unexpected Execution Error", ErrorCodes.Internal)]);
    }

    private static OperationAnswer Refused(string message, string code) => new(GraphQLResponse.Refused([new GraphQLError(message, code)]), null);
}
