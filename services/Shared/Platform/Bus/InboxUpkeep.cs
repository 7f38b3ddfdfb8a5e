using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>Forgets inbox rows long after their message can come again.</summary>
internal sealed class InboxUpkeep(IDatabase database, TimeProvider time, ILogger<InboxUpkeep> log) : BackgroundService
{
    /// <summary>How long a consumer remembers a message.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>One round.</summary>
    public async Task<int> PruneAsync(CancellationToken cancellationToken) =>
        (await database.EverywhereAsync(async (transaction, token) => new List<int> { await InboxTable.PruneAsync(transaction, Memory, token) }, cancellationToken)).Sum();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (NpgsqlException error)
            {
                Log.OutboxInterrupted(log, error);
            }
        }
    }
}
