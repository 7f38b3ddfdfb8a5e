using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Sessions;

/// <summary>Notes each minute that sessions with an open page are in use, so that every process knows.</summary>
internal sealed class SessionUpkeep(ISessionUse use, IDatabase database, TimeProvider time, ILogger<SessionUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Often, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await NoteAsync(stoppingToken);
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException)
            {
                logger.UseNotNoted(error);
            }
        }
    }

    private async Task NoteAsync(CancellationToken cancellationToken)
    {
        foreach (var byTenant in use.Open.GroupBy(s => s.Tenant))
        {
            await using var transaction = await database.BeginAsync(byTenant.Key, cancellationToken);
            await SessionSql.UseAsync(transaction, [.. byTenant.Select(s => s.Session)], time.GetUtcNow(), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }
}
