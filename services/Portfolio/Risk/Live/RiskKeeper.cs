using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Positions;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>The loop of the risk engine: beside the keeper of positions, so that no tick waits for a matrix.</summary>
internal sealed class RiskKeeper(RiskDesk desk, RiskEngine engine, PriceHistory history, OrderBooks depth, ILiveChannel channel, TimeProvider time, ILogger<RiskKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var priced = await channel.SubscribeAsync(HearOfPrices.Topic, _ => history.Tell(), stoppingToken);
        await using var books = await channel.SubscribeAsync(LiveTopics.Books, depth.Take, stoppingToken);
        await engine.BeginAsync(stoppingToken);
        var late = new Dictionary<Kernel.PortfolioId, BookSnapshot>();
        while (!stoppingToken.IsCancellationRequested)
        {
            await desk.WaitAsync(Idle, stoppingToken);
            foreach (var snapshot in desk.Take()) late[snapshot.Portfolio] = snapshot;
            try
            {
                foreach (var (tenant, portfolio) in desk.TakeGone()) await engine.ForgetAsync(tenant, portfolio, stoppingToken);
                await engine.TurnAsync([.. late.Values], time.GetUtcNow(), stoppingToken);
                late.Clear();
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.RiskFailed(error);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }
}
