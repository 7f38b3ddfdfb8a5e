using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Audit;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.GraphQL;

/// <summary>Remarks are taken back, and nothing of it leaves the ledger.</summary>
public sealed class RemarkTests
{
    [Fact]
    public async Task A_remark_is_taken_back_once_by_its_place_and_both_stay_in_a_chain_that_verifies()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "1"))));
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant, "owner");
        var (first, second) = (await NoteAsync(t, viewer, "a gift"), await NoteAsync(t, viewer, "from Bob"));
        Assert.Equal((2, 3), (first, second));
        Assert.Equal((1, 4, ""), await RetractAsync(t, viewer, first));
        Assert.Equal((0, 0, "REMARK_NOT_FOUND"), await RetractAsync(t, viewer, first));
        var records = await RecordsAsync(t, viewer);
        Assert.Equal([("TRANSACTION", null, null), ("ANNOTATION", "a gift", null), ("ANNOTATION", "from Bob", null), ("RETRACTION", null, 2)], records);
        Assert.Equal(1, await t.CountAsync("ledger_entry", "record = 5 and actor = 'ann'"));
        Assert.Equal("1", (await viewer.DataAsync($"{{ portfolio(id: \"{t.All}\") {{ positionsAsOf(asOf: \"2030-01-01T00:00:00Z\") {{ nodes {{ quantity }} }} }} }}")).GetProperty("portfolio").GetProperty("positionsAsOf").GetProperty("nodes")[0].GetProperty("quantity").GetString());
        var (rows, faults) = await ActivatorUtilities.CreateInstance<LedgerVerifier>(t.Host.Services).VerifyAsync(t.Tenant, [], default);
        Assert.Equal((4, 0), (rows, faults.Count));
    }

    [Fact]
    public async Task Without_a_place_it_is_the_viewers_own_last_one_that_holds_and_never_anothers()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "1")), LedgerTenant.Fact("e", 1, TransactionKind.Deposit, ("BTC", "1"))));
        var ann = new GraphQLViewer(t.Host.Services, t.Tenant, "owner");
        await NoteAsync(t, ann, "one");
        await NoteAsync(t, ann, "two");
        using var http = new HttpClient { BaseAddress = new Uri(t.Host.Url) };
        (await http.PostAsJsonAsync($"/api/portfolio/transactions/{t.Kraken}/{Input(t, "d")["transactionId"]}/note", new { actor = "bob", text = "three" })).EnsureSuccessStatusCode();
        Assert.Equal(1, (await RetractAsync(t, ann)).Added);
        Assert.Equal(1, (await RetractAsync(t, ann)).Added);
        Assert.Equal("REMARK_NOT_FOUND", (await RetractAsync(t, ann)).Code);
        Assert.Equal([4, 3], (await RecordsAsync(t, ann)).Where(r => r.Record == "RETRACTION").Select(r => r.TakesBack));
        Assert.Equal("REMARK_NOT_FOUND", (await RetractAsync(t, ann, 5, "e")).Code);
        Assert.Equal("REMARK_NOT_FOUND", (await RetractAsync(t, ann, 1)).Code);
        Assert.Equal(1, (await RetractAsync(t, ann, 5)).Added);
    }

    private static Dictionary<string, object?> Input(LedgerTenant t, string native) => new(StringComparer.Ordinal)
    {
        ["idempotencyKey"] = Guid.NewGuid(), ["accountId"] = t.Kraken.Value, ["transactionId"] = EntryDraft.IdOf(t.Tenant, t.Kraken, "ledgers", native),
    };

    private static async Task<int> NoteAsync(LedgerTenant t, GraphQLViewer viewer, string text)
    {
        var input = Input(t, "d");
        input["text"] = text;
        return (await viewer.DataAsync("mutation ($input: AnnotateTransactionInput!) { annotateTransaction(input: $input) { number } }", new { input })).GetProperty("annotateTransaction").GetProperty("number").GetInt32();
    }

    private static async Task<(int Added, int Number, string Code)> RetractAsync(LedgerTenant t, GraphQLViewer viewer, int? number = null, string native = "d")
    {
        var input = Input(t, native);
        if (number is { } place) input["number"] = place;
        var told = (await viewer.DataAsync("mutation ($input: RetractAnnotationInput!) { retractAnnotation(input: $input) { added number errors { code } } }", new { input })).GetProperty("retractAnnotation");
        var errors = told.GetProperty("errors");
        return (told.GetProperty("added").GetInt32(), told.GetProperty("number").ValueKind == JsonValueKind.Null ? 0 : told.GetProperty("number").GetInt32(), errors.GetArrayLength() == 0 ? "" : errors[0].GetProperty("code").GetString()!);
    }

    private static async Task<IReadOnlyList<(string? Record, string? Words, int? TakesBack)>> RecordsAsync(LedgerTenant t, GraphQLViewer viewer)
    {
        var data = await viewer.DataAsync($"{{ portfolio(id: \"{t.All}\") {{ transactions(first: 9, order: OLDEST_FIRST) {{ nodes {{ records {{ nodes {{ record words takesBack }} }} }} }} }} }}");
        var nodes = data.GetProperty("portfolio").GetProperty("transactions").GetProperty("nodes")[0].GetProperty("records").GetProperty("nodes");
        return [.. nodes.EnumerateArray().Select(r => (r.GetProperty("record").GetString(), r.GetProperty("words").GetString(), r.GetProperty("takesBack").ValueKind == JsonValueKind.Null ? (int?)null : r.GetProperty("takesBack").GetInt32()))];
    }
}
