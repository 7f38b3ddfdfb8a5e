using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Tests.Risk;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.GraphQL;

public sealed class RiskApiTests
{
    [Fact]
    public async Task What_the_engine_says_and_studies_on_demand_agree_with_each_other()
    {
        await using var t = await LedgerTenant.StartAsync();
        var closes = await LiveRiskTests.ClosesAsync(t, "btc", 250);
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "2"), ("USD", "100"))));
        await t.PriceAsync(("btc", "50"));
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant);
        JsonElement p = default;
        await Eventually.HoldsAsync(
            async () =>
            {
                p = (await viewer.DataAsync($$"""
                    { portfolio(id: "{{t.All}}") {
                      risk { state number drawdown maxDrawdown volatility methods { method levels { level valueAtRisk expectedShortfall contributions { assetId weight valueAtRisk } } } stress { scenario loss } coverage { observations share assetIds left { nodes { reason } } } }
                      concentration { hhi assets { nodes { key share } } venues { key share } } correlation { assetIds rows state }
                      lossDistribution(bins: 10) { observations mean bins { from to count } } drawdowns { points { at depth } }
                      backtest(method: NORMAL, window: 60) { state observations exceptions expected zone kupiec { pValue } christoffersen { pValue } days { isException } }
                      monteCarlo(level: 0.95, paths: 50000) { state valueAtRisk expectedShortfall low high contributions { valueAtRisk } }
                      same: monteCarlo(level: 0.95, paths: 50000) { valueAtRisk }
                      stressTest(scenario: {name: "mine", shocks: [{symbol: "btc", change: -0.5}], failedVenues: ["nowhere"]}) { loss positions { nodes { symbol venue profit } } }
                      venue: stressTest(scenario: {name: "kraken fails", failedVenues: ["kraken"]}) { loss }
                      riskHistory(first: 1) { nodes { number risk { state } } pageInfo { hasNextPage } } riskWarnings { nodes { kind subject } } } }
                    """)).GetProperty("portfolio");
                return p.GetProperty("risk").ValueKind == JsonValueKind.Object && p.GetProperty("risk").GetProperty("coverage").GetProperty("assetIds").GetArrayLength() == 2 && p.GetProperty("correlation").GetProperty("assetIds").GetArrayLength() == 2 &&
                    p.GetProperty("risk").GetProperty("state").GetString() == "ok" && p.GetProperty("lossDistribution").ValueKind == JsonValueKind.Object;
            },
            "figures",
            TimeSpan.FromSeconds(30));
        AgreesWithEngine(p, closes.Length - 1);
        Assert.Equal(0.25, p.GetProperty("stressTest").GetProperty("loss").GetDouble(), 12);
        Assert.Equal(("BTC", "kraken", -50.0), (Text(p.GetProperty("stressTest").GetProperty("positions").GetProperty("nodes")[0], "symbol"), Text(p.GetProperty("stressTest").GetProperty("positions").GetProperty("nodes")[0], "venue"), p.GetProperty("stressTest").GetProperty("positions").GetProperty("nodes")[0].GetProperty("profit").GetDouble()));
        Assert.Equal(1, p.GetProperty("venue").GetProperty("loss").GetDouble());
        Assert.Equal("ok", p.GetProperty("riskHistory").GetProperty("nodes")[0].GetProperty("risk").GetProperty("state").GetString());
        Assert.Contains(p.GetProperty("riskWarnings").GetProperty("nodes").EnumerateArray(), w => Text(w, "kind") == "Concentration" && Text(w, "subject") == "venue:kraken");
        Assert.Equal(["BAD_USER_INPUT"], await viewer.CodesAsync($"{{ portfolio(id: \"{t.All}\") {{ monteCarlo(level: 2) {{ state }} }} }}"));
    }

    [Fact]
    public async Task What_a_frozen_venue_leaves_is_priced_anew_and_correlation_is_told_over_the_year()
    {
        await using var t = await LedgerTenant.StartAsync();
        await LiveRiskTests.ClosesAsync(t, "btc", 250);
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "2"), ("USD", "100"))));
        await t.PriceAsync(("btc", "50"));
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant);
        JsonElement p = default;
        await Eventually.HoldsAsync(
            async () =>
            {
                p = (await viewer.DataAsync($$"""
                    { portfolio(id: "{{t.All}}") {
                      now: riskAfter(scenario: {name: "nothing"}) { ...after } half: riskAfter(scenario: {name: "half", failedVenues: ["kraken"], recovery: 0.5}) { ...after }
                      all: riskAfter(scenario: {name: "all", failedVenues: ["kraken"]}) { ...after } fall: riskAfter(scenario: {name: "fall", shocks: [{symbol: "btc", change: -0.5}]}) { ...after }
                      correlationHistory(window: 60, points: 5) { state window assetIds symbols points { at rows } } } }
                    fragment after on RiskAfter { loss state reason methods { method levels { level valueAtRisk } } coverage { share } }
                    """)).GetProperty("portfolio");
                return p.GetProperty("now").ValueKind == JsonValueKind.Object && Text(p.GetProperty("now"), "state") == "ok" && p.GetProperty("correlationHistory").GetProperty("assetIds").GetArrayLength() == 2;
            },
            "figures",
            TimeSpan.FromSeconds(30));
        Assert.Equal((0.0, 0.5, 1.0, 0.25), (Loss(p, "now"), Loss(p, "half"), Loss(p, "all"), Loss(p, "fall")));
        Assert.Equal(NormalAt95(p, "now"), NormalAt95(p, "half"), 12);
        Assert.Equal(NormalAt95(p, "now") * 2 / 3, NormalAt95(p, "fall"), 12);
        Assert.Equal("not enough data", Text(p.GetProperty("all"), "state"));
        var history = p.GetProperty("correlationHistory");
        var btc = history.GetProperty("assetIds").EnumerateArray().Select(a => a.GetString()).ToList().IndexOf("btc");
        Assert.Equal(5, history.GetProperty("points").GetArrayLength());
        Assert.All(history.GetProperty("points").EnumerateArray(), point => Assert.Equal(1, point.GetProperty("rows")[btc][btc].GetDouble(), 12));
        Assert.Equal(["BAD_USER_INPUT"], await viewer.CodesAsync($"{{ portfolio(id: \"{t.All}\") {{ correlationHistory(window: 5) {{ state }} }} }}"));
        Assert.Equal(["BAD_USER_INPUT"], await viewer.CodesAsync($"{{ portfolio(id: \"{t.All}\") {{ riskAfter(scenario: {{name: \"x\", recovery: 2}}) {{ state }} }} }}"));
    }

    [Fact]
    public async Task Figures_of_risk_explain_by_which_closes_positions_and_formulas_they_came_about()
    {
        await using var t = await LedgerTenant.StartAsync();
        var closes = await LiveRiskTests.ClosesAsync(t, "btc", 250);
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "2"), ("USD", "100"))));
        await t.PriceAsync(("btc", "50"));
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant);
        var told = new PriceValue(new("btc"), 50, "test", TimeProvider.System.GetUtcNow(), "ok", 1);
        await t.Host.Services.GetRequiredService<IHotStore>().SetAsync(LiveTopics.Prices, [new(told.Key, JsonSerializer.SerializeToUtf8Bytes(told, LiveJson.Default.PriceValue))], default);
        const string Explain = "explain { formulas asOf coverage { assetIds observations } closes { nodes { assetId count from to age sources } } positions { prices { nodes { assetId price source age } } transactions { nodes { kind } } pricedShare chainHeads { nodes { number hash } } } }";
        JsonElement p = default;
        await Eventually.HoldsAsync(
            async () => (p = (await viewer.DataAsync($"{{ portfolio(id: \"{t.All}\") {{ risk {{ state asOf {Explain} }} correlation {{ {Explain} }} concentration {{ {Explain} }} riskHistory(first: 1) {{ nodes {{ risk {{ {Explain} }} }} }} }} }}")).GetProperty("portfolio"))
                .GetProperty("risk") is { ValueKind: JsonValueKind.Object } risk && Text(risk, "state") == "ok" && p.GetProperty("correlation").ValueKind == JsonValueKind.Object && p.GetProperty("concentration").ValueKind == JsonValueKind.Object
                && p.GetProperty("riskHistory").GetProperty("nodes").GetArrayLength() == 1,
            "figures",
            TimeSpan.FromSeconds(30));
        Assert.Equal(Text(p.GetProperty("risk"), "asOf"), Text(p.GetProperty("risk").GetProperty("explain"), "asOf"));
        foreach (var explained in new[] { p.GetProperty("risk"), p.GetProperty("correlation"), p.GetProperty("concentration") }.Select(f => f.GetProperty("explain")))
        {
            var btc = explained.GetProperty("closes").GetProperty("nodes").EnumerateArray().Single(c => Text(c, "assetId") == "btc");
            Assert.Equal((closes.Length, 1), (btc.GetProperty("count").GetInt32(), btc.GetProperty("sources").GetArrayLength()));
            Assert.InRange(btc.GetProperty("age").GetInt32(), 0, 2 * 86_400);
            var positions = explained.GetProperty("positions");
            Assert.Contains(positions.GetProperty("prices").GetProperty("nodes").EnumerateArray(), price => (Text(price, "assetId"), Text(price, "price"), Text(price, "source")) == ("btc", "50", "test"));
            Assert.Equal(("DEPOSIT", "100", 64), (Text(Assert.Single(positions.GetProperty("transactions").GetProperty("nodes").EnumerateArray()), "kind"), Text(positions, "pricedShare"), Text(Assert.Single(positions.GetProperty("chainHeads").GetProperty("nodes").EnumerateArray()), "hash").Length));
        }

        Assert.Contains(p.GetProperty("risk").GetProperty("explain").GetProperty("formulas").EnumerateArray(), f => f.GetString()!.StartsWith("historical: value at risk = ", StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Object, p.GetProperty("riskHistory").GetProperty("nodes")[0].GetProperty("risk").GetProperty("explain").GetProperty("positions").ValueKind);
    }

    [Fact]
    public async Task Every_study_explains_by_which_closes_positions_and_formulas_it_came_about()
    {
        await using var t = await LedgerTenant.StartAsync();
        var closes = await LiveRiskTests.ClosesAsync(t, "btc", 250);
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "2"), ("USD", "100"))));
        await t.PriceAsync(("btc", "50"));
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant);
        const string Explain = "explain { formulas asOf coverage { assetIds observations } closes { nodes { assetId count sources } } positions { transactions { nodes { kind } } chainHeads { nodes { number hash } } } }";
        (string Name, string Asked)[] studies =
        [
            ("lossDistribution", "lossDistribution"), ("drawdowns", "drawdowns"), ("backtest", "backtest(window: 60)"), ("monteCarlo", "monteCarlo(paths: 2000)"), ("stressTest", "stressTest(scenario: {name: \"m\", market: -0.5})"),
            ("riskAfter", "riskAfter(scenario: {name: \"m\", market: -0.5})"), ("correlationHistory", "correlationHistory(window: 60, points: 2)"),
        ];
        JsonElement p = default;
        await Eventually.HoldsAsync(
            async () => (p = (await viewer.DataAsync($"{{ portfolio(id: \"{t.All}\") {{ {string.Join(' ', studies.Select(s => $"{s.Asked} {{ {Explain} }}"))} }} }}")).GetProperty("portfolio")).GetProperty("lossDistribution").ValueKind == JsonValueKind.Object,
            "the book is valued",
            TimeSpan.FromSeconds(30));
        foreach (var (name, _) in studies)
        {
            var explained = p.GetProperty(name).GetProperty("explain");
            Assert.InRange(explained.GetProperty("formulas").GetArrayLength(), 2, 20);
            Assert.Equal((name, closes.Length), (name, explained.GetProperty("closes").GetProperty("nodes").EnumerateArray().Single(c => Text(c, "assetId") == "btc").GetProperty("count").GetInt32()));
            Assert.Equal("DEPOSIT", Text(Assert.Single(explained.GetProperty("positions").GetProperty("transactions").GetProperty("nodes").EnumerateArray()), "kind"));
            Assert.Equal(64, Text(Assert.Single(explained.GetProperty("positions").GetProperty("chainHeads").GetProperty("nodes").EnumerateArray()), "hash")!.Length);
        }
    }

    [Fact]
    public async Task Without_history_studies_say_so_and_open_warnings_are_told_as_they_come_and_go()
    {
        await using var t = await LedgerTenant.StartAsync();
        await LiveRiskTests.ClosesAsync(t, "usdt", 30, "hour");
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("USDT", "1000"))));
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant);
        var p = (await viewer.DataAsync($"{{ portfolio(id: \"{t.All}\") {{ lossDistribution {{ mean }} drawdowns {{ points {{ depth }} }} backtest {{ state reason zone }} monteCarlo {{ state reason valueAtRisk }} }} }}")).GetProperty("portfolio");
        Assert.Equal((JsonValueKind.Null, 0), (p.GetProperty("lossDistribution").ValueKind, p.GetProperty("drawdowns").GetProperty("points").GetArrayLength()));
        Assert.Equal(("not enough data", "not enough data"), (Text(p.GetProperty("backtest"), "state"), Text(p.GetProperty("monteCarlo"), "state")));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var told = new List<string>();
        await foreach (var answer in viewer.ListenAsync($"subscription {{ onRiskWarnings(portfolioId: \"{t.All}\") {{ kind subject measured }} }}", deadline.Token))
        {
            var open = answer.GetProperty("data").GetProperty("onRiskWarnings").EnumerateArray().Select(w => $"{Text(w, "kind")} {Text(w, "subject")}").ToArray();
            told.AddRange(open);
            if (open.Contains("StablecoinBand usdt")) break;
            await t.PriceAsync(("usdt", "0.993"));
        }

        Assert.Contains("StablecoinBand usdt", told);
        await foreach (var answer in viewer.ListenAsync($"subscription {{ onRiskWarnings(portfolioId: \"{Guid.Empty}\") {{ kind }} }}", deadline.Token))
            Assert.Equal("NOT_FOUND", Text(answer.GetProperty("errors")[0].GetProperty("extensions"), "code"));
    }

    private static void AgreesWithEngine(JsonElement p, int days)
    {
        var levels = p.GetProperty("risk").GetProperty("methods").EnumerateArray().ToDictionary(m => Text(m, "method"), m => m.GetProperty("levels")[0]);
        var normal = levels["normal"].GetProperty("valueAtRisk").GetDouble();
        Assert.Equal(normal, levels["normal"].GetProperty("contributions").EnumerateArray().Sum(c => c.GetProperty("valueAtRisk").GetDouble()), 12);
        Assert.Equal(days, p.GetProperty("lossDistribution").GetProperty("bins").EnumerateArray().Sum(b => b.GetProperty("count").GetInt32()));
        Assert.Equal(p.GetProperty("risk").GetProperty("maxDrawdown").GetDouble(), p.GetProperty("drawdowns").GetProperty("points").EnumerateArray().Max(d => d.GetProperty("depth").GetDouble()), 12);
        var test = p.GetProperty("backtest");
        Assert.Equal((days - 60, test.GetProperty("exceptions").GetInt32()), (test.GetProperty("observations").GetInt32(), test.GetProperty("days").EnumerateArray().Count(d => d.GetProperty("isException").GetBoolean())));
        Assert.Contains(Text(test, "zone"), new[] { "GREEN", "YELLOW", "RED" });
        var simulated = p.GetProperty("monteCarlo");
        Assert.InRange(normal, simulated.GetProperty("low").GetDouble() * 0.97, simulated.GetProperty("high").GetDouble() * 1.03);
        Assert.Equal(simulated.GetProperty("valueAtRisk").GetDouble(), p.GetProperty("same").GetProperty("valueAtRisk").GetDouble());
        Assert.Equal("kraken", Text(p.GetProperty("concentration").GetProperty("venues")[0], "key"));
        Assert.Equal("ok", Text(p.GetProperty("correlation"), "state"));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static double Loss(JsonElement p, string name) => p.GetProperty(name).GetProperty("loss").GetDouble();

    private static double NormalAt95(JsonElement p, string name) =>
        p.GetProperty(name).GetProperty("methods").EnumerateArray().Single(m => Text(m, "method") == "normal").GetProperty("levels")[0].GetProperty("valueAtRisk").GetDouble();
}
