using System.Text.Json;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.GraphQL;

/// <summary>A change and the note of its answer are one: whatever dies in between, asking again makes it exactly once.</summary>
public sealed class OnceForItsKeyTests
{
    private const string Edit = "mutation ($input: EditTransactionInput!) { editTransaction(input: $input) { added errors { __typename code message advice } } }";

    /// <summary>The connection dies when the note is written, with the change already made; or at the very commit.</summary>
    [Theory]
    [InlineData("create trigger die before insert on platform.idempotency_key for each row execute function platform.die()")]
    [InlineData("create constraint trigger die after insert on platform.idempotency_key deferrable initially deferred for each row execute function platform.die()")]
    public async Task What_dies_between_the_change_and_the_note_of_its_answer_leaves_neither_and_asking_again_makes_it_once(string trigger)
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("d", 0, TransactionKind.Deposit, ("BTC", "1"))));
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant, "owner");
        var input = new { input = new { idempotencyKey = "k", accountId = t.Kraken.Value, transactionId = EntryDraft.IdOf(t.Tenant, t.Kraken, "ledgers", "d"), reason = "wrong", legs = new[] { new { symbol = "BTC", amount = "2" } } } };
        await t.Host.Database.ExecuteAsync($"""
            create function platform.die() returns trigger language plpgsql security definer as 'begin perform pg_terminate_backend(pg_backend_pid()); return new; end';
            {trigger}
            """);
        Assert.Equal(["INTERNAL_SERVER_ERROR"], await viewer.CodesAsync(Edit, input));
        Assert.Equal((1L, 0L), (await t.CountAsync("ledger_entry"), await NotesAsync(t)));
        await t.Host.Database.ExecuteAsync("drop trigger die on platform.idempotency_key");
        for (var i = 0; i < 2; i++) Assert.Equal("{\"editTransaction\":{\"added\":1,\"errors\":[]}}", (await viewer.DataAsync(Edit, input)).GetRawText());
        Assert.Equal((2L, 1L), (await t.CountAsync("ledger_entry"), await NotesAsync(t)));
    }

    [Fact]
    public async Task Each_reason_has_its_type_and_says_what_to_do_also_when_the_answer_is_repeated()
    {
        await using var t = await LedgerTenant.StartAsync();
        var viewer = new GraphQLViewer(t.Host.Services, t.Tenant, "owner");
        object Input(string key, string reason) => new { input = new { idempotencyKey = key, accountId = t.Kraken.Value, transactionId = Guid.Empty, reason } };
        var first = await ErrorAsync(viewer, Input("k", "a"));
        Assert.Equal(("NotFoundError", "ENTRY_NOT_FOUND"), (first.GetProperty("__typename").GetString(), first.GetProperty("code").GetString()));
        Assert.StartsWith("Check the id", first.GetProperty("advice").GetString(), StringComparison.Ordinal);
        Assert.Equal(first.GetRawText(), (await ErrorAsync(viewer, Input("k", "a"))).GetRawText());
        Assert.Equal("IdempotencyKeyReusedError", (await ErrorAsync(viewer, Input("k", "b"))).GetProperty("__typename").GetString());
        Assert.Equal("InvalidInputError", (await ErrorAsync(viewer, Input("", "a"))).GetProperty("__typename").GetString());
    }

    private static async Task<JsonElement> ErrorAsync(GraphQLViewer viewer, object input) =>
        Assert.Single((await viewer.DataAsync(Edit, input)).GetProperty("editTransaction").GetProperty("errors").EnumerateArray());

    private static Task<long> NotesAsync(LedgerTenant t) => t.Host.Database.ScalarAsync<long>($"select count(*) from platform.idempotency_key where tenant_id = '{t.Tenant}'");
}
