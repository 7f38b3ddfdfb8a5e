using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PortfolioPlatform.Platform.Database;

/// <summary>Looks each second whether placed databases that are away are back.</summary>
internal sealed class PlaceKeeper(Places places, PlacePreparation preparation, TimeProvider time, ILogger<PlaceKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(places.Placed.Select(p => KeepAsync(p, stoppingToken)));

    private async Task KeepAsync(Place place, CancellationToken cancellationToken)
    {
        var wasAway = false;
        using var timer = new PeriodicTimer(Often, time);
        do
        {
            if (place.Away is null) continue;
            if (!wasAway) Log.PlaceAway(log, place.Name, place.Away);
            wasAway = !await preparation.TryAsync(place, cancellationToken);
            if (!wasAway) Log.PlaceBack(log, place.Name);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
}
