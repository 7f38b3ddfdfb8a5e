using System.Collections.Frozen;
using System.Net.Http.Headers;
using System.Text;
using Polly;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>
/// The HTTP engine: total time-out → retry with jitter (transient errors only, honouring Retry-After and bans) → circuit breaker →
/// weighted rate gate (every attempt pays) → attempt time-out → nonce, clock, signature, wire.
/// </summary>
public sealed class VenueHttp : IDisposable
{
    private readonly VenueProfile _profile;
    private readonly VenueContext _context;
    private readonly VenueCredentials? _credentials;
    private readonly Uri _base;
    private readonly ResiliencePipeline<Result<VenueResponse>> _pipeline;
    private readonly SemaphoreSlim _serial = new(1, 1);

    /// <summary>Opens the engine for one key (or none).</summary>
    public VenueHttp(VenueProfile profile, VenueContext context, VenueCredentials? credentials)
    {
        (_profile, _context, _credentials) = (profile, context, credentials);
        _base = context.Rest ?? profile.Rest;
        Clock = new VenueClock(context.Clock, profile.Time);
        _pipeline = VenuePipeline.Build(context.Timeouts ?? profile.Timeouts, context, Clock);
    }

    /// <summary>The venue's clock as measured.</summary>
    public VenueClock Clock { get; }

    /// <summary>Host and port called; part of some signatures.</summary>
    public string Authority => _base.Authority;

    /// <summary>Sends one call through the pipeline.</summary>
    public async Task<Result<VenueResponse>> SendAsync(VenueRequest request, CancellationToken cancellationToken)
    {
        var call = ResilienceContextPool.Shared.Get(cancellationToken);
        call.Properties.Set(VenuePipeline.Request, request);
        call.Properties.Set(VenuePipeline.Remeasure, MeasureAsync);
        try
        {
            var outcome = await _pipeline.ExecuteOutcomeAsync(
                static async (context, state) => Outcome.FromResult(await state.Http.AttemptAsync(state.Request, context.CancellationToken)),
                call,
                (Http: this, Request: request));
            cancellationToken.ThrowIfCancellationRequested();
            return VenuePipeline.Settle(outcome);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(call);
        }
    }

    /// <summary>Measures the venue's clock now; tells why it could not.</summary>
    public Task<VenueError?> MeasureAsync(CancellationToken cancellationToken) => Clock.MeasureAsync(SendOnceAsync, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _serial.Dispose();

    private async Task<Result<VenueResponse>> AttemptAsync(VenueRequest request, CancellationToken cancellationToken)
    {
        if (!request.Signed) return await SendOnceAsync(request, cancellationToken);
        if (Clock.NeedsMeasuring && await MeasureAsync(cancellationToken) is { Type: VenueErrorType.RateLimited or VenueErrorType.Banned } refused) return refused;
        if (!_profile.Serial) return await SendOnceAsync(await SignAsync(request, cancellationToken), cancellationToken);
        await _serial.WaitAsync(cancellationToken);
        try
        {
            return await SendOnceAsync(await SignAsync(request, cancellationToken), cancellationToken);
        }
        finally
        {
            _serial.Release();
        }
    }

    private async Task<VenueRequest> SignAsync(VenueRequest request, CancellationToken cancellationToken)
    {
        if (_profile.Signer is not { } signer || _credentials is not { } credentials) throw new InvalidOperationException($"{_profile.Venue}: a signed call without a key.");
        var stamp = await SigningStamp.NextAsync(_profile.Nonce, credentials, _context, Clock, Authority, cancellationToken);
        return signer.Sign(request, credentials, stamp);
    }

    private async Task<Result<VenueResponse>> SendOnceAsync(VenueRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var message = Message(request);
            using var answer = await _context.Http.SendAsync(message, HttpCompletionOption.ResponseContentRead, cancellationToken);
            var response = await ReadAsync(answer, cancellationToken);
            foreach (var closing in _profile.ReadLimits?.Invoke(response) ?? []) await _context.Gates.CloseUntilAsync(closing.Budget, _context.LimitClock.GetUtcNow() + closing.For, cancellationToken);
            if (_profile.ReadError(response) is { } error) return error with { RetryAfter = Longer(error.RetryAfter, RetryAfter(answer.Headers.RetryAfter, response.ReceivedAt)) };
            return response.Status >= 400 ? VenueErrors.OfStatus(response) : response with { IsMalformed = !WireJson.IsComplete(response.Body.Span) };
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new VenueError(VenueErrorType.Unavailable, "CONNECTION", $"{_profile.Venue} cannot be reached: {error.Message}");
        }
    }

    private HttpRequestMessage Message(VenueRequest request)
    {
        var address = new Uri(_base, request.Path + (request.Query.Length > 0 ? "?" + request.QueryText : ""));
        var message = new HttpRequestMessage(request.Method, address);
        if (request.Method != HttpMethod.Get || request.BodyText.Length > 0) message.Content = new StringContent(request.BodyText, Encoding.UTF8, new MediaTypeHeaderValue(request.ContentType));
        message.Headers.TryAddWithoutValidation("User-Agent", "PortfolioPlatform/1");
        foreach (var (name, value) in request.Headers) message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    private async Task<VenueResponse> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        var headers = answer.Headers.ToFrozenDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return new VenueResponse((int)answer.StatusCode, body, headers, _context.Clock.GetUtcNow());
    }

    // What a venue says in this answer counts more than what we know of it, unless it is shorter: it has been seen as zero.
    private static TimeSpan? Longer(TimeSpan? known, TimeSpan? told) => told > (known ?? TimeSpan.Zero) ? told : known;

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, DateTimeOffset now) => header?.Delta ?? (header?.Date is { } date ? date - now : null);
}
