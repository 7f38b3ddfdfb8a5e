using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>Learns what was revoked in other processes: everything before the first request is answered, then what is new.</summary>
internal sealed class RevocationWatch(RevocationList list, IOptions<SignInOptions> options, TimeProvider time, ILogger<RevocationWatch> logger) : BackgroundService
{
    /// <summary>Rows may become visible later than they were recorded: their transactions are short, and this is longer.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Tidy = TimeSpan.FromMinutes(10);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await list.ReadAsync(null, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RevocationPoll, TimeProvider.System);
        var (lastRead, tidied) = (time.GetTimestamp(), time.GetTimestamp());
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var started = time.GetTimestamp();
                await list.ReadAsync(Overlap + time.GetElapsedTime(lastRead), stoppingToken);
                lastRead = started;
                if (time.GetElapsedTime(tidied) < Tidy) continue;
                await list.TidyAsync(stoppingToken);
                tidied = time.GetTimestamp();
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException)
            {
                Log.RevocationsUnread(logger, error);
            }
        }
    }
}
