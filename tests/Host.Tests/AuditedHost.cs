using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.Hosting;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Host.Tests;

/// <summary>Stories that share one running host, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class AuditedHostStories : ICollectionFixture<AuditedHost>
{
    internal const string Name = "audited host";
}

/// <summary>All modules in one host with its own embedded database, without demo: commands run beside it as processes of their own, or on its services.</summary>
public sealed class AuditedHost : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();
    private RunningHost _host = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal TestDatabase Database { get; private set; } = null!;

    internal IServiceProvider Services => _host.Services;

    internal string Folder => _data.Path;

    public async Task InitializeAsync()
    {
        _host = await PlatformHost.StartAsync(["--no-demo", "--SignIn:OpenOnLoopback=true", "--port", "0", "--data", _data.Path, "--Ingestion:PublicData=false"], Product.Parts, CancellationToken.None);
        Database = TestDatabase.OfProduct(_data.Path);
        Http = new HttpClient { BaseAddress = new Uri(_host.Url!) };
        await Services.GetRequiredService<IDatabase>().EnsureTenantAsync(DemoTenant.Tenant, "Test", CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
        _data.Dispose();
    }

    /// <summary>The demo tenant's entries of an action.</summary>
    internal Task<long> EntriesAsync(string action) => Database.ScalarAsync<long>($"select count(*) from platform.audit_entry where tenant_id = '{DemoTenant.Tenant}' and action = '{action}'");

    /// <summary>Runs a command on the host's services.</summary>
    internal Task<(int Code, string Text)> RunAsync(params string[] words) => Commands.RunAsync(Services, words);

    /// <summary>Runs a command as a process of its own.</summary>
    internal async Task<(int Code, string Text)> RunBesideAsync(params string[] words)
    {
        await using var process = HostProcess.Start([.. words, "--data", _data.Path]);
        return (await process.ExitAsync(), process.Output);
    }
}

/// <summary>Runs the modules' <c>Host</c> commands on the services of a running host, or without any.</summary>
internal static class Commands
{
    public static async Task<(int Code, string Text)> RunAsync(IServiceProvider? services, params string[] words)
    {
        var command = Product.Parts.Modules.SelectMany(m => m.Commands).First(c => c.Name == words[0]);
        await using var output = new StringWriter();
        var code = await command.RunAsync(new(words[1..], output, output, _ => OpenAsync(services)) { Modules = Product.Parts.Modules }, CancellationToken.None);
        return (code, output.ToString());
    }

    private static Task<CommandServices> OpenAsync(IServiceProvider? services) =>
        Task.FromResult<CommandServices>(new Borrowed(services ?? throw new InvalidOperationException("This command must do without services.")));

    private sealed class Borrowed(IServiceProvider services) : CommandServices
    {
        public override IServiceProvider Services => services;

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
