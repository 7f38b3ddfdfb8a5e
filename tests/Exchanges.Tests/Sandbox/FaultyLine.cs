using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Exchanges.Tests.Sandbox;

/// <summary>Turns a venue's knobs on for chosen REST calls and off for the others, so that a fault hits the same calls every time.</summary>
internal sealed class FaultyLine(VenueSite site, KnobSettings fault, Func<int, bool> hits) : DelegatingHandler(new SocketsHttpHandler())
{
    /// <summary>Calls that went out, in order.</summary>
    public List<(DateTimeOffset At, string Path, bool Hit)> Calls { get; } = [];

    /// <summary>Calls that met the fault.</summary>
    public int Hits => Calls.Count(call => call.Hit);

    /// <summary>The clock that calls are noted by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var hit = hits(Calls.Count);
        lock (Calls) Calls.Add((Clock.GetUtcNow(), request.RequestUri!.AbsolutePath, hit));
        site.Knobs.Set(hit ? fault : new KnobSettings());
        return base.SendAsync(request, cancellationToken);
    }
}
