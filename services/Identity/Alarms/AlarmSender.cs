using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PortfolioPlatform.Identity.Alarms;

/// <summary>Posts alarms to the operator's address, if there is one: <c>{"alarm","seen","within","at"}</c>. Three attempts, then the log says that it was in vain.</summary>
internal sealed class AlarmSender(AttackWatch watch, IOptions<IdentityOptions> options, TimeProvider time, ILogger<AlarmSender> logger) : BackgroundService
{
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Alarms.Webhook is not { } webhook) return;
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        await foreach (var alarm in watch.ToSend.ReadAllAsync(stoppingToken)) await SendAsync(http, webhook, alarm, stoppingToken);
    }

    private async Task SendAsync(HttpClient http, Uri webhook, Alarm alarm, CancellationToken cancellationToken)
    {
        var text = new { alarm = $"{alarm.Attack}", seen = alarm.Seen, within = alarm.Within.ToString("c", CultureInfo.InvariantCulture), at = alarm.At.UtcDateTime };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var answer = await http.PostAsJsonAsync(webhook, text, cancellationToken);
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                if (attempt == Attempts)
                {
                    logger.AlarmNotSent(alarm.Attack, error);
                    return;
                }
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
