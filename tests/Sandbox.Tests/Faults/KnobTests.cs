using System.Net;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;
using PortfolioPlatform.Sandbox.Tests.Binance;
using PortfolioPlatform.Sandbox.Tests.Kraken;

namespace PortfolioPlatform.Sandbox.Tests.Faults;

/// <summary>Each knob does visibly what it says, and nothing once it is off.</summary>
public sealed class KnobTests : IAsyncLifetime
{
    private readonly ManualTime _time = new(Sandboxes.Noon);
    private SandboxServer _sandbox = null!;
    private BinanceClient _client = null!;

    public async Task InitializeAsync()
    {
        _sandbox = await Sandboxes.StandingAsync(o => o with { EnforceLimits = false }, _time);
        _client = new BinanceClient(_sandbox);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task Latency_makes_answers_late()
    {
        await PingAsync();
        Set(new KnobSettings { LatencyMs = 400 });
        var started = TimeProvider.System.GetTimestamp();
        await PingAsync();
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(390));
    }

    [Fact]
    public async Task Errors_are_the_venues_5xx_and_hit_their_share()
    {
        Set(new KnobSettings { ErrorRate = 0.5 });
        var statuses = new List<HttpStatusCode>();
        for (var call = 0; call < 60; call++)
        {
            using var answer = await _client.SendAsync("/api/v3/ping", "");
            statuses.Add(answer.StatusCode);
        }

        Assert.InRange(statuses.Count(s => s == HttpStatusCode.ServiceUnavailable), 12, 48);
        using var kraken = new HttpClient { BaseAddress = _sandbox.Endpoints["kraken"].Rest };
        _sandbox.Sites["kraken"].Knobs.Set(new KnobSettings { ErrorRate = 1 });
        using var refused = await kraken.GetAsync("/0/public/Time");
        Assert.Equal(520, (int)refused.StatusCode);
    }

    [Fact]
    public async Task A_ban_answers_418_with_the_wait_until_its_time_is_over()
    {
        Set(new KnobSettings { BanSeconds = 90 });
        using var banned = await _client.SendAsync("/api/v3/ping", "");
        Assert.Equal((418, "90"), ((int)banned.StatusCode, banned.Headers.GetValues("Retry-After").Single()));
        Assert.Contains($"IP banned until {Sandboxes.Noon.AddSeconds(90).ToUnixTimeMilliseconds()}", await banned.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromSeconds(91));
        await PingAsync();
    }

    [Fact]
    public async Task A_rate_limited_share_answers_429_and_Kraken_says_it_in_its_own_way()
    {
        Set(new KnobSettings { RateLimitedRate = 1 });
        Assert.Equal((429, -1003), await BinanceClient.ErrorAsync(_client.SendAsync("/api/v3/ping", "")));
        using var kraken = new KrakenClient(_sandbox);
        _sandbox.Sites["kraken"].Knobs.Set(new KnobSettings { RateLimitedRate = 1 });
        Assert.Equal("EAPI:Rate limit exceeded", await kraken.ErrorAsync("Balance"));
        _sandbox.Sites["kraken"].Knobs.Set(new KnobSettings { BanSeconds = 60 });
        Assert.Equal("EGeneral:Temporary lockout", await kraken.ErrorAsync("Balance"));
    }

    [Fact]
    public async Task A_dark_venue_answers_nobody_until_it_is_over_while_the_others_go_on()
    {
        Set(new KnobSettings { DarkSeconds = 3600 });
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.SendAsync("/api/v3/ping", ""));
        using var kraken = new KrakenClient(_sandbox);
        Assert.Equal(JsonValueKind.Object, (await kraken.PublicAsync("Time")).GetProperty("result").ValueKind);
        _time.Advance(TimeSpan.FromSeconds(3601));
        await PingAsync();
    }

    [Fact]
    public async Task A_dark_venue_cuts_its_sockets()
    {
        using var socket = await TestSocket.OpenAsync(_sandbox.Endpoints["kraken"].Stream);
        await socket.WaitAsync(_ => true);
        _sandbox.Sites["kraken"].Knobs.Set(new KnobSettings { DarkSeconds = 60 });
        await socket.UntilClosedAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => TestSocket.OpenAsync(_sandbox.Endpoints["kraken"].Stream));
    }

    [Fact]
    public async Task Truncated_and_malformed_bodies_are_no_JSON()
    {
        var whole = await (await _client.SendAsync("/api/v3/exchangeInfo", "")).Content.ReadAsStringAsync();
        foreach (var knobs in (KnobSettings[])[new() { TruncatedRate = 1 }, new() { MalformedRate = 1 }])
        {
            Set(knobs);
            using var answer = await _client.SendAsync("/api/v3/exchangeInfo", "");
            var body = await answer.Content.ReadAsStringAsync();
            Assert.ThrowsAny<JsonException>(() => JsonElement.Parse(body));
            Assert.Equal(knobs.TruncatedRate > 0, body.Length > 100 && whole.StartsWith(body[..100], StringComparison.Ordinal) && body.Length < whole.Length);
        }
    }

    [Fact]
    public async Task Short_pages_give_fewer_rows_than_there_are_without_a_word()
    {
        using var kraken = new KrakenClient(_sandbox);
        Assert.Equal(50, (await kraken.ResultAsync("Ledgers")).GetProperty("ledger").EnumerateObject().Count());
        _sandbox.Sites["kraken"].Knobs.Set(new KnobSettings { ShortPageRate = 1 });
        Assert.InRange((await kraken.ResultAsync("Ledgers")).GetProperty("ledger").EnumerateObject().Count(), 1, 49);
    }

    [Fact]
    public async Task A_skewed_clock_tells_another_time_and_refuses_who_does_not_follow()
    {
        Set(new KnobSettings { ClockSkewSeconds = 30 });
        Assert.Equal(Sandboxes.Noon.AddSeconds(30).ToUnixTimeMilliseconds(), (await _client.PublicAsync("/api/v3/time")).GetProperty("serverTime").GetInt64());
        Assert.Equal((400, -1021), await BinanceClient.ErrorAsync(_client.SignedAsync("/api/v3/account")));
        using var followed = await _client.SignedAsync("/api/v3/account", shift: TimeSpan.FromSeconds(30));
        Assert.True(followed.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Stream_messages_come_twice_late_or_after_their_successor()
    {
        Assert.Equal(["balanceUpdate", "outboundAccountPosition"], await EventsAsync(new KnobSettings(), 2));
        Assert.Equal(["balanceUpdate", "balanceUpdate", "outboundAccountPosition", "outboundAccountPosition"], await EventsAsync(new KnobSettings { DuplicateRate = 1 }, 4));
        Assert.Equal(["outboundAccountPosition", "balanceUpdate"], await EventsAsync(new KnobSettings { ReorderRate = 1 }, 2));
        var started = TimeProvider.System.GetTimestamp();
        await EventsAsync(new KnobSettings { DelayRate = 1, DelayMs = 300 }, 2);
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(550));
    }

    [Fact]
    public async Task Dropped_sockets_end_without_a_goodbye()
    {
        using var socket = await SubscribeAsync();
        Set(new KnobSettings { DropSocketRate = 1 });
        _sandbox.World.Credit("binance", AccountNames.Main, "BTC", 1);
        await socket.UntilClosedAsync();
        Assert.True(socket.WasCut);
        Assert.DoesNotContain(socket.Seen, m => m.Contains("outboundAccountPosition", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Knobs_can_be_on_from_the_start()
    {
        await using var sandbox = await Sandboxes.StandingAsync(o => o with { Knobs = new Dictionary<string, KnobSettings>(StringComparer.Ordinal) { ["binance"] = new() { ErrorRate = 1 } } });
        using var client = new BinanceClient(sandbox);
        using var answer = await client.SendAsync("/api/v3/ping", "");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    // A credit makes two events: the signed delta, then the balances.
    private async Task<List<string?>> EventsAsync(KnobSettings settings, int count)
    {
        using var socket = await SubscribeAsync();
        Set(settings);
        _sandbox.World.Credit("binance", AccountNames.Main, "BTC", 1);
        var told = new List<string?>();
        while (told.Count < count) told.Add((await socket.WaitAsync(m => m.TryGetProperty("event", out _))).GetProperty("event").GetProperty("e").GetString());
        Set(new KnobSettings());
        return told;
    }

    private async Task<TestSocket> SubscribeAsync()
    {
        var (socket, stamp) = (await TestSocket.OpenAsync(new Uri(_sandbox.Endpoints["binance"].Stream, "/ws-api/v3")), Sandboxes.Noon.ToUnixTimeMilliseconds());
        var signature = BinanceClient.Sign(_client.Key.Secret, $"apiKey={_client.Key.Key}&timestamp={stamp}");
        await socket.SendAsync($$$"""{"id":"s","method":"userDataStream.subscribe.signature","params":{"apiKey":"{{{_client.Key.Key}}}","timestamp":{{{stamp}}},"signature":"{{{signature}}}"}}""");
        await socket.WaitAsync(m => m.TryGetProperty("result", out _));
        return socket;
    }

    private void Set(KnobSettings settings) => _sandbox.Sites["binance"].Knobs.Set(settings);

    private async Task PingAsync()
    {
        using var answer = await _client.SendAsync("/api/v3/ping", "");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
