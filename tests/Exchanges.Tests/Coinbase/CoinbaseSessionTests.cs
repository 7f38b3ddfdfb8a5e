using System.Globalization;
using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Coinbase;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Exchanges.Tests.Kit;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Tests.Coinbase;

public sealed class CoinbaseSessionTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private static readonly VenueCredentials Key = new("11111111-2222-3333-4444-555555555555", new Secret("BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="));
    private readonly ManualClock _clock = new() { JumpsToTimers = true };
    private ScriptedVenue _venue = null!;
    private IVenueSession _session = null!;

    public async Task InitializeAsync()
    {
        _venue = await ScriptedVenue.StartAsync();
        _venue.OnCall = (request, _) => Answers(request);
        _session = new CoinbaseConnector().Open(Key, _venue.Context(_clock));
    }

    public async Task DisposeAsync()
    {
        await _session.DisposeAsync();
        await _venue.DisposeAsync();
    }

    [Fact]
    [Trait("Pain", "49")]
    public async Task The_probe_tells_that_a_key_can_move_assets_out()
    {
        var permissions = (await _session.ProbeAsync(default)).Value!;

        Assert.Equal((true, false, true), (permissions.CanRead, permissions.CanTrade, permissions.CanWithdraw));
    }

    [Fact]
    public async Task Balances_count_a_wallet_that_both_APIs_know_once_and_keep_what_only_one_knows()
    {
        var balances = (await _session.FetchBalancesAsync(default)).Value!;

        Assert.Equal(
            ["BTC wallet 0.7 of which 0.5 available", "ETH wallet 3.5 of which 1.5 available", "EUR wallet 12 of which 12 available", "GBP wallet 7 of which 5 available", "SOL vault 9 of which 9 available", "USDC wallet 4 of which 4 available"],
            balances.Balances.Select(b => $"{b.Symbol} {b.Wallet} {b.Total} of which {b.Available} available").Order(StringComparer.Ordinal));
        Assert.Equal(["accounts", "wallets", "wallets"], balances.Raw.Select(raw => raw.Endpoint));
    }

    [Fact]
    [Trait("Pain", "24")]
    public async Task Fills_are_walked_to_the_beginning_and_then_polled_with_an_overlap()
    {
        var pages = await WalkAsync("fills", null);

        Assert.Equal(["f3", "f2", "f1"], pages.SelectMany(page => page.Mapped.Transactions).Select(t => t.NativeId));
        Assert.Equal([false, true], pages.Select(page => page.BackfillDone));
        Assert.Equal(3, pages[^1].Expected);
        await WalkAsync("fills", pages[^1].Cursor);
        Assert.Contains(_venue.Calls, call => call.Contains("start_sequence_timestamp=2023-11-10T22%3A13%3A20.000000Z", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Pain", "23")]
    public async Task Any_page_may_be_read_again_from_its_cursor_with_the_same_result()
    {
        string? cursor = null;
        for (var i = 0; i < 4; i++)
        {
            var first = (await _session.FetchPageAsync("transactions", cursor, default)).Value!;
            var again = (await new CoinbaseConnector().Open(Key, _venue.Context(_clock)).FetchPageAsync("transactions", cursor, default)).Value!;
            Assert.Equal(first.Cursor, again.Cursor);
            Assert.Equal(Told.Texts(first.Mapped), Told.Texts(again.Mapped));
            Assert.Equal(Told.Texts(first.Mapped), Told.Texts(new CoinbaseConnector().Map(first.Raw.Endpoint, first.Raw.Body, first.Raw.Metadata)));
            cursor = first.Cursor;
        }
    }

    [Fact]
    public async Task Wallets_are_walked_together_newest_first_and_halves_meet_across_pages()
    {
        var pages = await WalkAsync("transactions", null);

        Assert.Equal(["w1 ", "w2 ", "w3 ", "w9 ", "GBP ", "w1 b2"], _venue.Calls.Where(call => call.Contains("/transactions?", StringComparison.Ordinal)).Select(Wallet));
        Assert.Equal(
            ["Deposit +1 BTC", "StakingReward +0.01 BTC", "Deposit +40 USDC", "Deposit +1 BTC", "Conversion -5 USDC, +0.1 BTC"],
            pages.SelectMany(page => Told.Texts(page.Mapped)));
        Assert.All(pages, page => Assert.Empty(page.Mapped.Problems));
        Assert.True(pages[^1].BackfillDone && pages[^1].CaughtUp);
        Assert.All(pages[..^1], page => Assert.True(page.Expected >= page.Mapped.RecordCount && !page.BackfillDone));
    }

    [Fact]
    public async Task A_page_cut_in_the_middle_is_quarantined_and_asked_for_again()
    {
        _venue.OnCall = (request, _) => request.Path.Value!.EndsWith("fills", StringComparison.Ordinal) ? new Answer("""{"fills":[{"entry_id":""") : Answers(request);
        var page = (await _session.FetchPageAsync("fills", null, default)).Value!;

        Assert.Equal(["page-unreadable"], Told.Problems(page.Mapped));
        Assert.True(page.CaughtUp && !page.BackfillDone);
        _venue.OnCall = (request, _) => Answers(request);
        Assert.Equal("f3", (await _session.FetchPageAsync("fills", page.Cursor, default)).Value!.Mapped.Transactions[0].NativeId);
    }

    [Fact]
    public async Task A_token_refused_once_is_tried_again_and_a_refused_key_is_told()
    {
        var refused = 0;
        _venue.OnCall = (request, _) => request.Path.Value!.EndsWith("key_permissions", StringComparison.Ordinal) && refused++ == 0 ? new Answer("Unauthorized", 401) : Answers(request);
        Assert.True((await _session.ProbeAsync(default)).IsOk);

        _venue.OnCall = (request, _) => request.Path.Value!.EndsWith("time", StringComparison.Ordinal) ? Answers(request) : new Answer("", 401);
        var error = Assert.IsType<VenueError>((await _session.ProbeAsync(default)).Error);
        Assert.Equal(VenueErrorType.InvalidKey, error.Type);
    }

    [Theory]
    [InlineData(400, """{"error":"INVALID_ARGUMENT","error_details":"x","message":"bad"}""", VenueErrorType.InvalidRequest)]
    [InlineData(403, """{"errors":[{"id":"invalid_scope","message":"no"}]}""", VenueErrorType.PermissionDenied)]
    [InlineData(404, """{"errors":[{"id":"not_found","message":"no"}]}""", VenueErrorType.UnknownSymbol)]
    [InlineData(403, """{"message":"something new"}""", VenueErrorType.PermissionDenied)]
    [InlineData(409, """{"error":"brand_new"}""", VenueErrorType.Unknown)]
    public async Task Errors_keep_the_venues_words_and_get_a_type(int status, string body, VenueErrorType expected)
    {
        _venue.OnCall = (request, _) => request.Path.Value!.EndsWith("time", StringComparison.Ordinal) ? Answers(request) : new Answer(body, status);

        Assert.Equal(expected, Assert.IsType<VenueError>((await _session.ProbeAsync(default)).Error).Type);
    }

    [Fact]
    public async Task A_secret_that_is_no_key_never_reaches_the_wire()
    {
        var answer = await new CoinbaseConnector().Open(Key with { Secret = new Secret("nonsense") }, _venue.Context(_clock)).ProbeAsync(default);

        Assert.Equal(VenueErrorType.InvalidSignature, Assert.IsType<VenueError>(answer.Error).Type);
        Assert.Empty(_venue.Calls);
    }

    [Fact]
    public async Task A_history_that_does_not_exist_is_an_error()
    {
        Assert.Equal(["fills", "transactions"], (await _session.DiscoverStreamsAsync(new HashSet<string>(), default)).Value!.Select(stream => stream.Name));
        Assert.False((await _session.FetchPageAsync("nonsense", null, default)).IsOk);
    }

    [Fact]
    [Trait("Pain", "47")]
    public async Task A_changed_order_brings_its_fills_with_the_ids_they_keep_and_a_lost_message_ends_the_stream()
    {
        var heard = new List<string>();
        _venue.OnSocket = async (socket, token) =>
        {
            for (var i = 0; i < 2; i++) heard.Add(await ScriptedVenue.HearAsync(socket, token));
            var update = WireFixture.Load("coinbase", "stream_user").Body.GetRawText();
            await ScriptedVenue.SayAsync(socket, update, token);
            await ScriptedVenue.SayAsync(socket, update, token);
            await ScriptedVenue.SayAsync(socket, """{"channel":"heartbeats","sequence_num":4,"events":[]}""", token);
            await ScriptedVenue.SayAsync(socket, """{"channel":"heartbeats","sequence_num":9,"events":[]}""", token);
            await Task.Delay(Timeout.Infinite, token);
        };
        var events = new List<PrivateEvent>();
        await foreach (var told in _session.StreamAsync(default)) events.Add(told);

        var fill = Assert.Single(events);
        Assert.Equal(("e-9f1", "fills"), (fill.Fill!.NativeId, fill.Fill.Source));
        Assert.Equal(["fills"], fill.PollStreams.ToArray());
        Assert.Contains("\"channel\":\"heartbeats\"", heard[0], StringComparison.Ordinal);
        Assert.Contains("\"channel\":\"user\"", heard[1], StringComparison.Ordinal);
        Assert.Contains("\"jwt\":\"ey", heard[1], StringComparison.Ordinal);
    }

    private static string Wallet(string call) => call.Split('/')[3] + " " + (call.Contains("starting_after=", StringComparison.Ordinal) ? call.Split("starting_after=")[1] : "");

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
        var (path, query) = (request.Path.Value!, request.QueryString.Value!);
        Assert.True(path.EndsWith("/time", StringComparison.Ordinal) || request.Headers.Authorization.ToString().StartsWith("Bearer ey", StringComparison.Ordinal));
        return new Answer(path switch
        {
            "/api/v3/brokerage/time" => $$"""{"iso":"","epochSeconds":"{{_clock.GetUtcNow().ToUnixTimeSeconds()}}","epochMillis":"{{_clock.GetUtcNow().ToUnixTimeMilliseconds()}}"}""",
            "/api/v3/brokerage/key_permissions" => WireFixture.Load("coinbase", "key_permissions").Body.GetRawText(),
            "/api/v3/brokerage/accounts" => """{"accounts":[{"uuid":"w1","currency":"BTC","available_balance":{"value":"0.5","currency":"BTC"},"hold":{"value":"0.2","currency":"BTC"}},{"uuid":"w9","currency":"ETH","available_balance":{"value":"1.5","currency":"ETH"}},{"uuid":"f","currency":"EUR","available_balance":{"value":"12","currency":"EUR"}},{"uuid":"g","currency":"GBP","available_balance":{"value":"5","currency":"GBP"},"hold":{"value":"2","currency":"GBP"}}],"has_next":false,"cursor":""}""",
            "/v2/accounts" when query.Contains("starting_after=w1", StringComparison.Ordinal) => """{"data":[{"id":"w2","type":"wallet","currency":"USDC","balance":{"amount":"4","currency":"USDC"}},{"id":"w3","type":"vault","currency":{"code":"SOL"},"balance":{"amount":"9","currency":"SOL"}},{"id":"w9","type":"wallet","currency":{"code":"ETH"},"balance":{"amount":"3.5","currency":"ETH"}},{"id":"GBP","type":"fiat","currency":{"code":"GBP"},"balance":{"amount":"7","currency":"GBP"}}],"pagination":{"next_uri":null}}""",
            "/v2/accounts" => """{"data":[{"id":"w1","type":"wallet","currency":{"code":"BTC"},"balance":{"amount":"0.7","currency":"BTC"},"created_at":"2021-11-14T22:13:20Z"}],"pagination":{"next_uri":"/v2/accounts?starting_after=w1","next_starting_after":"w1"}}""",
            "/v2/accounts/w1/transactions" => Wallet1(query),
            "/v2/accounts/w2/transactions" => Page(null, Row("c1", "trade", "-5", "USDC", -100, ",\"trade\":{\"id\":\"T1\"}"), Row("c0", "fiat_deposit", "40", "USDC", -400)),
            _ when path.EndsWith("transactions", StringComparison.Ordinal) => """{"data":[],"pagination":{"next_uri":null}}""",
            _ => Fills(query),
        });
    }

    private static string Wallet1(string query) => query.Contains("starting_after=b2", StringComparison.Ordinal)
        ? Page(null, Row("b1", "trade", "0.1", "BTC", -100, ",\"trade\":{\"id\":\"T1\"}"), Row("b0", "send", "1", "BTC", -500))
        : Page("b2", Row("b3", "send", "1", "BTC", -10), Row("b2", "staking_reward", "0.01", "BTC", -20));

    private static string Fills(string query)
    {
        if (query.Contains("order_ids=o-71", StringComparison.Ordinal)) return WireFixture.Load("coinbase", "fills").Body.GetRawText();
        return query.Contains("cursor=more", StringComparison.Ordinal)
            ? $$"""{"fills":[{{Fill("f1", -86400 * 30)}}],"cursor":""}"""
            : $$"""{"fills":[{{Fill("f3", -86400)}},{{Fill("f2", -86400 * 20)}}],"cursor":"more"}""";
    }

    private static string Fill(string id, int seconds) =>
        $$"""{"entry_id":"{{id}}","trade_id":"t","order_id":"o","trade_time":"{{At(seconds)}}","price":"2","size":"1","commission":"0","product_id":"ETH-USD","side":"BUY"}""";

    private static string Page(string? next, params string[] rows) =>
        $$$"""{"data":[{{{string.Join(',', rows)}}}],"pagination":{"next_uri":{{{(next is null ? "null" : "\"/v2/x?starting_after=" + next + "\"")}}}}}""";

    private static string Row(string id, string type, string amount, string code, int seconds, string more = "") =>
        $$$"""{"id":"{{{id}}}","type":"{{{type}}}","status":"completed","amount":{"amount":"{{{amount}}}","currency":"{{{code}}}"},"created_at":"{{{At(seconds)}}}"{{{more}}}}""";

    private static string At(int seconds) => Start.AddSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
