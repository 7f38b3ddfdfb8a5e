using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PortfolioPlatform.Platform.Hosting;

/// <summary>Runs <c>Host &lt;command&gt;</c> lines.</summary>
internal static class CommandRunner
{
    private const int Usage = 2;

    private static readonly HostCommand[] Own = [FailedMessagesCommand.Command, Audit.AuditCommands.Verify, Audit.AuditCommands.Export, Keys.RotateCommand.Command, PlaceTenantCommand.Command];

    public static async Task<int> RunAsync(HostArguments arguments, HostParts parts, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        HostCommand[] commands = [.. parts.Modules.SelectMany(m => m.Commands).Concat(Own).OrderBy(c => c.Name, StringComparer.Ordinal)];
        if (arguments.Command == "help")
        {
            foreach (var known in commands) await output.WriteLineAsync(known.Usage);
            return 0;
        }

        if (commands.FirstOrDefault(c => c.Name == arguments.Command) is not { } command)
        {
            await error.WriteLineAsync($"'{arguments.Command}' is not a command: {string.Join(", ", commands.Select(c => c.Name))}.");
            return Usage;
        }

        return await command.RunAsync(new(arguments.CommandArguments, output, error, token => OpenAsync(arguments, parts, token)) { Modules = parts.Modules }, cancellationToken);
    }

    private static async Task<CommandServices> OpenAsync(HostArguments arguments, HostParts parts, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true).AddEnvironmentVariables().Build();
        var database = await DatabaseLink.OpenAsync(configuration, arguments.DataFolder, mayShare: true, TimeProvider.System, cancellationToken);
        try
        {
            if (database.Server is not null) await Database.Migrator.MigrateAsync(database.Logins, Database.MigrationSet.Of(parts.Modules), cancellationToken);
            await Database.Placement.SettleAsync(database.Places, new Dictionary<Kernel.TenantId, string>(), cancellationToken);
            await new Database.PlacePreparation(database.Places, Database.MigrationSet.Of(parts.Modules), migrates: database.Server is not null).RunAsync(cancellationToken);
            var services = new ServiceCollection();
            services.AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton(new DemoMode(false)).AddSingleton(new MarketTime(TimeProvider.System));
            PlatformServices.Add(services, configuration, database, arguments.DataFolder);
            foreach (var module in parts.Modules)
            {
                module.AddWorker(services, PlatformServices.ContextOf(module, configuration, null));
                module.AddApi(services, PlatformServices.ContextOf(module, configuration, null));
            }

            return new Opened(services.BuildServiceProvider(), database);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private sealed class Opened(ServiceProvider services, DatabaseLink database) : CommandServices
    {
        public override IServiceProvider Services => services;

        public override async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
