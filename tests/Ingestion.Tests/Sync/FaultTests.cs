using PortfolioPlatform.Contracts;
using PortfolioPlatform.Ingestion.Tests.Kit;
using PortfolioPlatform.Sandbox.Serving;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Ingestion.Tests.Sync;

public sealed class FaultTests
{
    [Theory]
    [InlineData(KeyNames.Withdraw, "excessive-permission")]
    [InlineData(KeyNames.Limited, "missing-permission")]
    [InlineData(KeyNames.Revoked, "wrong-key")]
    public async Task A_bad_key_is_a_visible_state_and_reads_nothing(string key, string state)
    {
        await using var exchange = await Exchange.OpenAsync();
        await using var platform = await Installation.StartAsync([.. exchange.Addresses(), .. exchange.Demo("bitfinex", key), "--Ingestion:PublicData=false"]);

        var value = await platform.StateAsync("bitfinex", state);

        Assert.NotNull(value.Advice);
        Assert.Empty(platform.Told.Of<TransactionsRecorded>());
    }

    [Fact]
    public async Task A_dark_venue_is_shown_and_the_account_comes_back_by_itself()
    {
        await using var exchange = await Exchange.OpenAsync();
        exchange.Server.Sites["kraken"].Knobs.Set(new KnobSettings { DarkSeconds = 3_600 });
        await using var platform = await Installation.StartAsync([.. exchange.Addresses(), .. exchange.Demo("kraken", KeyNames.Fresh), "--Ingestion:PublicData=false"]);
        var down = await platform.StateAsync("kraken", "venue-down", TimeSpan.FromSeconds(90));

        exchange.Server.Sites["kraken"].Knobs.Set(new KnobSettings());
        await platform.StateAsync("kraken", "live", TimeSpan.FromSeconds(90));

        Assert.Contains("goes on by itself", down.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_dies_in_the_middle_of_an_import_is_followed_by_one_that_finishes_it()
    {
        await using var exchange = await Exchange.OpenAsync();
        using var folder = new TemporaryFolder();
        string[] settings = [.. exchange.Addresses(), .. exchange.Demo("bitfinex"), "--Ingestion:PublicData=false", "--Keys:File=" + KeyFile(folder)];
        TestDatabase database;
        Recorder before; // of all it told until its end, not until it is looked at
        await using (var first = await Installation.StartAsync(settings))
        {
            await Eventually.HoldsAsync(() => first.Told.Of<TransactionsRecorded>().Count() >= 2, "two pages", TimeSpan.FromSeconds(60));
            (database, before) = (first.Database, first.Told);
        }

        await using var second = await Installation.StartAsync(settings, database);
        await second.StateAsync("bitfinex", "live", TimeSpan.FromSeconds(180));
        await Eventually.HoldsAsync(() => second.Told.Of<BalancesReported>().Any(b => b.HistoryComplete), "complete balances");
        foreach (var message in before.Of<TransactionsRecorded>()) second.Told.Messages.Enqueue(message);

        ImportTests.AssertHoldings(exchange, second, "bitfinex");
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from (select 1 from ingestion.raw_page where stream <> 'balances' group by stream, sha256, endpoint, request having count(*) > 1) d"));
    }

    [Fact]
    public async Task The_archive_alone_tells_the_same_history_again()
    {
        var exchange = await Exchange.OpenAsync();
        await using var platform = await Installation.StartAsync([.. exchange.Addresses(), .. exchange.Demo("bitfinex"), "--Ingestion:PublicData=false"]);
        await platform.StateAsync("bitfinex", "live", TimeSpan.FromSeconds(180));
        var told = platform.Told.Of<TransactionsRecorded>().ToDictionary(m => m.Page);
        await exchange.DisposeAsync();

        var again = await platform.ArchiveAsync("bitfinex");

        Assert.All(again, page => Assert.True(page.IsSameMapper && page.RawPageHash == page.RecordedHash));
        Assert.Equal(told.Values.SelectMany(m => m.Transactions).Select(Text).Order(), again.SelectMany(p => p.Transactions).Select(Text).Order());
    }

    private static string KeyFile(TemporaryFolder folder)
    {
        var path = Path.Combine(folder.Path, "master.key");
        File.WriteAllText(path, Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    private static string Text(TransactionFact fact) => System.Text.Json.JsonSerializer.Serialize(fact);
}
