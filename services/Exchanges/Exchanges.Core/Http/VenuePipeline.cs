using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>Builds the order of the strategies. Time-outs run on real time; back-off, breaker and gate on the context's clock, which may run faster in a simulation.</summary>
internal static class VenuePipeline
{
    internal static readonly ResiliencePropertyKey<VenueRequest> Request = new("venue.request");
    internal static readonly ResiliencePropertyKey<Func<CancellationToken, Task>> Remeasure = new("venue.remeasure");

    internal static ResiliencePipeline<Result<VenueResponse>> Build(VenueTimeouts timeouts, VenueContext context, VenueClock clock)
    {
        var paced = new ResiliencePipelineBuilder<Result<VenueResponse>> { TimeProvider = context.Clock }
            .AddRetry(Retry(timeouts, context, clock))
            .AddCircuitBreaker(Breaker(timeouts))
            .AddStrategy(_ => new RateGateStrategy(new RateGate(context.Gates, context.LimitClock, timeouts.LongestWait)), new RateGateOptions())
            .Build();
        return new ResiliencePipelineBuilder<Result<VenueResponse>>()
            .AddTimeout(timeouts.Total)
            .AddPipeline(paced)
            .AddTimeout(timeouts.Attempt)
            .Build();
    }

    internal static Result<VenueResponse> Settle(Outcome<Result<VenueResponse>> outcome) => outcome.Exception switch
    {
        null => outcome.Result,
        TimeoutRejectedException => new VenueError(VenueErrorType.Unavailable, "TIMEOUT", "The venue did not answer in time."),
        BrokenCircuitException broken => new VenueError(VenueErrorType.Unavailable, "CIRCUIT_OPEN", "The venue failed repeatedly; calls pause for a moment.", broken.RetryAfter),
        var bug => throw bug,
    };

    private static RetryStrategyOptions<Result<VenueResponse>> Retry(VenueTimeouts timeouts, VenueContext context, VenueClock clock) => new()
    {
        MaxRetryAttempts = timeouts.Retries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = timeouts.Backoff,
        ShouldHandle = arguments => ValueTask.FromResult(IsWorthRepeating(arguments.Outcome, timeouts)),
        DelayGenerator = arguments => ValueTask.FromResult(Delay(arguments.Outcome, timeouts, context)),
        OnRetry = arguments => RemeasureAsync(arguments, clock),
    };

    private static bool IsWorthRepeating(Outcome<Result<VenueResponse>> outcome, VenueTimeouts timeouts)
    {
        if (outcome.Exception is { } exception) return exception is TimeoutRejectedException or BrokenCircuitException;
        if (outcome.Result.IsOk) return outcome.Result.Value.IsMalformed;
        return outcome.Result.Error is VenueError { IsTransient: true } error && (Wait(outcome, timeouts) ?? TimeSpan.Zero) <= timeouts.LongestWait && error.VenueCode != RateGate.Closed;
    }

    /// <summary>How long to wait on the context's clock: a venue that refills faster than documented means its own, faster seconds when it refuses.</summary>
    private static TimeSpan? Delay(Outcome<Result<VenueResponse>> outcome, VenueTimeouts timeouts, VenueContext context)
    {
        var wait = Wait(outcome, timeouts);
        var isRefusal = outcome.Exception is null && outcome.Result.Error is VenueError { Type: VenueErrorType.RateLimited or VenueErrorType.Banned };
        return isRefusal && wait is { } told ? PacedClock.Underneath(context.LimitClock, told) : wait;
    }

    private static TimeSpan? Wait(Outcome<Result<VenueResponse>> outcome, VenueTimeouts timeouts)
    {
        if (outcome.Exception is BrokenCircuitException broken) return broken.RetryAfter;
        if (outcome.Exception is not null || outcome.Result.Error is not VenueError error) return null;
        if (error.Type is not (VenueErrorType.RateLimited or VenueErrorType.Banned)) return error.RetryAfter;
        return error.RetryAfter is { } told && told > timeouts.LimitFloor ? told : timeouts.LimitFloor;
    }

    private static async ValueTask RemeasureAsync(OnRetryArguments<Result<VenueResponse>> arguments, VenueClock clock)
    {
        if (arguments.Outcome.Exception is not null || arguments.Outcome.Result.Error is not VenueError { Type: VenueErrorType.ClockSkew } || !clock.CanMeasure) return;
        if (arguments.Context.Properties.TryGetValue(Remeasure, out var measure)) await measure(arguments.Context.CancellationToken);
    }

    private static CircuitBreakerStrategyOptions<Result<VenueResponse>> Breaker(VenueTimeouts timeouts) => new()
    {
        FailureRatio = 0.8,
        MinimumThroughput = 10,
        SamplingDuration = TimeSpan.FromSeconds(30),
        BreakDuration = timeouts.Break,
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is TimeoutRejectedException
            || (arguments.Outcome.Exception is null && arguments.Outcome.Result.Error is VenueError { Type: VenueErrorType.Unavailable or VenueErrorType.Maintenance })),
    };
}
