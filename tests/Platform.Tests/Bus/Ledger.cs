using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Bus;

/// <summary>A small product: facts are written and told; two consumers write an effect for each.</summary>
internal static class Ledger
{
    public static TestModule Module { get; } = new("probe", services => services
        .AddMessageHandler<AccountChanged, WriteFirst>("first")
        .AddMessageHandler<AccountChanged, WriteSecond>("second"));

    public static async Task<TestDatabase> CreateDatabaseAsync()
    {
        var database = await PostgresFixture.CreateAsync(Module);
        await database.ExecuteAsync("""
            create table fact (tenant_id uuid not null, name text primary key);
            create table effect (id bigint generated always as identity, consumer text, key text, name text);
            grant all on fact, effect to portfolio_app
            """);
        return database;
    }

    /// <summary>Writes facts n of one key, in order, trying again whenever the connection dies.</summary>
    public static async Task RecordAsync(IDatabase database, string venue, int count)
    {
        for (var n = 0; n < count;)
        {
            try
            {
                await RecordAsync(database, venue, $"{venue}-{n:0000}");
                n++;
            }
            catch (NpgsqlException)
            {
                // The database was taken away; whether it had committed is found out by trying again.
            }
        }
    }

    /// <summary>Every fact had its effect once for each consumer, in the order of its key, and nothing is left over.</summary>
    public static async Task AssertEachFactTookEffectOnceAsync(TestDatabase database, int facts, TimeSpan? longest = null)
    {
        await Eventually.HoldsAsync(async () => await database.ScalarAsync<long>("select count(*) from platform.outbox") == 0, "outbox empty", longest);
        await Eventually.HoldsAsync(async () => await database.ScalarAsync<long>("select count(distinct (consumer, name)) from effect") >= facts * 2, "effects there", longest);
        Assert.Equal(facts, await database.ScalarAsync<long>("select count(*) from fact"));
        Assert.Equal(facts * 2, await database.ScalarAsync<long>("select count(*) from effect"));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from (select name < lag(name) over (partition by consumer, key order by id) as back from effect) t where back"));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from platform.failed_messages"));
    }

    /// <summary>Ends every connection of the product, wherever it stands.</summary>
    public static Task CutConnectionsAsync(TestDatabase database) =>
        database.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");

    private static async Task RecordAsync(IDatabase database, string venue, string name)
    {
        await using var transaction = await database.BeginAsync(DemoTenant.Tenant, CancellationToken.None);
        await using var command = new NpgsqlCommand("insert into public.fact (tenant_id, name) values ($1, $2) on conflict do nothing", transaction.Connection)
        {
            Parameters = { new() { Value = DemoTenant.Tenant.Value }, new() { Value = name } },
        };
        if (await command.ExecuteNonQueryAsync() == 0) return;
        await transaction.PublishAsync(new AccountChanged(DemoTenant.Tenant, DemoTenant.Account(venue), DemoTenant.Holding, venue, name, Removed: false), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    internal sealed class WriteFirst : Write
    {
        protected override string Consumer => "first";
    }

    internal sealed class WriteSecond : Write
    {
        protected override string Consumer => "second";
    }

    internal abstract class Write : IMessageHandler<AccountChanged>
    {
        protected abstract string Consumer { get; }

        public async Task HandleAsync(AccountChanged message, IDatabaseTransaction transaction, CancellationToken cancellationToken)
        {
            await using var command = new NpgsqlCommand("insert into public.effect (consumer, key, name) values ($1, $2, $3)", transaction.Connection)
            {
                Parameters = { new() { Value = Consumer }, new() { Value = message.Venue }, new() { Value = message.Name } },
            };
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
