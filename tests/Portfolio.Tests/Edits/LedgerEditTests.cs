using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.Edits;

public sealed class LedgerEditTests
{
    [Fact]
    [Trait("Pain", "2")]
    public async Task An_edit_holds_over_what_the_source_says_then_and_later_and_reading_again_adds_nothing()
    {
        await using var t = await LedgerTenant.StartAsync();
        var fact = LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "1"));
        await t.RecordAsync(t.Page(t.Kraken, fact));
        var before = DateTimeOffset.UtcNow;
        using var client = Client(t);
        var id = EntryDraft.IdOf(t.Tenant, t.Kraken, "ledgers", "d");
        var edit = new { kind = "Airdrop", legs = new[] { new { symbol = "BTC", amount = "2", role = "Principal" } }, exclude = false, actor = "ann", reason = "the venue is wrong" };
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsJsonAsync($"/api/portfolio/transactions/{t.Kraken}/{id}/edit", edit)).StatusCode);
        await t.RecordAsync(t.Page(t.Kraken, fact), t.Page(t.Kraken, fact with { Sequence = 7 }));
        Assert.Equal(3, await t.CountAsync("ledger_entry"));
        var page = await client.GetFromJsonAsync<JsonElement>($"/api/portfolio/{t.All}/transactions");
        var row = Assert.Single(page.GetProperty("transactions").EnumerateArray());
        Assert.Equal(("Airdrop", true, "2"), (row.GetProperty("kind").GetString(), row.GetProperty("edited").GetBoolean(), row.GetProperty("legs")[0].GetProperty("amount").GetString()));
        await t.SeesAsync(t.All, "position:btc", p => p.GetProperty("quantity").GetString() == "2", "the edit in the live position");
        Assert.Equal("1", await QuantityAsync(client, t, $"?knownAt={Uri.EscapeDataString(before.ToString("O"))}"));
        Assert.Equal("2", await QuantityAsync(client, t, ""));
        Assert.Equal("none", await QuantityAsync(client, t, $"?asOf={Uri.EscapeDataString(LedgerTenant.Day.AddHours(-1).ToString("O"))}"));
    }

    [Fact]
    public async Task An_amount_changed_by_the_venues_own_code_stays_in_the_asset_the_code_means_also_when_it_is_taken_back()
    {
        await using var t = await LedgerTenant.StartAsync();
        var fact = LedgerTenant.Fact("d", 0, TransactionKind.Deposit) with { Legs = [new("ZEUR", "EUR", Quantity.Parse("100"), LegRole.Principal)] };
        await t.RecordAsync(t.Page(t.Kraken, fact));
        using var client = Client(t);
        var id = EntryDraft.IdOf(t.Tenant, t.Kraken, "ledgers", "d");
        foreach (var (symbol, amount) in new[] { ("ZEUR", "120"), ("EUR", "130"), ("ZEUR", "100") })
        {
            var edit = new { legs = new[] { new { symbol, amount, role = "Principal" } }, exclude = false, actor = "ann", reason = "counted anew" };
            Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsJsonAsync($"/api/portfolio/transactions/{t.Kraken}/{id}/edit", edit)).StatusCode);
            Assert.Equal(amount, await QuantityAsync(client, t, ""));
            Assert.Equal(0, await t.CountAsync("ledger_entry", "codes <> array['ZEUR'] or symbols <> array['EUR']"));
        }
    }

    [Fact]
    public async Task An_amount_that_is_left_out_stays_digit_by_digit_beside_one_that_is_changed_and_only_where_it_is()
    {
        await using var t = await LedgerTenant.StartAsync();
        var wide = $"{new string('9', 40)}.{new string('1', 30)}";
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Trade, ("BTC", wide), ("USD", "-5"))));
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant, "owner");
        var id = EntryDraft.IdOf(t.Tenant, t.Kraken, "ledgers", "d");
        async Task<string> EditAsync(params object[] legs)
        {
            var input = new { idempotencyKey = Guid.NewGuid(), accountId = t.Kraken.Value, transactionId = id, reason = "counted anew", legs };
            return (await viewer.DataAsync("mutation ($input: EditTransactionInput!) { editTransaction(input: $input) { added errors { code } } }", new { input })).GetProperty("editTransaction").GetRawText();
        }

        Assert.Equal("{\"added\":1,\"errors\":[]}", await EditAsync(new { symbol = "BTC" }, new { symbol = "USD", amount = "-6" }));
        var row = (await viewer.DataAsync($"{{ portfolio(id: \"{t.All}\") {{ transactions(first: 1) {{ nodes {{ legs {{ code amount }} }} }} }} }}")).GetProperty("portfolio").GetProperty("transactions").GetProperty("nodes")[0];
        Assert.Equal([("BTC", wide), ("USD", "-6")], row.GetProperty("legs").EnumerateArray().Select(l => (l.GetProperty("code").GetString()!, l.GetProperty("amount").GetString()!)));
        foreach (object[] misplaced in (object[][])[[new { symbol = "USD" }], [new { symbol = "BTC", role = "FEE" }], [new { symbol = "BTC" }, new { symbol = "USD" }, new { symbol = "USD" }]])
            Assert.Equal("{\"added\":0,\"errors\":[{\"code\":\"AMOUNT_MISSING\"}]}", await EditAsync(misplaced));
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_refused_by_name()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "1"))));
        using var client = Client(t);
        var id = EntryDraft.IdOf(t.Tenant, t.Kraken, "ledgers", "d");
        Assert.Equal("NOT_A_NUMBER", await CodeAsync(client, $"{id}/edit", t, new { legs = new[] { new { symbol = "BTC", amount = "1,5", role = "Principal" } }, actor = "ann", reason = "" }));
        Assert.Equal("UNKNOWN_ASSET", await CodeAsync(client, $"{id}/edit", t, new { legs = new[] { new { symbol = "XXBTZ", amount = "1.5", role = "Principal" } }, actor = "ann", reason = "" }));
        Assert.Equal("IMPLAUSIBLE_TIME", await CodeAsync(client, $"{id}/edit", t, new { time = "1970-01-01T00:00:00Z", actor = "ann", reason = "" }));
        Assert.Equal("ENTRY_NOT_FOUND", await CodeAsync(client, $"{Guid.Empty}/note", t, new { actor = "ann", text = "?" }));
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsJsonAsync($"/api/portfolio/transactions/{t.Kraken}/{id}/note", new { actor = "ann", text = "from my old wallet" })).StatusCode);
        Assert.Equal(1, await t.CountAsync("ledger_entry", "record = 2 and actor = 'ann' and ledger_entry::text not like '%old wallet%'"));
    }

    [Fact]
    [Trait("Pain", "8")]
    public async Task A_transfer_the_chain_proves_is_linked_once_histories_are_complete_and_a_person_can_take_it_back()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(
            t.Page(t.Kraken, LedgerTenant.Fact("in", 0, TransactionKind.Deposit, ("USD", "100")), LedgerTenant.Fact("buy", 1, TransactionKind.Trade, ("USD", "-100"), ("BTC", "1")), LedgerTenant.Fact("out", 10, TransactionKind.Withdrawal, ("BTC", "-1")) with { TxHash = "0xaa" }),
            t.Page(t.Binance, LedgerTenant.Fact("got", 30, TransactionKind.Deposit, ("BTC", "1")) with { TxHash = "AA" }));
        foreach (var account in new[] { t.Kraken, t.Binance })
            await t.PublishAsync(new BalancesReported(t.Tenant, account, "x", LedgerTenant.Day.AddHours(1), HistoryComplete: true, account == t.Binance ? [new("BTC", "BTC", "spot", 1, 1)] : []));
        await Eventually.HoldsAsync(async () => await t.CountAsync("v_ledger_link") == 1, "the link in the ledger");
        await t.SeesAsync(t.All, "position:btc", p => p.GetProperty("cost").GetString() == "100" && p.GetProperty("realised").GetString() == "0", "the basis went along");
        using var client = Client(t);
        var pair = new { leftAccount = t.Kraken.Value, leftEntry = EntryDraft.IdOf(t.Tenant, t.Kraken, "ledgers", "out"), arrivedAccount = t.Binance.Value, arrivedEntry = EntryDraft.IdOf(t.Tenant, t.Binance, "ledgers", "got"), decision = "unlink", actor = "ann", reason = "two different things" };
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsJsonAsync("/api/portfolio/transfers", pair)).StatusCode);
        await Eventually.HoldsAsync(async () => await t.CountAsync("v_ledger_link") == 0, "the link taken back");
        await t.SeesAsync(t.All, "position:btc", p => p.GetProperty("cost").GetString() == "0", "the deposit has no basis of its own");
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/api/portfolio/transfers", pair with { decision = "perhaps" })).StatusCode);
    }

    private static HttpClient Client(LedgerTenant t) => new() { BaseAddress = new Uri(t.Host.Url) };

    private static async Task<string> CodeAsync(HttpClient client, string path, LedgerTenant t, object body) =>
        (await (await client.PostAsJsonAsync($"/api/portfolio/transactions/{t.Kraken}/{path}", body)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;

    private static async Task<string> QuantityAsync(HttpClient client, LedgerTenant t, string query)
    {
        var positions = await client.GetFromJsonAsync<JsonElement>($"/api/portfolio/{t.All}/positions{query}");
        return positions.EnumerateArray().Select(p => p.GetProperty("quantity").GetString()).FirstOrDefault() ?? "none";
    }
}
