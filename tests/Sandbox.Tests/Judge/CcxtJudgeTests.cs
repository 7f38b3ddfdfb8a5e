using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Tests.Judge;

/// <summary>The sandbox is honest only if others agree: npm ccxt, unmodified but for its base address, against the truth.</summary>
public sealed class CcxtJudgeTests(JudgeFixture fixture) : IClassFixture<JudgeFixture>
{
    public static TheoryData<string, string> Compared => Rows("compared");

    public static TheoryData<string, string> Unsupported => Rows("unsupported");

    [Fact]
    public void The_table_speaks_of_every_venue_and_method()
    {
        string[] methods = ["fetchBalance", "fetchMyTrades", "fetchTicker", "fetchTickers", "fetchDeposits", "fetchWithdrawals", "fetchLedger", "fetchOHLCV", "createOrder", "cancelOrder"];
        var expected = VenueJudge.All.Keys.SelectMany(v => methods.Select(m => v + "." + m)).Order(StringComparer.Ordinal);
        Assert.Equal(fixture.Running.Endpoints.Keys.Order(StringComparer.Ordinal), VenueJudge.All.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(expected, JudgeRow.Table.Select(r => r.Venue + "." + r.Method).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Compared))]
    public async Task Ccxt_reads_the_truth(string venue, string method)
    {
        var judge = VenueJudge.All[venue];
        switch (method)
        {
            case "fetchTicker" or "fetchTickers" or "fetchOHLCV":
                var prices = await fixture.PricesAsync(judge);
                AssertHas(venue, method, prices);
                PriceComparison.Check(judge, method, prices, fixture.Standing, fixture.Markets(judge));
                break;
            case "createOrder" or "cancelOrder":
                var orders = await fixture.OrdersAsync(judge);
                AssertHas(venue, method, orders);
                OrderComparison.Check(judge, method, orders, fixture.Running.Truth.Orders(venue, AccountNames.Fresh));
                break;
            default:
                var history = await fixture.HistoryAsync(judge);
                AssertHas(venue, method, history.Answer);
                HistoryComparison.Check(judge, method, history);
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Unsupported))]
    public async Task What_ccxt_cannot_read_is_in_the_table_as_such(string venue, string method)
    {
        var row = JudgeRow.Table.Single(r => r.Venue == venue && r.Method == method);
        var answer = (await fixture.HistoryAsync(VenueJudge.All[venue])).Answer;
        AssertHas(venue, method, answer);
        if (row.Error is null) return;
        var index = answer.Calls.Select(c => c.Method).ToList().IndexOf(method);
        Assert.Equal(row.Error, answer.Results[index].GetProperty("error").GetString());
    }

    private static void AssertHas(string venue, string method, JudgeAnswer answer)
    {
        var row = JudgeRow.Table.Single(r => r.Venue == venue && r.Method == method);
        var has = answer.Has.TryGetProperty(method, out var found) ? found.GetRawText() : "null";
        Assert.Equal(row.Has.GetRawText(), has);
    }

    private static TheoryData<string, string> Rows(string verdict)
    {
        var data = new TheoryData<string, string>();
        foreach (var row in JudgeRow.Table.Where(r => r.Verdict == verdict)) data.Add(row.Venue, row.Method);
        return data;
    }
}

/// <summary>Reading ccxt's values: decimal texts, since the judge lets ccxt keep numbers as the venue wrote them.</summary>
internal static class Values
{
    public static decimal Decimal(this JsonElement row, string name) => row.GetProperty(name).AsDecimal();

    public static decimal AsDecimal(this JsonElement value) =>
        decimal.Parse(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture);

    public static string? Text(this JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value.ToString() : null;

    public static long Milliseconds(this JsonElement row, string name = "timestamp") => row.GetProperty(name).GetInt64();
}
