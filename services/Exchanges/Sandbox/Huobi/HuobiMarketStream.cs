using System.Collections.Concurrent;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Huobi;

/// <summary>One connection to <c>/ws</c>: every five seconds a ping that wants its pong (two missed ones end it), topics by name, everything packed.</summary>
internal sealed class HuobiMarketStream(SandboxSocket socket, VenueSite site) : IDisposable
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, HuobiTopic> _topics = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(socket.Closed);
    private int _missed;

    public async Task RunAsync()
    {
        Task[] tasks = [PingAsync(), TickAsync()];
        try
        {
            while (await socket.ReceiveAsync() is { } message)
                using (message) await TakeAsync(message.RootElement);
        }
        finally
        {
            await _end.CancelAsync();
            await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _end.Dispose();

    private Task TakeAsync(JsonElement message)
    {
        if (message.Member("pong") is not null) Volatile.Write(ref _missed, 0);
        else if (message.Member("ping") is { } ping) return socket.AnswerAsync($$"""{"pong":{{ping}}}""");
        else if (message.Member("sub") is { } topic) return SubscribeAsync(topic, message.Member("id"));
        else if (message.Member("unsub") is { } left) return UnsubscribeAsync(left, message.Member("id"));
        else if (message.Member("req") is { } asked) return RequestAsync(asked, message.Member("id"));
        return Task.CompletedTask;
    }

    private Task SubscribeAsync(string name, string? id)
    {
        if (HuobiTopic.Parse(site.Profile, name) is not { } topic) return RefuseAsync(name, id);
        _topics[name] = topic;
        return AnswerAsync(id, "subbed", name);
    }

    private Task UnsubscribeAsync(string name, string? id) => _topics.TryRemove(name, out _) ? AnswerAsync(id, "unsubbed", name) : RefuseAsync(name, id);

    private Task RequestAsync(string name, string? id) => HuobiTopic.Parse(site.Profile, name) is not { } topic ? RefuseAsync(name, id) : socket.AnswerAsync(WireAnswer.Text(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("rep", name);
        json.WriteString("status", "ok");
        json.WritePropertyName("data");
        topic.Write(json, site.Prices, site.Clock.Milliseconds());
        json.WriteEndObject();
    }));

    private Task AnswerAsync(string? id, string verb, string name) => socket.AnswerAsync(WireAnswer.Text(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("status", "ok");
        json.WriteString(verb, name);
        json.WriteNumber("ts", site.VenueNow().ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }));

    private Task RefuseAsync(string name, string? id) => socket.AnswerAsync(WireAnswer.Text(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("status", "error");
        json.WriteString("err-code", "bad-request");
        json.WriteString("err-msg", "invalid topic " + name);
        json.WriteNumber("ts", site.VenueNow().ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }));

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(PingEvery);
        do
        {
            if (Interlocked.Increment(ref _missed) > 2)
            {
                socket.Cut();
                return;
            }

            await socket.AnswerAsync(FormattableString.Invariant($$"""{"ping":{{site.VenueNow().ToUnixTimeMilliseconds()}}}"""));
        }
        while (await timer.WaitForNextTickAsync(_end.Token));
    }

    private async Task TickAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await timer.WaitForNextTickAsync(_end.Token))
        {
            var now = site.Clock.Milliseconds();
            foreach (var (name, topic) in _topics)
                if (topic.Moved(site.Prices, now)) await socket.SendAsync(Message(name, topic, now));
        }
    }

    private string Message(string name, HuobiTopic topic, DateTimeOffset now) => WireAnswer.Text(json =>
    {
        json.WriteStartObject();
        json.WriteString("ch", name);
        json.WriteNumber("ts", site.VenueNow().ToUnixTimeMilliseconds());
        json.WritePropertyName("tick");
        topic.Write(json, site.Prices, now);
        json.WriteEndObject();
    });
}
