using System.Diagnostics.Metrics;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>What the bus counts, under meter <c>PortfolioPlatform.Bus</c>.</summary>
internal sealed class BusMetrics : IDisposable
{
    private readonly Meter _meter = new("PortfolioPlatform.Bus");
    private readonly Histogram<double> _handled;
    private readonly Counter<long> _putAside;
    private readonly Counter<long> _dispatched;

    public BusMetrics()
    {
        _handled = _meter.CreateHistogram<double>("portfolio.bus.handled", "s", "Time to apply one message, commit included.");
        _putAside = _meter.CreateCounter<long>("portfolio.bus.put_aside", null, "Messages no attempt could apply.");
        _dispatched = _meter.CreateCounter<long>("portfolio.bus.dispatched", null, "Outbox rows done.");
    }

    public void Handled(string consumer, TimeSpan duration) => _handled.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("consumer", consumer));

    public void PutAside(string consumer) => _putAside.Add(1, new KeyValuePair<string, object?>("consumer", consumer));

    public void Dispatched(int rows) => _dispatched.Add(rows);

    public void Dispose() => _meter.Dispose();
}
