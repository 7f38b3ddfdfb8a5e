using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform.Bus;
using PortfolioPlatform.Platform.Hosting;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Bus;

public sealed class FailureTests
{
    private readonly Recorder _recorder = new();
    private bool _broken = true;

    [Fact]
    public async Task A_message_no_attempt_can_apply_is_put_aside_seen_in_health_and_offered_again_on_demand()
    {
        _recorder.OnHandle = m => { if (_broken && m.Name == "bad") throw new InvalidOperationException("cannot be applied"); };
        await using var host = await PlatformTestHost.StartAsync(Module());
        await PublishAsync(host, "bad");
        await PublishAsync(host, "good");

        await Eventually.HoldsAsync(async () => await host.Database.ScalarAsync<long>("select count(*) from platform.failed_messages") == 1, "put aside", TimeSpan.FromSeconds(60));
        await Eventually.HoldsAsync(() => _recorder.Seen.Count == 3, "the rest goes on");
        using var client = new HttpClient();
        Assert.Contains("could not be applied", await client.GetStringAsync(new Uri($"{host.Url}/health")), StringComparison.Ordinal);

        _broken = false;
        Assert.Contains("InvalidOperationException: cannot be applied", await CommandAsync(host, "failed-messages"), StringComparison.Ordinal);
        Assert.Contains("1 messages are offered again", await CommandAsync(host, "failed-messages", "retry"), StringComparison.Ordinal);
        await Eventually.HoldsAsync(() => _recorder.Seen.Count(s => s.Message.Name == "bad") == 2, "applied by the one that failed, not again by the other");
        Assert.Single(_recorder.Seen, s => s is { Consumer: "first", Message.Name: "bad" });
    }

    [Fact]
    public async Task A_message_that_fails_twice_is_applied_at_the_third_attempt()
    {
        var left = 2;
        _recorder.OnHandle = _ => { if (left-- > 0) throw new InvalidOperationException("not yet"); };
        await using var host = await PlatformTestHost.StartAsync(Module());
        await PublishAsync(host, "late");
        await Eventually.HoldsAsync(() => _recorder.Seen.Count == 2, "applied");
        Assert.Equal(0, await host.Database.ScalarAsync<long>("select count(*) from platform.failed_messages"));
    }

    [Fact]
    public async Task A_message_in_an_envelope_of_another_tenant_is_put_aside()
    {
        await using var host = await PlatformTestHost.StartAsync(Module());
        var foreign = MessageJson.Write(new AccountChanged(DemoTenant.Tenant, DemoTenant.Account("kraken"), DemoTenant.Holding, "kraken", "stolen", Removed: false));
        await host.Database.ExecuteAsync($"insert into platform.outbox (tenant_id, message_id, type, ordering_key, body) values ('{Guid.CreateVersion7()}', '{Guid.CreateVersion7()}', 'AccountChanged', 'k', '{Encoding.UTF8.GetString(foreign)}')");
        await Eventually.HoldsAsync(async () => await host.Database.ScalarAsync<long>("select count(*) from platform.failed_messages") == 2, "put aside for both", TimeSpan.FromSeconds(60));
        Assert.Empty(_recorder.Seen);
    }

    [Fact]
    public async Task The_inbox_forgets_what_is_long_gone_and_keeps_the_rest()
    {
        await using var host = await PlatformTestHost.StartAsync(Module());
        await PublishAsync(host, "young");
        await Eventually.HoldsAsync(() => _recorder.Seen.Count == 2, "applied");
        await host.Database.ExecuteAsync($"insert into platform.inbox values ('{DemoTenant.Tenant}', 'first', '{Guid.CreateVersion7()}', now() - interval '31 days')");
        var upkeep = host.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<InboxUpkeep>().Single();
        Assert.Equal(1, await upkeep.PruneAsync(CancellationToken.None));
        Assert.Equal(2, await host.Database.ScalarAsync<long>("select count(*) from platform.inbox"));
    }

    [Fact]
    public async Task The_bus_reports_its_use_to_nobody()
    {
        await using var host = await PlatformTestHost.StartAsync(Module());
        Assert.False(host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<MassTransit.UsageTelemetryOptions>>().Value.Enabled);
    }

    private static async Task PublishAsync(PlatformTestHost host, string name)
    {
        await using var transaction = await host.Transactions.BeginAsync(DemoTenant.Tenant, CancellationToken.None);
        await transaction.PublishAsync(new AccountChanged(DemoTenant.Tenant, DemoTenant.Account("kraken"), DemoTenant.Holding, "kraken", name, Removed: false), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static async Task<string> CommandAsync(PlatformTestHost host, params string[] words)
    {
        var output = new StringWriter();
        var context = new CommandContext([.. words.Skip(1)], output, output, _ => Task.FromResult<CommandServices>(new Borrowed(host.Services)));
        Assert.Equal(0, await FailedMessagesCommand.Command.RunAsync(context, CancellationToken.None));
        return output.ToString();
    }

    private TestModule Module() => new("probe", services => services
        .AddSingleton(_recorder)
        .AddMessageHandler<AccountChanged, FirstHandler>("first")
        .AddMessageHandler<AccountChanged, SecondHandler>("second"));

    private sealed class Borrowed(IServiceProvider services) : CommandServices
    {
        public override IServiceProvider Services => services;

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
