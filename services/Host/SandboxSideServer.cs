using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Platform.Hosting;
using PortfolioPlatform.Sandbox;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Host;

/// <summary>Runs the sandbox beside the modules and tells Ingestion where the venues are and which demo keys to use. The same settings go to a file, for hosts that run elsewhere: <c>--settings FILE</c>.</summary>
internal sealed class SandboxSideServer : ISideServer
{
    /// <summary>How much faster than documented the venues' limits refill in the demo: at their real pace two years of history take half an hour.</summary>
    private const double DemoLimitPace = 30;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public string Target => "sandbox";

    public async Task<SideServerHandle> StartAsync(SideServerContext context, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(context.DataFolder, "sandbox")).FullName;
        var options = context.Configuration.GetSection("Sandbox").Get<SandboxOptions>() ?? new();
        if (context.Configuration["Sandbox:LimitPace"] is null) options = options with { LimitPace = DemoLimitPace };
        var server = await SandboxServer.StartAsync(options with { JournalPath = Path.Combine(folder, "world.journal") }, TimeProvider.System, cancellationToken);
        var settings = Settings(server, options).ToDictionary(StringComparer.OrdinalIgnoreCase);
        await File.WriteAllTextAsync(Path.Combine(folder, "settings.json"), JsonSerializer.Serialize(settings, Readable), cancellationToken);
        return new Handle(server, settings);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Settings(SandboxServer server, SandboxOptions options)
    {
        yield return new("Sandbox:Control", server.Control.ToString());
        foreach (var (venue, endpoint) in server.Endpoints)
        {
            var key = server.Key(venue, KeyNames.Read);
            yield return new($"Ingestion:Venues:{venue}:Rest", endpoint.Rest.ToString());
            yield return new($"Ingestion:Venues:{venue}:Stream", endpoint.Stream.ToString());
            yield return new($"Ingestion:Venues:{venue}:LimitPace", options.LimitPace.ToString(CultureInfo.InvariantCulture));
            yield return new($"Ingestion:Demo:{venue}:Key", key.Key);
            yield return new($"Ingestion:Demo:{venue}:Secret", key.Secret);
            yield return new($"Ingestion:Demo:{venue}:Passphrase", key.Passphrase);
        }
    }

    private sealed class Handle(SandboxServer server, IReadOnlyDictionary<string, string?> settings) : SideServerHandle
    {
        public override IReadOnlyDictionary<string, string?> Settings => settings;

        public override TimeProvider Clock => server.Clock;

        public override ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
