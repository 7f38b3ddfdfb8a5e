using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Bitfinex;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Tests.Bitfinex;

public sealed class BitfinexSessionTests : IAsyncLifetime
{
    private const long T = 1_699_000_000_000;
    private static readonly VenueCredentials Key = new("key", new Secret("secret"));
    private readonly ManualClock _clock = new() { JumpsToTimers = true };
    private readonly List<(long Id, long Mts, string Amount, string Words)> _ledger = [];
    private ScriptedVenue _venue = null!;
    private IVenueSession _session = null!;
    private int _pageSize = 3;

    public async Task InitializeAsync()
    {
        _venue = await ScriptedVenue.StartAsync();
        _venue.OnCall = Answers;
        _session = new BitfinexConnector().Open(Key, _venue.Context(_clock));
        for (var i = 0; i < 10; i++) _ledger.Add((100 + i, T + (i / 2 * 1000), "1", "Staking Payments"));
        _ledger.Add((201, T + 500, "-4", "Currency conversion A => B"));
        _ledger.Add((202, T + 500, "5", "Currency conversion A => B"));
    }

    public async Task DisposeAsync()
    {
        await _session.DisposeAsync();
        await _venue.DisposeAsync();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(100)]
    [Trait("Pain", "24")]
    public async Task However_pages_cut_the_ledger_every_row_is_booked_once_and_groups_stay_whole(int pageSize)
    {
        _pageSize = pageSize;
        var pages = await WalkAsync(null);

        var booked = pages.SelectMany(page => page.Mapped.Transactions).ToList();
        Assert.Equal(Enumerable.Range(100, 10).Select(Text).Append("201").Order(StringComparer.Ordinal), booked.Select(t => t.NativeId).Distinct().Order(StringComparer.Ordinal));
        Assert.All(booked.Where(t => t.NativeId == "201"), t => Assert.Equal("Conversion -4 AAA, +5 AAA", Told.Text(t)));
        Assert.All(pages, page => Assert.Empty(page.Mapped.Problems));
        Assert.All(pages, page => Assert.Equal(Told.Texts(page.Mapped), Told.Texts(new BitfinexConnector().Map(page.Raw.Endpoint, page.Raw.Body, page.Raw.Metadata))));
        Assert.True(pages[^1].BackfillDone);
    }

    [Fact]
    public async Task A_poll_reads_an_hour_again_and_finds_what_is_new()
    {
        var first = await WalkAsync(null);
        _ledger.Add((300, T + 9000, "1", "Staking Payments"));
        var second = await WalkAsync(first[^1].Cursor);

        Assert.Contains("300", second.SelectMany(page => page.Mapped.Transactions).Select(t => t.NativeId));
        Assert.Contains(_venue.Calls, call => call.Contains($"\"start\":{T + 4000 - 3_600_000}", StringComparison.Ordinal));
        Assert.All(first[..^1], page => Assert.InRange(page.Expected!.Value, 1, 10_000));
    }

    [Fact]
    [Trait("Pain", "24")]
    public void A_millisecond_with_more_rows_than_a_page_is_stepped_over_and_told()
    {
        var rows = Enumerable.Range(0, 2500).Select(i => string.Create(CultureInfo.InvariantCulture, $"[{i},\"UST\",\"exchange\",{T},null,1,1,null,\"Staking Payments\"]"));
        var raw = new RawPage("ledgers", "", Told.Bytes($"[{string.Join(',', rows)}]"), _clock.GetUtcNow());
        var page = BitfinexHistory.Page(raw, new HistoryPass { Position = Text64(T) }, new BitfinexMeta(), null);

        Assert.Equal(["id-gap"], Told.Problems(page.Mapped));
        Assert.Equal(["id-gap"], Told.Problems(new BitfinexConnector().Map("ledgers", page.Raw.Body, page.Raw.Metadata)));
        Assert.Equal(Text64(T - 1), HistoryPass.Parse(page.Cursor).Position);
    }

    [Fact]
    public async Task An_account_that_never_moved_is_complete_at_once()
    {
        _ledger.Clear();
        var page = Assert.Single(await WalkAsync(null));

        Assert.Equal((true, 0), (page.BackfillDone, page.Mapped.RecordCount));
    }

    [Fact]
    public async Task A_pending_withdrawal_is_read_again_until_it_is_final()
    {
        var page = (await _session.FetchPageAsync("movements", null, default)).Value!;
        while (!page.CaughtUp) page = (await _session.FetchPageAsync("movements", page.Cursor, default)).Value!;
        _venue.Calls.Clear();
        await _session.FetchPageAsync("movements", page.Cursor, default);

        Assert.Contains("\"start\":1698000000000", Assert.Single(_venue.Calls), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_trades_without_a_type_ask_the_ledger_for_their_wallet()
    {
        var page = (await _session.FetchPageAsync("trades", null, default)).Value!;

        Assert.Equal(["Trade +3 ETH, -300 USD", "Trade +1 ETH, -100 USD"], Told.Texts(page.Mapped));
        Assert.Contains("wallet-assumed", page.Mapped.Transactions[0].Flags);
        Assert.Contains("\"margin\":[\"12:tETHUSD:b\"]", page.Raw.Metadata!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Balances_are_all_wallets_with_the_venues_codes_translated()
    {
        var balances = (await _session.FetchBalancesAsync(default)).Value!;

        Assert.Equal(["USDT exchange 150.5", "NEWT funding 2"], balances.Balances.Select(b => $"{b.Symbol} {b.Wallet} {b.Total}"));
        Assert.Contains("NEWT", balances.Raw[0].Metadata!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[[\"orders\",1,0],[\"wallets\",1,0],[\"history\",1,0],[\"withdraw\",0,0]]", true, false, false, "")]
    [InlineData("[[\"orders\",1,1],[\"wallets\",1,1],[\"history\",0,0],[\"withdraw\",1,1]]", false, true, true, "history")]
    [Trait("Pain", "49")]
    public async Task The_probe_reads_the_scopes(string answer, bool reads, bool trades, bool withdraws, string missing)
    {
        _venue.OnCall = (_, _) => new Answer(answer);
        var permissions = (await _session.ProbeAsync(default)).Value!;

        Assert.Equal((reads, trades, withdraws, missing), (permissions.CanRead, permissions.CanTrade, permissions.CanWithdraw, string.Join(',', permissions.Missing)));
    }

    [Theory]
    [InlineData(500, """["error",10100,"apikey: invalid"]""", VenueErrorType.InvalidKey)]
    [InlineData(500, """["error",10100,"apikey: digest invalid"]""", VenueErrorType.InvalidSignature)]
    [InlineData(200, """["error",10020,"limit: invalid"]""", VenueErrorType.InvalidRequest)]
    [InlineData(400, """{"message":"symbol: invalid"}""", VenueErrorType.UnknownSymbol)]
    [InlineData(403, """{"message":"no way"}""", VenueErrorType.PermissionDenied)]
    public async Task Errors_keep_the_venues_words_and_get_a_type(int status, string body, VenueErrorType expected)
    {
        _venue.OnCall = (_, _) => new Answer(body, status);

        Assert.Equal(expected, Assert.IsType<VenueError>((await _session.ProbeAsync(default)).Error).Type);
    }

    [Theory]
    [InlineData(500, """["error",10114,"nonce: small"]""")]
    [InlineData(429, """{"error":"ERR_RATE_LIMIT"}""")]
    [InlineData(503, """{"code":503,"error":"temporarily_unavailable"}""")]
    public async Task Passing_faults_are_repeated_with_a_higher_nonce(int status, string body)
    {
        var nonces = new List<long>();
        _venue.OnCall = (request, text) =>
        {
            nonces.Add(long.Parse(request.Headers["bfx-nonce"].ToString(), CultureInfo.InvariantCulture));
            return nonces.Count == 1 ? new Answer(body, status) : Answers(request, text);
        };

        Assert.True((await _session.FetchBalancesAsync(default)).IsOk);
        Assert.True(nonces[1] > nonces[0] && nonces[0] > 1_600_000_000_000_000);
    }

    [Fact]
    public async Task A_cut_page_is_quarantined_and_streams_have_names()
    {
        Assert.Equal(["trades", "movements", "ledgers"], (await _session.DiscoverStreamsAsync(new HashSet<string>(), default)).Value!.Select(stream => stream.Name));
        Assert.False((await _session.FetchPageAsync("nonsense", null, default)).IsOk);
        _venue.OnCall = (_, _) => new Answer("[[100,\"AAA\",");
        var page = (await _session.FetchPageAsync("ledgers", null, default)).Value!;
        Assert.Equal(["page-unreadable"], Told.Problems(page.Mapped));
        Assert.True(page.CaughtUp && !page.BackfillDone);
    }

    [Fact]
    [Trait("Pain", "47")]
    public async Task The_private_stream_shows_fills_under_their_later_id_and_never_arms_the_dead_mans_switch()
    {
        var heard = new List<string>();
        _venue.OnSocket = async (socket, token) =>
        {
            await ScriptedVenue.SayAsync(socket, """{"event":"info","version":2,"platform":{"status":1}}""", token);
            for (var i = 0; i < 2; i++) heard.Add(await ScriptedVenue.HearAsync(socket, token));
            await ScriptedVenue.SayAsync(socket, """{"event":"auth","status":"OK","chanId":0}""", token);
            await ScriptedVenue.SayAsync(socket, """[0,"ws",[["exchange","UST",150.5,0,null,null,null]],4,2]""", token);
            await ScriptedVenue.SayAsync(socket, WireFixture.Load("bitfinex", "stream_tu").Body.GetRawText(), token);
            await ScriptedVenue.SayAsync(socket, WireFixture.Load("bitfinex", "stream_wu").Body.GetRawText(), token);
            await ScriptedVenue.SayAsync(socket, """[0,"hb",7,5]""", token);
            await ScriptedVenue.SayAsync(socket, """[0,"tu",[1,"odd"],8,6]""", token);
            await ScriptedVenue.SayAsync(socket, """[0,"hb",19,7]""", token);
            await Task.Delay(Timeout.Infinite, token);
        };
        var events = new List<PrivateEvent>();
        await foreach (var told in _session.StreamAsync(default)) events.Add(told);

        Assert.Equal([null, "501:tETHUST:s", null, null], events.Select(told => told.Fill?.NativeId));
        Assert.Equal("1148.5", events[2].Balances[0].Total.ToString());
        Assert.Equal(["ledgers", "movements"], events[2].PollStreams.ToArray());
        Assert.Contains("65536", heard[0], StringComparison.Ordinal);
        Assert.Contains("\"authPayload\":\"AUTH", heard[1], StringComparison.Ordinal);
        Assert.DoesNotContain("dms", heard[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"event":"auth","status":"FAILED","code":10100}""")]
    [InlineData("""{"event":"info","code":20051,"msg":"restart"}""")]
    [InlineData("""[0,"tu",[""")]
    public async Task A_refused_login_a_restart_and_a_broken_message_end_the_stream(string message)
    {
        _venue.OnSocket = async (socket, token) =>
        {
            await ScriptedVenue.SayAsync(socket, message, token);
            await Task.Delay(Timeout.Infinite, token);
        };
        await foreach (var told in _session.StreamAsync(default)) Assert.Fail(told.ToString());
        Assert.Empty(_venue.Calls);
    }

    private async Task<List<HistoryPage>> WalkAsync(string? cursor)
    {
        var pages = new List<HistoryPage>();
        do
        {
            var page = await _session.FetchPageAsync("ledgers", cursor, default);
            Assert.True(page.IsOk, page.Error?.Message);
            pages.Add(page.Value!);
            cursor = page.Value!.Cursor;
        }
        while (!pages[^1].CaughtUp);

        return pages;
    }

    private Answer Answers(HttpRequest request, string body)
    {
        var path = request.Path.Value!;
        if (path.Contains("/auth/", StringComparison.Ordinal)) Assert.Equal(96, request.Headers["bfx-signature"].ToString().Length);
        var asked = body.Length > 2 ? JsonDocument.Parse(body).RootElement : default;
        return new Answer(path switch
        {
            "/v2/conf/pub:map:currency:sym" => """[[["UST","USDt"],["NWT","NEWT"]]]""",
            "/v2/auth/r/wallets" => """[["exchange","UST",150.5,0,120.5,null,null],["funding","NWT",2,0,null,null,null]]""",
            "/v2/auth/r/trades/hist" => """[[13,"tETHUSD",1500000000002,9,3,100,null,100,1,0,null,1],[12,"tETHUSD",1500000000001,9,2,100,null,100,1,0,null,1],[11,"tETHUSD",1500000000000,9,1,100,null,100,1,0,null,1]]""",
            "/v2/auth/r/movements/hist" => """[[31,"ETH","ETHEREUM",null,null,1699990000000,1700000600000,null,null,"COMPLETED",null,null,-0.24,-0.001,null,null,"0xab",null,null,null,"0xcd",null],[30,"ETH","ETHEREUM",null,null,1698000000000,1700000600000,null,null,"SENDING",null,null,-0.24,-0.001,null,null,"0xab",null,null,null,null,null]]""",
            _ when asked.TryGetProperty("category", out _) => """[[1,"ETH","exchange",1500000000000,null,1,1,null,"x"],[2,"ETH","margin",1500000000001,null,2,1,null,"x"]]""",
            _ => Ledger(asked),
        });
    }

    private string Ledger(JsonElement asked)
    {
        var (start, end) = (asked.TryGetProperty("start", out var s) ? s.GetInt64() : 0, asked.TryGetProperty("end", out var e) ? e.GetInt64() : long.MaxValue);
        var ascending = asked.GetProperty("sort").GetInt32() == 1;
        var rows = _ledger.Where(row => row.Mts >= start && row.Mts <= end).OrderBy(row => ascending ? row.Mts : -row.Mts).ThenByDescending(row => row.Id);
        return $"[{string.Join(',', rows.Take(ascending ? 1 : _pageSize).Select(row => string.Create(CultureInfo.InvariantCulture, $"[{row.Id},\"AAA\",\"exchange\",{row.Mts},null,{row.Amount},1,null,\"{row.Words} on wallet exchange\"]")))}]";
    }

    private static string Text64(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
