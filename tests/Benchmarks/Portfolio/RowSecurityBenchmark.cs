using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PortfolioPlatform.Ingestion;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio;
using PortfolioPlatform.Portfolio.GraphQL;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Benchmarks.Portfolio;

/// <summary>What row-level security costs: the dashboard's page of transactions and its line of values, as the application's role and as a superuser whom it does not hold.</summary>
internal static class RowSecurityBenchmark
{
    private const int Accounts = 5;
    private static readonly TenantId Tenant = new(DerivedId.Of("bench", "row security"));
    private static readonly Guid Portfolio = DerivedId.Of("bench", "portfolio");

    public static async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var (rounds, each) = (Words.Number(words, "--rounds", 15), Words.Number(words, "--queries", 200));
        await using var host = await PlatformTestHost.StartAsync([new IngestionModule(), new PortfolioModule()], null, "--Ingestion:PublicData=false");
        await FillAsync(host.Database);
        await using var held = await host.Transactions.BeginAsync(Tenant, cancellationToken);
        await using var free = await Unheld.OpenAsync(host.Database.SuperuserConnectionString, cancellationToken);
        await TellAsync("page of 50 of 100,000 transactions", Page, held, free, rounds, each, cancellationToken);
        await TellAsync("values of a day, by minute", Values, held, free, rounds, each, cancellationToken);
        return 0;
    }

    /// <summary>Takes turns, so that both see the same machine; medians of the rounds.</summary>
    private static async Task TellAsync(string what, Func<IDatabaseTransaction, NpgsqlCommand> query, IDatabaseTransaction held, IDatabaseTransaction free, int rounds, int each, CancellationToken cancellationToken)
    {
        var (with, without) = (new List<double>(), new List<double>());
        for (var i = -2; i < rounds; i++)
        {
            var (a, b) = (await TimeAsync(query, held, each, cancellationToken), await TimeAsync(query, free, each, cancellationToken));
            if (i < 0) continue;
            with.Add(a);
            without.Add(b);
        }

        var (row, plain) = (with.Order().ElementAt(rounds / 2), without.Order().ElementAt(rounds / 2));
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{what}: {row:0.000} ms with row-level security, {plain:0.000} ms without: {(row / plain) - 1:+0.0%;-0.0%} (best rounds {with.Min():0.000} and {without.Min():0.000}: {(with.Min() / without.Min()) - 1:+0.0%;-0.0%})"));
    }

    private static async Task<double> TimeAsync(Func<IDatabaseTransaction, NpgsqlCommand> query, IDatabaseTransaction transaction, int times, CancellationToken cancellationToken)
    {
        var (began, rows) = (Stopwatch.GetTimestamp(), 0);
        for (var i = 0; i < times; i++)
        {
            await using var command = query(transaction);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) rows++;
        }

        if (rows < times * 51) throw new InvalidOperationException("The query does not find its rows.");
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds / times;
    }

    private static NpgsqlCommand Page(IDatabaseTransaction transaction)
    {
        var request = new TransactionPageRequest(new TransactionFilter(), TransactionOrder.NewestFirst, null, 50, null, AsKnown: false);
        var asked = TransactionPageSql.Rows(transaction.Tenant, request, request.Start, [.. Enumerable.Range(0, Accounts).Select(i => new Spot(Account(i), long.MaxValue))]);
        var command = new NpgsqlCommand(asked.CommandText, transaction.Connection);
        foreach (NpgsqlParameter parameter in asked.Parameters) command.Parameters.Add(parameter.Clone());
        return command;
    }

    private static NpgsqlCommand Values(IDatabaseTransaction transaction) =>
        new("select minute, value, complete from portfolio.valuation_minute where tenant_id = $1 and portfolio_id = $2 and minute >= '2026-03-02' and minute < '2026-03-03' order by minute", transaction.Connection)
        { Parameters = { new() { Value = Tenant.Value }, new() { Value = Portfolio } } };

    private static Guid Account(int i) => DerivedId.Of("bench", $"row security {i}");

    /// <summary>100,000 transactions of the tenant and as many of ten others, a week of its values and of theirs; hashes are no hashes, nobody verifies them here.</summary>
    private static async Task FillAsync(TestDatabase database)
    {
        for (var i = 0; i < Accounts; i++) await database.ExecuteAsync(Rows(Tenant.Value, Account(i), 20_000));
        for (var i = 0; i < 10; i++) await database.ExecuteAsync(Rows(DerivedId.Of("bench", $"other {i}"), Account(100 + i), 10_000));
        await database.ExecuteAsync($"""
            insert into portfolio.valuation_minute
            select t, p, '2026-03-01'::timestamptz + m * interval '1 minute', 'fiat:usd', 1000 + m, true
            from (values ('{Tenant}'::uuid, '{Portfolio}'::uuid), (gen_random_uuid(), gen_random_uuid()), (gen_random_uuid(), gen_random_uuid())) as v(t, p), generate_series(0, 10080) m;
            analyze;
            """);
    }

    private static string Rows(Guid tenant, Guid account, int count) => $"""
        with made as (
          insert into portfolio.ledger_entry
          select '{tenant}', '{account}', n, sha256(n::text::bytea), gen_random_uuid(), 0, 'kraken', 'ledgers', 'T' || n, 1, '2024-01-01'::timestamptz + n * interval '53 minutes', 1, 0, n,
            array['BTC', 'USD', 'USD'], array['BTC', 'USD', 'USD'], array[0.5, -30000, -12], array[0, 0, 1]::smallint[], 'O' || n, 'XBTUSD', null, null, array['maker'], null, null, null, null, null,
            sha256('page'), 1, gen_random_uuid(), now(), sha256('')
          from generate_series(1, {count}) n returning tenant_id, account_id, entry_id, number, time, sequence)
        insert into portfolio.transactions_current (tenant_id, account_id, entry_id, number, layer, progress, version, versions, seen, time, sequence, counts, assets)
        select tenant_id, account_id, entry_id, number, 0, 1, 1, 1, '', time, sequence, true, array['btc', 'fiat:usd', 'fiat:usd'] from made
        """;

    /// <summary>A superuser's transaction.</summary>
    private sealed class Unheld(NpgsqlConnection connection, NpgsqlTransaction transaction) : IDatabaseTransaction
    {
        public TenantId Tenant => RowSecurityBenchmark.Tenant;

        public NpgsqlConnection Connection => connection;

        public static async Task<Unheld> OpenAsync(string login, CancellationToken cancellationToken)
        {
            var connection = new NpgsqlConnection(login + ";Max Auto Prepare=30;Pooling=false");
            await connection.OpenAsync(cancellationToken);
            return new(connection, await connection.BeginTransactionAsync(cancellationToken));
        }

        public Task PublishAsync<TMessage>(TMessage message, CancellationToken cancellationToken)
            where TMessage : class, Contracts.IMessage => throw new NotSupportedException("Nothing is told here.");

        public Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);

        public Task ThenAsync(Func<CancellationToken, Task> effect, CancellationToken cancellationToken) => effect(cancellationToken);

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
