using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PortfolioPlatform.Platform.Audit;

/// <summary>Writes the anchors of all tenants once a day to the file <c>Audit:AnchorFile</c>, which belongs on another machine's disk or one that is written once.</summary>
internal sealed class AnchorKeeper(IDatabase database, IAuditTrail audit, TimeProvider time, IConfiguration configuration, ILogger<AnchorKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration["Audit:AnchorFile"] is not { Length: > 0 } file) return;
        while (!stoppingToken.IsCancellationRequested) await Task.Delay(await WriteAsync(file, stoppingToken), time, stoppingToken);
    }

    private async Task<TimeSpan> WriteAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await AuditAnchor.ExportAsync(database, audit, time.GetUtcNow(), file, actor: null, cancellationToken);
            return Day;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            Log.AnchorsNotWritten(log, problem, file);
            return Again;
        }
    }
}
