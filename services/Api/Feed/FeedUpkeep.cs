namespace PortfolioPlatform.Api.Feed;

/// <summary>Every ten seconds: a heartbeat to every client, an end to those who stopped reading, a refresh of the open topics.</summary>
internal sealed class FeedUpkeep(FeedSessions sessions, FeedHubs hubs, TimeProvider time, FeedOptions options, ILogger<FeedUpkeep> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Heartbeat, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Beat();
            await hubs.TendAsync(stoppingToken);
        }
    }

    private void Beat()
    {
        var frame = FeedFrames.Heartbeat(time.GetUtcNow());
        foreach (var session in sessions.All)
        {
            if (session.Stuck < options.SendTimeout) session.Reply(frame);
            else
            {
                logger.ReaderGone(session.Stuck.TotalSeconds);
                session.Abort();
            }
        }
    }
}
