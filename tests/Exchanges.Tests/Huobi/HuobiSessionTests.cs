using System.Globalization;
using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Huobi;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Tests.Huobi;

public sealed class HuobiSessionTests : IAsyncLifetime
{
    private static readonly VenueCredentials Key = new("test-key", new Secret("secret"));
    private readonly ManualClock _clock = new() { JumpsToTimers = true };
    private readonly List<(long Id, DateTimeOffset At)> _fills = [];
    private ScriptedVenue _venue = null!;
    private IVenueSession _session = null!;

    public async Task InitializeAsync()
    {
        _venue = await ScriptedVenue.StartAsync();
        _venue.OnCall = (request, _) => Answers(request);
        _session = new HuobiConnector().Open(Key, _venue.Context(_clock));
        for (var day = 0; day < 9; day++) _fills.Add((1000 - day, _clock.GetUtcNow().AddDays(-day * 14).AddMinutes(-1)));
    }

    public async Task DisposeAsync()
    {
        await _session.DisposeAsync();
        await _venue.DisposeAsync();
    }

    [Fact]
    [Trait("Pain", "24")]
    public async Task Fills_are_walked_in_windows_of_48_hours_to_the_edge_and_what_lies_beyond_is_told()
    {
        var pages = await WalkAsync("matchresults", null);

        Assert.Equal(_fills.Select(fill => $"ethusdt:{fill.Id}:7"), pages.SelectMany(page => page.Mapped.Transactions).Select(t => t.NativeId));
        Assert.Equal(["older-needs-file"], pages.SelectMany(page => Told.Problems(page.Mapped)));
        Assert.All(Windows("matchresults"), window => Assert.InRange(window.End - window.Start, 0, 48 * 3_600_000));
        Assert.All(Windows("matchresults"), window => Assert.True(window.Start >= _clock.GetUtcNow().AddDays(-120).ToUnixTimeMilliseconds()));
        Assert.All(pages, page => Assert.Equal(Told.Texts(page.Mapped), Told.Texts(new HuobiConnector().Map(page.Raw.Endpoint, page.Raw.Body, page.Raw.Metadata))));
        Assert.True(pages[^1].BackfillDone);
    }

    [Fact]
    public async Task A_poll_asks_only_for_the_last_hours_and_does_not_tell_the_edge_again()
    {
        var first = await WalkAsync("matchresults", null);
        _venue.Calls.Clear();
        _clock.Advance(TimeSpan.FromMinutes(5));
        _fills.Insert(0, (2000, _clock.GetUtcNow().AddMinutes(-1)));
        var second = await WalkAsync("matchresults", first[^1].Cursor);

        Assert.Contains("ethusdt:2000:7", second.SelectMany(page => page.Mapped.Transactions).Select(t => t.NativeId));
        Assert.Empty(second.SelectMany(page => page.Mapped.Problems));
        Assert.All(Windows("matchresults"), window => Assert.InRange(window.End - window.Start, 0, 2 * 3_600_000));
    }

    [Fact]
    [Trait("Pain", "23")]
    public async Task Transfers_meet_across_the_pages_of_two_accounts_from_any_cursor()
    {
        var (cursor, told) = ((string?)null, new List<VenueTransaction>());
        while (true)
        {
            var page = (await _session.FetchPageAsync("ledger", cursor, default)).Value!;
            var again = (await new HuobiConnector().Open(Key, _venue.Context(_clock)).FetchPageAsync("ledger", cursor, default)).Value!;
            Assert.Equal(Told.Texts(page.Mapped), Told.Texts(again.Mapped));
            told.AddRange(page.Mapped.Transactions);
            if (page.CaughtUp) break;
            cursor = page.Cursor;
        }

        Assert.Equal(["InternalTransfer -10 USDT, +10 USDT"], told.Select(Told.Text));
    }

    [Fact]
    public async Task Other_records_are_asked_for_by_the_hour_and_each_account()
    {
        var pages = await WalkAsync("history", null);

        Assert.Equal(["Rebate +0.7 USDT Rebate"], pages.SelectMany(page => Told.Texts(page.Mapped)).Distinct());
        Assert.Equal(2, Windows("history").Select(window => window.Account).Distinct().Count());
        Assert.All(Windows("history"), window => Assert.InRange(window.End - window.Start, 0, 3_600_000));
        Assert.Equal(1440, Windows("history").Count(), 10.0);
    }

    [Fact]
    public async Task Movements_are_walked_by_id_until_an_empty_page_and_open_ones_are_read_again()
    {
        var pages = await WalkAsync("withdrawals", null);

        Assert.Equal(["withdraw:9", "withdraw:8", "withdraw:3"], pages.SelectMany(page => page.Mapped.Transactions).Select(t => t.NativeId));
        _venue.Calls.Clear();
        var poll = await WalkAsync("withdrawals", pages[^1].Cursor);
        Assert.Contains("withdraw:3", poll.SelectMany(page => page.Mapped.Transactions).Select(t => t.NativeId));
        Assert.Equal(["deposit:1"], (await WalkAsync("deposits", null)).SelectMany(page => page.Mapped.Transactions).Select(t => t.NativeId));
    }

    [Fact]
    public async Task Balances_are_those_of_all_accounts()
    {
        var balances = (await _session.FetchBalancesAsync(default)).Value!;

        Assert.Equal(["USDT spot 95.5 90.5", "USDT otc 3 3"], balances.Balances.Select(b => $"{b.Symbol} {b.Wallet} {b.Total} {b.Available}"));
        Assert.Equal(2, balances.Raw.Length);
    }

    [Fact]
    [Trait("Pain", "49")]
    public async Task The_probe_tells_rights_and_when_the_key_lapses()
    {
        var permissions = (await _session.ProbeAsync(default)).Value!;

        Assert.Equal((true, true, false), (permissions.CanRead, permissions.CanTrade, permissions.CanWithdraw));
        Assert.Equal(_clock.GetUtcNow().AddDays(81), permissions.Expires!.Value, TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(200, """{"status":"error","err-code":"api-signature-not-valid","err-msg":"Signature not valid: Verification failure","data":null}""", VenueErrorType.InvalidSignature)]
    [InlineData(200, """{"status":"error","err-code":"api-signature-not-valid","err-msg":"Signature not valid: Incorrect Access key","data":null}""", VenueErrorType.InvalidKey)]
    [InlineData(200, """{"status":"error","err-code":"api-signature-not-valid","err-msg":"Signature not valid: API key has no permission","data":null}""", VenueErrorType.PermissionDenied)]
    [InlineData(200, """{"code":2002,"message":"value in startTime exceeded valid range"}""", VenueErrorType.InvalidRequest)]
    [InlineData(200, """{"status":"error","err-code":"invalid-parameter","err-msg":"invalid symbol"}""", VenueErrorType.UnknownSymbol)]
    [InlineData(403, """{"status":"error","err-code":"whatever","err-msg":"x"}""", VenueErrorType.PermissionDenied)]
    [InlineData(200, """{"code":9999,"message":"new"}""", VenueErrorType.Unknown)]
    public async Task Errors_keep_the_venues_words_and_get_a_type(int status, string body, VenueErrorType expected)
    {
        _venue.OnCall = (request, _) => request.Path.Value!.EndsWith("timestamp", StringComparison.Ordinal) ? Answers(request) : new Answer(body, status);

        Assert.Equal(expected, Assert.IsType<VenueError>((await _session.ProbeAsync(default)).Error).Type);
    }

    [Fact]
    [Trait("Pain", "25")]
    public async Task A_refused_time_measures_the_clock_again_and_signs_with_it()
    {
        var refused = 0;
        _venue.OnCall = (request, _) => request.Path.Value!.EndsWith("uid", StringComparison.Ordinal) && refused++ == 0
            ? new Answer("""{"code":1003,"message":"Signature not valid: Invalid submission time or incorrect time format"}""") : Answers(request);

        Assert.True((await _session.ProbeAsync(default)).IsOk);
        Assert.Equal(2, _venue.Calls.Count(call => call.Contains("timestamp", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_cut_page_is_quarantined_and_streams_have_names()
    {
        Assert.Equal(["matchresults", "deposits", "withdrawals", "ledger", "history"], (await _session.DiscoverStreamsAsync(new HashSet<string>(), default)).Value!.Select(stream => stream.Name));
        Assert.False((await _session.FetchPageAsync("nonsense", null, default)).IsOk);
        _venue.OnCall = (request, _) => request.Path.Value!.EndsWith("timestamp", StringComparison.Ordinal) ? Answers(request) : new Answer("""{"status":"ok","data":[{"id":""");
        foreach (var stream in new[] { "matchresults", "deposits" })
        {
            var page = (await _session.FetchPageAsync(stream, null, default)).Value!;
            Assert.Equal(["page-unreadable"], Told.Problems(page.Mapped));
            Assert.True(page.CaughtUp && !page.BackfillDone);
        }
    }

    [Fact]
    [Trait("Pain", "47")]
    public async Task The_private_stream_logs_in_answers_pings_and_shows_fills_under_their_later_id()
    {
        var heard = new List<string>();
        _venue.OnSocket = async (socket, token) =>
        {
            heard.Add(await ScriptedVenue.HearAsync(socket, token));
            await ScriptedVenue.SayAsync(socket, """{"action":"req","code":200,"ch":"auth","data":{}}""", token);
            for (var i = 0; i < 2; i++) heard.Add(await ScriptedVenue.HearAsync(socket, token));
            await ScriptedVenue.SayAsync(socket, """{"action":"ping","data":{"ts":5}}""", token);
            heard.Add(await ScriptedVenue.HearAsync(socket, token));
            foreach (var name in new[] { "stream_clearing", "stream_account" }) await ScriptedVenue.SayAsync(socket, WireFixture.Load("huobi", name).Body.GetRawText(), token);
            await ScriptedVenue.SayAsync(socket, """{"action":"push","ch":"trade.clearing#x#0","data":{"eventType":"trade","symbol":"nosplit","orderId":1,"tradeId":2,"orderSide":"buy"}}""", token);
            await ScriptedVenue.SayAsync(socket, """{"action":"sub","code":2001,"ch":"orders#*"}""", token);
            await Task.Delay(Timeout.Infinite, token);
        };
        var events = new List<PrivateEvent>();
        await foreach (var told in _session.StreamAsync(default)) events.Add(told);

        Assert.Equal("ethusdt:90:70", events[0].Fill!.NativeId);
        Assert.Equal("Trade +0.5 ETH, -1000.005 USDT, -0.001 ETH Fee", Told.Text(events[0].Fill!));
        Assert.Equal(("80", "75"), (events[1].Balances[0].Total.ToString(), events[1].Balances[0].Available.ToString()));
        Assert.Contains("deposits", events[1].PollStreams);
        Assert.Equal((null, "matchresults"), (events[2].Fill, events[2].PollStreams[0]));
        Assert.Contains("\"signatureVersion\":\"2.1\"", heard[0], StringComparison.Ordinal);
        Assert.Equal(["accounts.update#2", "trade.clearing#*#0"], heard[1..3].Select(text => text.Split("\"ch\":\"")[1].Split('"')[0]));
        Assert.Equal("""{"action":"pong","data":{"ts":5}}""", heard[3]);
    }

    private IEnumerable<(string Account, long Start, long End)> Windows(string endpoint) => _venue.Calls
        .Where(call => call.Contains(endpoint, StringComparison.Ordinal))
        .Select(call => (Value(call, "account-id"), long.Parse(Value(call, "start-time"), CultureInfo.InvariantCulture), long.Parse(Value(call, "end-time"), CultureInfo.InvariantCulture)));

    private static string Value(string call, string name) => call.Split(name + "=") is [_, var rest, ..] ? rest.Split('&')[0] : "";

    private async Task<List<HistoryPage>> WalkAsync(string stream, string? cursor)
    {
        var pages = new List<HistoryPage>();
        do
        {
            var page = await _session.FetchPageAsync(stream, cursor, default);
            Assert.True(page.IsOk, page.Error?.Message);
            pages.Add(page.Value!);
            cursor = page.Value!.Cursor;
        }
        while (!pages[^1].CaughtUp);

        return pages;
    }

    private Answer Answers(HttpRequest request)
    {
        var (path, query) = (request.Path.Value!, request.Query);
        if (path != "/v1/common/timestamp" && !path.StartsWith("/v2/settings", StringComparison.Ordinal)) Assert.NotEmpty(query["Signature"].ToString());
        return new Answer(path switch
        {
            "/v1/common/timestamp" => $$"""{"status":"ok","data":{{_clock.GetUtcNow().ToUnixTimeMilliseconds()}}}""",
            "/v2/settings/common/symbols" => """{"status":"ok","data":[{"sc":"ethusdt","bc":"eth","qc":"usdt"}]}""",
            "/v2/user/uid" => """{"code":200,"data":77}""",
            "/v2/user/api-key" => WireFixture.Load("huobi", "api-key").Body.GetRawText(),
            "/v1/account/accounts" => """{"status":"ok","data":[{"id":102,"type":"otc","subtype":"","state":"working"},{"id":101,"type":"spot","subtype":"","state":"working"}]}""",
            "/v1/account/accounts/101/balance" => """{"status":"ok","data":{"id":101,"type":"spot","state":"working","list":[{"currency":"usdt","type":"trade","balance":"90.5"},{"currency":"usdt","type":"frozen","balance":"5"}]}}""",
            "/v1/account/accounts/102/balance" => """{"status":"ok","data":{"id":102,"type":"otc","state":"working","list":[{"currency":"usdt","type":"trade","balance":"3","available":"3"}]}}""",
            "/v1/order/matchresults" => Fills(query),
            "/v1/query/deposit-withdraw" => Movements(query),
            "/v2/account/ledger" => Transfers(query),
            _ => History(query),
        });
    }

    private string Fills(IQueryCollection query)
    {
        var from = query["from"].ToString() is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : long.MaxValue;
        var rows = _fills.Where(fill => IsInside(query, "start-time", "end-time", fill.At) && fill.Id < from).Take(1)
            .Select(fill => string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{fill.Id},\"symbol\":\"ethusdt\",\"order-id\":7,\"trade-id\":{fill.Id},\"price\":\"2\",\"created-at\":{fill.At.ToUnixTimeMilliseconds()},\"type\":\"buy-limit\",\"filled-amount\":\"1\",\"filled-fees\":\"0\"}}"));
        return $$"""{"status":"ok","data":[{{string.Join(',', rows)}}]}""";
    }

    private string Transfers(IQueryCollection query)
    {
        var at = _clock.GetUtcNow().Date.AddDays(-33);
        var account = query["accountId"].ToString();
        var row = string.Create(CultureInfo.InvariantCulture, $"{{\"accountId\":{account},\"currency\":\"usdt\",\"transactAmt\":{(account == "101" ? "-10" : "10")},\"transactType\":\"transfer\",\"transferType\":\"spot-to-otc\",\"transactId\":{account}1,\"transactTime\":{new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeMilliseconds()},\"transferer\":101,\"transferee\":102}}");
        return $$"""{"code":200,"data":[{{(IsInside(query, "startTime", "endTime", new DateTimeOffset(at, TimeSpan.Zero)) ? row : "")}}],"ok":true}""";
    }

    private string History(IQueryCollection query)
    {
        var at = new DateTimeOffset(_clock.GetUtcNow().Date.AddDays(-3), TimeSpan.Zero);
        var row = string.Create(CultureInfo.InvariantCulture, $"{{\"account-id\":101,\"currency\":\"usdt\",\"record-id\":5,\"transact-amt\":\"0.7\",\"transact-type\":\"rebate\",\"transact-time\":{at.ToUnixTimeMilliseconds()}}}");
        return $$"""{"status":"ok","data":[{{(query["account-id"] == "101" && IsInside(query, "start-time", "end-time", at) ? row : "")}}]}""";
    }

    private static string Movements(IQueryCollection query)
    {
        if (query["type"] == "deposit") return query["from"].Count == 0 ? Page(Movement(1, "deposit", "safe", 1699900000000)) : Page();
        return query["from"].ToString() switch
        {
            "" => Page(Movement(9, "withdraw", "confirmed", 1699990000000), Movement(8, "withdraw", "confirmed", 1699980000000)),
            "7" => Page(Movement(3, "withdraw", "wallet-transfer", 1699000000000)),
            _ => Page(),
        };
    }

    private static string Page(params string[] rows) => $$"""{"status":"ok","data":[{{string.Join(',', rows)}}]}""";

    private static string Movement(int id, string type, string state, long at) =>
        $$"""{"id":{{id}},"type":"{{type}}","currency":"btc","amount":1,"fee":0.1,"state":"{{state}}","created-at":{{at}}}""";

    private static bool IsInside(IQueryCollection query, string start, string end, DateTimeOffset at) =>
        at.ToUnixTimeMilliseconds() >= long.Parse(query[start].ToString(), CultureInfo.InvariantCulture) && at.ToUnixTimeMilliseconds() <= long.Parse(query[end].ToString(), CultureInfo.InvariantCulture);
}
