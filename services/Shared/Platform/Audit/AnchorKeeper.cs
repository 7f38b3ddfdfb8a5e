using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.Audit;

/// <summary>Writes the anchors of all tenants once a day to the file <c>Audit:AnchorFile</c>, which belongs on another machine's disk or one that is written once.</summary>
internal sealed class AnchorKeeper(IDatabase database, IAuditTrail audit, TimeProvider time, IConfiguration configuration, ILogger<AnchorKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(5);

    /// <summary>Whose database was away; only they are tried again.</summary>
    private IReadOnlyList<TenantId>? _left;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration["Audit:AnchorFile"] is not { Length: > 0 } file) return;
        while (!stoppingToken.IsCancellationRequested) await Task.Delay(await WriteAsync(file, stoppingToken), time, stoppingToken);
    }

    private async Task<TimeSpan> WriteAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var tenants = _left ?? await database.ListTenantsAsync(cancellationToken);
            var (_, left) = await AuditAnchor.ExportAsync(database, audit, tenants, time.GetUtcNow(), file, actor: null, cancellationToken);
            _left = left.Count == 0 ? null : left;
            return _left is null ? Day : Again;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            Log.AnchorsNotWritten(log, problem, file);
            return Again;
        }
    }
}
