using Npgsql;
using PortfolioPlatform.GraphQL.DataLoading;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.GraphQL;

/// <summary>What a request asks the database at once.</summary>
public sealed class RequestReadsTests : IAsyncLifetime, IBatchScheduler
{
    private static readonly TenantId Tenant = new(Guid.Parse("00000000-0000-8000-8000-0000000000af"));
    private readonly Queue<Action> _scheduled = [];
    private PlatformTestHost _host = null!;
    private RequestReads _reads = null!;

    public async Task InitializeAsync()
    {
        _host = await PlatformTestHost.StartAsync(new TestModule("probe", _ => { }));
        await _host.Transactions.EnsureTenantAsync(Tenant, "one", default);
        _reads = new RequestReads(this, _host.Transactions);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task What_is_asked_until_nothing_moves_is_one_transaction_at_the_server_and_everyone_gets_his_own_answer()
    {
        const string Turn = "select pg_backend_pid()::text || ' ' || transaction_timestamp()";
        var (first, name, second) = (AskAsync(Turn), AskAsync("select name from platform.tenants"), AskAsync(Turn));
        var both = _reads.ReadAsync(Tenant, [new NpgsqlBatchCommand("select 'a'"), new NpgsqlBatchCommand("select 'b' union all select 'c'")], async (rows, token) =>
        {
            var a = await rows.TakeAsync(r => r.GetString(0), token);
            await rows.NextResultAsync(token);
            return a.Concat(await rows.TakeAsync(r => r.GetString(0), token)).ToList();
        }, default);
        var last = AskAsync("select current_setting('role') || ' ' || current_setting('app.tenant')");
        _scheduled.Dequeue()();
        Assert.Empty(_scheduled);
        Assert.Equal(await first, await second);
        Assert.Equal(["one"], await name);
        Assert.Equal(["a", "b", "c"], await both);
        Assert.Equal([$"portfolio_app {Tenant}"], await last);
        var later = AskAsync(Turn);
        _scheduled.Dequeue()();
        Assert.NotEqual(await first, await later);
    }

    [Fact]
    public async Task Tenants_are_asked_for_apart()
    {
        var other = new TenantId(Guid.CreateVersion7());
        await _host.Transactions.EnsureTenantAsync(other, "other", default);
        var (one, two) = (AskAsync("select name from platform.tenants"), AskAsync("select name from platform.tenants", other));
        _scheduled.Dequeue()();
        Assert.Equal(["one"], await one);
        Assert.Equal(["other"], await two);
    }

    [Fact]
    public async Task What_all_tenants_share_goes_along_with_a_tenants_own_and_alone_where_there_is_none()
    {
        const string Who = "select pg_backend_pid()::text || ' ' || transaction_timestamp() || ' ' || current_setting('role')";
        Task<List<string>> SharedAsync() => _reads.ReadSharedAsync(new NpgsqlBatchCommand(Who), r => r.GetString(0), default);
        var (shared, own) = (SharedAsync(), AskAsync(Who));
        _scheduled.Dequeue()();
        Assert.Equal(await own, await shared);
        var alone = SharedAsync();
        _scheduled.Dequeue()();
        Assert.EndsWith(" portfolio_system", (await alone)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_cannot_be_answered_takes_no_other_with_it()
    {
        var (before, bad, after) = (AskAsync("select 'before'"), AskAsync("select (1 / 0)::text"), AskAsync("select 'after'"));
        _scheduled.Dequeue()();
        Assert.Equal(["before"], await before);
        Assert.Equal(["after"], await after);
        Assert.Equal(PostgresErrorCodes.DivisionByZero, (await Assert.ThrowsAsync<PostgresException>(() => bad)).SqlState);
    }

    void IBatchScheduler.Schedule(Action dispatch) => throw new InvalidOperationException("reads come after all batches");

    void IBatchScheduler.ScheduleLast(Action dispatch) => _scheduled.Enqueue(dispatch);

    T IBatchScheduler.Get<T>() => throw new InvalidOperationException("reads need no other");

    private Task<List<string>> AskAsync(string sql, TenantId? tenant = null) => _reads.ReadAsync(tenant ?? Tenant, new NpgsqlBatchCommand(sql), r => r.GetString(0), default);
}
