using System.Security.Cryptography;
using System.Text.Json;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.GraphQL;

/// <summary>Transactions by when they became known, and what each entry's hash is of.</summary>
public sealed class LaterFoundTests
{
    [Fact]
    public async Task What_was_recorded_after_an_instant_is_found_however_long_ago_it_happened_and_with_every_other_filter()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, [.. Enumerable.Range(0, 20).Select(i => LedgerTenant.Fact($"k{i}", i, TransactionKind.Deposit, ("BTC", "1")))]));
        var since = Instant((await NodesAsync(t, "")).Max(n => n.GetProperty("recordedAt").GetDateTimeOffset()));
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("late", 1, TransactionKind.Airdrop, ("ETH", "2"))), t.Page(t.Binance, LedgerTenant.Fact("new", 90, TransactionKind.Deposit, ("BTC", "3"))));
        Assert.Equal(["new", "late"], await FoundAsync(t, $"filter: {{ recordedAfter: \"{since}\" }}"));
        Assert.Equal(["late", "new"], await FoundAsync(t, $"order: OLDEST_FIRST, filter: {{ recordedAfter: \"{since}\" }}"));
        Assert.Equal(["late"], await FoundAsync(t, $"filter: {{ recordedAfter: \"{since}\", kinds: [AIRDROP] }}"));
        Assert.Equal(["late"], await FoundAsync(t, $"filter: {{ recordedAfter: \"{since}\", assetId: \"eth\" }}"));
        Assert.Empty(await FoundAsync(t, $"filter: {{ recordedAfter: \"{since}\", kinds: [FORK] }}"));
        Assert.Empty(await FoundAsync(t, $"filter: {{ recordedAfter: \"{since}\" }}, knownAt: \"{since}\""));
        Assert.Equal(22, (await FoundAsync(t, "filter: { recordedAfter: \"2020-01-01T00:00:00Z\" }")).Length);
    }

    [Fact]
    public async Task What_a_hash_is_of_hashes_to_it_and_begins_with_the_hash_before()
    {
        await using var t = await LedgerTenant.StartAsync();
        await t.RecordAsync(t.Page(t.Kraken, LedgerTenant.Fact("a", 0, TransactionKind.Deposit, ("BTC", "1.5")), LedgerTenant.Fact("b", 1, TransactionKind.Trade, ("BTC", "-0.25"), ("EUR", "1000.10"))));
        var records = (await NodesAsync(t, "order: OLDEST_FIRST")).SelectMany(n => n.GetProperty("records").GetProperty("nodes").EnumerateArray()).ToArray();
        Assert.Equal(2, records.Length);
        foreach (var record in records)
        {
            var covered = record.GetProperty("covered").GetBytesFromBase64();
            Assert.Equal(record.GetProperty("hash").GetString(), Convert.ToHexStringLower(SHA256.HashData(covered)));
            var before = record.GetProperty("previousHash").GetString() ?? Convert.ToHexStringLower(LedgerChain.Genesis(t.Tenant, t.Kraken).Hash);
            Assert.Contains(before, Convert.ToHexStringLower(covered), StringComparison.Ordinal);
            Assert.Contains(record.GetProperty("pageHash").GetString()!, Convert.ToHexStringLower(covered), StringComparison.Ordinal);
        }
    }

    private static async Task<string[]> FoundAsync(LedgerTenant t, string arguments) => [.. (await NodesAsync(t, arguments)).Select(n => n.GetProperty("nativeId").GetString()!)];

    private static async Task<JsonElement[]> NodesAsync(LedgerTenant t, string arguments)
    {
        var query = $"{{ portfolio(id: \"{t.All}\") {{ transactions({(arguments.Length == 0 ? "" : arguments + ", ")}first: 50) {{ nodes {{ nativeId recordedAt records(first: 5) {{ nodes {{ hash previousHash pageHash covered }} }} }} }} }} }}";
        var data = await new GraphQLViewer(t.Host.Services, t.Tenant).DataAsync(query);
        return [.. data.GetProperty("portfolio").GetProperty("transactions").GetProperty("nodes").EnumerateArray()];
    }

    private static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
