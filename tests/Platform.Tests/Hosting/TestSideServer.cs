using PortfolioPlatform.Platform.Hosting;

namespace PortfolioPlatform.Platform.Tests.Hosting;

/// <summary>Asks the host to stop as soon as it has started.</summary>
internal sealed class TestSideServer(CancellationTokenSource stop) : ISideServer
{
    public bool Ended { get; private set; }

    public string Target => "side";

    public Task<SideServerHandle> StartAsync(SideServerContext context, CancellationToken cancellationToken)
    {
        stop.CancelAfter(TimeSpan.FromMilliseconds(500));
        return Task.FromResult<SideServerHandle>(new Handle(this));
    }

    private sealed class Handle(TestSideServer server) : SideServerHandle
    {
        public override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>(StringComparer.Ordinal);

        public override TimeProvider Clock => TimeProvider.System;

        public override ValueTask DisposeAsync()
        {
            server.Ended = true;
            return ValueTask.CompletedTask;
        }
    }
}
