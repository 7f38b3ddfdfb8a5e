using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>
/// Starts the consumers, and starts them again when the broker is back and they are not: the bus library pauses ever longer between attempts, and gives an endpoint up for good when its connecting
/// was cancelled by a time-out. Patience doubles while it does not help, so that a slow machine is not held up.
/// </summary>
internal sealed class ConsumerKeeper(RabbitMqConsumers consumers, RabbitMqPublisher publisher, TimeProvider time, ILogger<ConsumerKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        consumers.Connect();
        var (patience, since) = (FirstPatience, (long?)null);
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (consumers.AreWell) patience = FirstPatience;
            else if (await publisher.ReachesBrokerAsync(stoppingToken))
            {
                since ??= time.GetTimestamp();
                if (time.GetElapsedTime(since.Value) < patience) continue;
                await RestartAsync(stoppingToken);
                patience = patience * 2 < LongestPatience ? patience * 2 : LongestPatience;
            }

            since = null;
        }
    }

    private async Task RestartAsync(CancellationToken cancellationToken)
    {
        Log.ConsumersStartAgain(log);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(StopWithin);
            await consumers.DisconnectAsync(limit.Token);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            Log.BrokerLinkHangs(log, error);
        }

        consumers.Connect();
    }
}
