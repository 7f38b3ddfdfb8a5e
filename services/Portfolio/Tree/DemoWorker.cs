using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.Hosting;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.Tree;

/// <summary>Seeds this module's part of the demo before anything else of it starts.</summary>
internal sealed class DemoWorker(IDatabase database, LedgerSignal signal, DemoMode demo, ILogger<DemoWorker> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!demo.Enabled) return;
        await DemoSeed.WriteAsync(database, cancellationToken);
        await signal.RaiseAsync(DemoTenant.Tenant, cancellationToken);
        log.DemoSeeded();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
