using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Ingestion.VenueCommands;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary><c>Host panic</c> and <c>Host enable-key</c>: the same as the API's, for when the API does not answer.</summary>
internal static class KeyCommands
{
    private static readonly string Actor = AuditAct.CommandLine;

    public static HostCommand Panic { get; } = new("panic", "panic [--tenant ID] [--reason TEXT]: disables all venue keys of a tenant; running hosts drop their sessions within two seconds", PanicAsync);

    public static HostCommand Enable { get; } = new("enable-key", "enable-key --account ID [--tenant ID]: enables the key of one account again", EnableAsync);

    private static async Task<int> PanicAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = CommandOptions.Parse(context.Arguments);
        if (TenantOf(options) is not { } tenant) return await MisusedAsync(context, Panic);
        await using var opened = await context.OpenServicesAsync(cancellationToken);
        if (!(await opened.Services.GetRequiredService<IDatabase>().ListTenantsAsync(cancellationToken)).Contains(tenant)) throw new StartupException($"There is no tenant {tenant}.");
        var stopped = await opened.Services.GetRequiredService<KeySwitch>().DisableAllAsync(tenant, options["reason"], Actor, cancellationToken);
        await context.Output.WriteLineAsync($"{stopped.Count} keys disabled");
        foreach (var account in stopped) await context.Output.WriteLineAsync($"again with: enable-key --account {account} --tenant {tenant}");
        return 0;
    }

    private static async Task<int> EnableAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = CommandOptions.Parse(context.Arguments);
        if (TenantOf(options) is not { } tenant || !Guid.TryParse(options["account"], out var account)) return await MisusedAsync(context, Enable);
        await using var opened = await context.OpenServicesAsync(cancellationToken);
        if (await opened.Services.GetRequiredService<KeySwitch>().EnableAsync(tenant, new AccountId(account), Actor, cancellationToken) is { } error) throw new StartupException(error.Message);
        await context.Output.WriteLineAsync($"account {account} enabled");
        return 0;
    }

    private static TenantId? TenantOf(CommandOptions options) => options["tenant"] is not { } text ? DemoTenant.Tenant : Guid.TryParse(text, out var id) ? new TenantId(id) : null;

    private static async Task<int> MisusedAsync(CommandContext context, HostCommand command)
    {
        await context.Error.WriteLineAsync(command.Usage);
        return 2;
    }
}
