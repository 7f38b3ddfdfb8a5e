using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Tests.Valuation;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.GraphQL;

public sealed class MovementTests
{
    private static readonly string[] Reasons = ["price", "fx", "flows", "trading", "income", "fees", "corrections", "newlyFound"];

    [Fact]
    public async Task Every_change_of_value_has_its_reason_and_the_reasons_add_up_to_the_last_digit()
    {
        await using var t = await LedgerTenant.StartAsync();
        await PricesAsync(t, ("btc", 0, "100"), ("btc", 2, "110.3"), ("btc", 5, "130.07"), ("fiat:eur", 0, "1.1"), ("fiat:eur", 2, "1.1"), ("fiat:eur", 5, "1.2"));
        await t.RecordAsync(
            t.Page(t.Kraken, LedgerTenant.Fact("d", 30, TransactionKind.Deposit, ("BTC", "1.5"), ("EUR", "10"))),
            t.Page(t.Binance, LedgerTenant.Fact("later", 130, TransactionKind.Deposit, ("BTC", "0.000000000000000001")), LedgerTenant.Fact("reward", 140, TransactionKind.StakingReward, ("BTC", "0.01"))),
            t.Page(t.Kraken, LedgerTenant.Fact("fee", 150, TransactionKind.Fee, ("EUR", "-1"))));
        await Eventually.HoldsAsync(async () => await t.CountAsync("price_fact", "usd is not null") >= 7, "each leg is valued");
        var movement = await MovementAsync(t, 60, 300);
        var total = movement.GetProperty("total");
        var end = Sum(total);
        Assert.Equal(Number(total, "end"), end);
        Assert.Equal(Quantity.Parse("161"), Number(total, "start"));
        Assert.Equal(Quantity.Parse("130.07") * Quantity.Parse("1.510000000000000001") + (Quantity.Parse("9") * Quantity.Parse("1.2")), end);
        Assert.Equal(Quantity.Parse("0.0000000000000001103"), Number(total, "flows"));
        Assert.Equal(Quantity.Parse("1.103"), Number(total, "income"));
        Assert.Equal(Quantity.Parse("-1.1"), Number(total, "fees"));
        Assert.Equal(Quantity.Parse("0.9"), Number(total, "fx"));
        foreach (var asset in movement.GetProperty("assets").GetProperty("nodes").EnumerateArray()) Assert.Equal(Number(asset.GetProperty("parts"), "end"), Sum(asset.GetProperty("parts")));
        Assert.Equal(["btc", "fiat:eur"], movement.GetProperty("assets").GetProperty("nodes").EnumerateArray().Select(a => a.GetProperty("assetId").GetString()));
    }

    [Fact]
    public async Task What_was_found_after_the_start_was_looked_at_is_called_newly_found_and_what_was_corrected_a_correction()
    {
        await using var t = await LedgerTenant.StartAsync();
        await PricesAsync(t, ("btc", 0, "100"), ("btc", 5, "100"));
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 30, TransactionKind.Deposit, ("BTC", "1"))));
        var looked = DateTimeOffset.UtcNow;
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("old", 20, TransactionKind.Deposit, ("BTC", "0.25"))));
        var operation = new GraphQLViewer(t.Host.Services, t.Tenant, "owner");
        var edit = new { input = new { idempotencyKey = "k", accountId = t.Kraken.Value, transactionId = EntryDraft.IdOf(t.Tenant, t.Kraken, "ledgers", "d"), reason = "it was more", legs = new[] { new { symbol = "BTC", amount = "1.5" } } } };
        await operation.DataAsync("mutation ($input: EditTransactionInput!) { editTransaction(input: $input) { added } }", edit);
        await t.QuietAsync();
        var total = (await MovementAsync(t, 60, 300, looked)).GetProperty("total");
        Assert.Equal(("100", "25", "50", "175"), (total.GetProperty("start").GetString(), total.GetProperty("newlyFound").GetString(), total.GetProperty("corrections").GetString(), total.GetProperty("end").GetString()));
        Assert.Equal("175", (await MovementAsync(t, 60, 300)).GetProperty("total").GetProperty("start").GetString());
    }

    [Fact]
    public async Task Without_a_price_an_asset_is_named_and_left_out_and_an_interval_that_ends_before_it_begins_is_refused()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 30, TransactionKind.Deposit, ("BTC", "1"))));
        var movement = await MovementAsync(t, 60, 300);
        Assert.Equal("btc", Assert.Single(movement.GetProperty("unpriced").GetProperty("nodes").EnumerateArray()).GetProperty("assetId").GetString());
        Assert.Equal("0", movement.GetProperty("total").GetProperty("end").GetString());
        Assert.Equal(["BAD_USER_INPUT"], await new GraphQLViewer(t.Host.Services, t.Tenant).CodesAsync(Query(t, 300, 60, null)));
    }

    [Fact]
    public async Task The_records_of_a_transaction_tell_its_versions_edits_and_place_in_the_chain()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("first", 10, TransactionKind.Deposit, ("BTC", "1")), LedgerTenant.Fact("d", 30, TransactionKind.Deposit, ("BTC", "1"))));
        var operation = new GraphQLViewer(t.Host.Services, t.Tenant, "owner");
        var id = EntryDraft.IdOf(t.Tenant, t.Kraken, "ledgers", "d");
        await operation.DataAsync("mutation ($input: AnnotateTransactionInput!) { annotateTransaction(input: $input) { added } }", new { input = new { idempotencyKey = "n", accountId = t.Kraken.Value, transactionId = id, text = "a gift" } });
        var query = $"{{ portfolio(id: \"{t.All}\") {{ transactions(first: 1) {{ nodes {{ id records {{ nodes {{ record number version hash previousHash pageHash pageId words actor }} }} }} }} }} }}";
        var row = (await operation.DataAsync(query)).GetProperty("portfolio").GetProperty("transactions").GetProperty("nodes")[0];
        var (told, remark) = (row.GetProperty("records").GetProperty("nodes")[0], row.GetProperty("records").GetProperty("nodes")[1]);
        Assert.Equal((id.ToString(), "TRANSACTION", 2, 64), (row.GetProperty("id").GetString(), told.GetProperty("record").GetString(), told.GetProperty("number").GetInt32(), told.GetProperty("previousHash").GetString()!.Length));
        Assert.Equal(("ANNOTATION", 3, "a gift"), (remark.GetProperty("record").GetString(), remark.GetProperty("number").GetInt32(), remark.GetProperty("words").GetString()));
        Assert.Equal((told.GetProperty("hash").GetString(), JsonValueKind.Null), (remark.GetProperty("previousHash").GetString(), remark.GetProperty("pageId").ValueKind));
    }

    private static async Task PricesAsync(LedgerTenant t, params (string Asset, int Hours, string Usd)[] prices)
    {
        await ReferenceView.PublishAsync(t.Host.Database);
        await ReferenceView.AddAsync(t.Host.Database, [.. prices.Select(p => new PriceRow(new(p.Asset), "hour", LedgerTenant.Day.AddHours(p.Hours), "x", 1, 1, p.Usd))]);
    }

    private static async Task<JsonElement> MovementAsync(LedgerTenant t, int from, int to, DateTimeOffset? knownAt = null) =>
        (await new GraphQLViewer(t.Host.Services, t.Tenant).DataAsync(Query(t, from, to, knownAt))).GetProperty("portfolio").GetProperty("movement");

    private static string Query(LedgerTenant t, int from, int to, DateTimeOffset? knownAt)
    {
        static string At(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);
        var known = knownAt is { } k ? $", knownAt: \"{At(k)}\"" : "";
        var parts = $"start end {string.Join(' ', Reasons)}";
        return $"{{ portfolio(id: \"{t.All}\") {{ movement(from: \"{At(LedgerTenant.Day.AddMinutes(from))}\", to: \"{At(LedgerTenant.Day.AddMinutes(to))}\"{known}) {{ total {{ {parts} }} assets {{ nodes {{ assetId parts {{ {parts} }} }} }} unpriced {{ nodes {{ assetId }} }} }} }} }}";
    }

    private static Quantity Sum(JsonElement parts) => Reasons.Aggregate(Number(parts, "start"), (sum, reason) => sum + Number(parts, reason));

    private static Quantity Number(JsonElement parts, string name) => Quantity.Parse(parts.GetProperty(name).GetString()!);
}
