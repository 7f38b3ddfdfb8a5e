using Polly;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>The rate gate as a strategy of the pipeline: each attempt pays before it goes out; a refusal closes the budgets for all.</summary>
internal sealed class RateGateStrategy(RateGate gate) : ResilienceStrategy<Result<VenueResponse>>
{
    protected override async ValueTask<Outcome<Result<VenueResponse>>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<Result<VenueResponse>>>> callback, ResilienceContext context, TState state)
    {
        var costs = context.Properties.GetValue(VenuePipeline.Request, null!).Costs;
        try
        {
            if (await gate.PassAsync(costs, context.CancellationToken) is { } closed) return Outcome.FromResult<Result<VenueResponse>>(closed);
        }
        catch (OperationCanceledException cancelled)
        {
            return Outcome.FromException<Result<VenueResponse>>(cancelled);
        }

        var outcome = await callback(context, state);
        if (outcome.Exception is null && outcome.Result.Error is VenueError { Type: VenueErrorType.RateLimited or VenueErrorType.Banned, RetryAfter: { } wait })
        {
            await gate.CloseAsync(costs, wait, context.CancellationToken);
        }

        return outcome;
    }
}

/// <summary>The gate has no options of its own: costs travel with the request.</summary>
internal sealed class RateGateOptions : ResilienceStrategyOptions;
