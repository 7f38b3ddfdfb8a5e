using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.Platform.Database;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Platform.Telemetry;

namespace PortfolioPlatform.Platform.Hosting;

/// <summary>Builds and runs the host for a set of targets.</summary>
public static class PlatformHost
{
    private const string DefaultUrl = "http://127.0.0.1:5080";
    private const int Failed = 1;

    /// <summary>Runs a command or the targets until stopped; failures a person can mend are one line on standard error.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, HostParts parts, CancellationToken cancellationToken)
    {
        try
        {
            var arguments = HostArguments.Parse(words);
            if (arguments.Command is not null) return await CommandRunner.RunAsync(arguments, parts, Console.Out, Console.Error, cancellationToken);
            await using var host = await StartAsync(words, parts, cancellationToken);
            if (host.Url is null) return 0;
            var first = await host.FirstAddressAsync(cancellationToken);
            await Console.Out.WriteLineAsync($"PortfolioPlatform is ready at {first}");
            if (first.AbsolutePath != "/") await Console.Out.WriteLineAsync("Open it within the hour: it signs in once. For another link: Host login-link");
            return await host.RunUntilStoppedAsync(cancellationToken);
        }
        catch (StartupException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return Failed;
        }
        catch (PlaceAwayException away)
        {
            await Console.Error.WriteLineAsync($"The database '{away.Place}' does not answer: {away.Why}");
            return Failed;
        }
    }

    /// <summary>Starts the targets and returns when they answer.</summary>
    /// <exception cref="StartupException">It cannot start, for a reason a person can mend.</exception>
    public static async Task<RunningHost> StartAsync(IReadOnlyList<string> words, HostParts parts, CancellationToken cancellationToken)
    {
        var arguments = HostArguments.Parse(words);
        var selection = new TargetSelection(arguments, parts);
        var resources = new ResourceStack();
        try
        {
            var builder = CreateBuilder(arguments);
            LoopbackGuard.RequireLoopback(UrlsOf(builder.Configuration), builder.Configuration);
            SharedParts.Require(selection, builder.Configuration);
            var database = selection.NeedsDatabase ? await OpenDatabaseAsync(selection, arguments, builder.Configuration, parts, resources, cancellationToken) : null;
            if (selection.OnlyMigrates) return new RunningHost(null, resources, database?.Server);
            await StartSideServersAsync(selection, arguments, builder, resources, cancellationToken);
            var app = resources.Add(Build(builder, arguments, selection, parts, database));
            await ListenAsync(app, cancellationToken);
            return new RunningHost(app, resources, database?.Server);
        }
        catch
        {
            await resources.DisposeAsync();
            throw;
        }
    }

    private static WebApplicationBuilder CreateBuilder(HostArguments arguments)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = [.. arguments.Settings],
            ContentRootPath = AppContext.BaseDirectory,
        });
        // Once more the words, for what somebody types wins over what a file says.
        if (builder.Configuration["settings"] is { } file) builder.Configuration.AddJsonFile(file, optional: false).AddCommandLine([.. arguments.Settings]);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("MassTransit", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(5));
        return builder;
    }

    private static async Task<DatabaseLink> OpenDatabaseAsync(TargetSelection selection, HostArguments arguments, IConfiguration configuration, HostParts parts, ResourceStack resources, CancellationToken cancellationToken)
    {
        var database = resources.Add(await DatabaseLink.OpenAsync(configuration, arguments.DataFolder, mayShare: false, TimeProvider.System, cancellationToken));
        await SchemaVersion.PrepareAsync(selection, database.Logins, parts, cancellationToken);
        await Placement.SettleAsync(database.Places, DatabaseSwitch.ReadPlacement(configuration), cancellationToken);
        if (selection.Migrates) await SharedRows.ForgetOthersAsync(database.Places, cancellationToken);
        await PreparationOf(selection, parts, database).RunAsync(cancellationToken);
        if (selection.OnlyMigrates && database.Places.Placed.FirstOrDefault(p => p.Away is not null) is { } away) throw new StartupException($"The database '{away.Name}' was not migrated: {away.Away}");
        return database;
    }

    private static PlacePreparation PreparationOf(TargetSelection selection, HostParts parts, DatabaseLink database) => new(database.Places, MigrationSet.Of(parts.Modules), selection.Migrates);

    private static async Task StartSideServersAsync(TargetSelection selection, HostArguments arguments, WebApplicationBuilder builder, ResourceStack resources, CancellationToken cancellationToken)
    {
        var clock = new MarketTime(TimeProvider.System);
        foreach (var server in selection.SideServers)
        {
            var running = resources.Add(await server.StartAsync(new(arguments.DataFolder, builder.Configuration), cancellationToken));
            builder.Configuration.AddInMemoryCollection(running.Settings);
            clock = new MarketTime(running.Clock);
        }

        builder.Services.AddSingleton(clock);
    }

    private static WebApplication Build(WebApplicationBuilder builder, HostArguments arguments, TargetSelection selection, HostParts parts, DatabaseLink? database)
    {
        if (database is not null) AddModules(builder, arguments, selection, parts, database);
        else builder.Services.AddHealthChecks();
        var app = builder.Build();
        app.Use(AnswerGuard.HandleAsync);
        LoopbackGuard.Use(app);
        app.Use(PlaceAwayGuard.HandleAsync);
        if (database is not null) SignInRegistration.Use(app);
        HealthEndpoint.Map(app);
        if (selection.HasApi)
            foreach (var module in parts.Modules) module.MapApi(app);
        return app;
    }

    private static void AddModules(WebApplicationBuilder builder, HostArguments arguments, TargetSelection selection, HostParts parts, DatabaseLink database)
    {
        PlatformServices.Add(builder.Services, builder.Configuration, database, arguments.DataFolder);
        builder.Services.AddSingleton(new DemoMode(builder.Configuration.GetValue("Demo", selection.IsAll && arguments.Demo)));
        builder.Services.AddSingleton(PreparationOf(selection, parts, database)).AddHostedService<PlaceKeeper>().AddHostedService<SharedRowsRelay>();
        if (selection.Migrates) builder.Services.AddHostedService<Audit.AnchorKeeper>();
        foreach (var (module, argument) in selection.Workers) module.AddWorker(builder.Services, PlatformServices.ContextOf(module, builder.Configuration, argument));
        if (selection.HasApi)
            foreach (var module in parts.Modules) module.AddApi(builder.Services, PlatformServices.ContextOf(module, builder.Configuration, null));
        PlatformServices.AddBus(builder.Services, builder.Configuration, database.Places, parts);
    }

    private static string UrlsOf(IConfiguration configuration) => configuration["urls"] ?? DefaultUrl;

    private static async Task ListenAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var urls = UrlsOf(app.Configuration);
        app.Urls.Clear();
        foreach (var url in urls.Split(';')) app.Urls.Add(url);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException error) when (error.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new StartupException($"The port of {urls} is taken: stop what uses it, or choose another with --port.", error);
        }
    }
}
