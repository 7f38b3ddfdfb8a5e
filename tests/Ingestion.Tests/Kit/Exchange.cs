using PortfolioPlatform.Sandbox;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Ingestion.Tests.Kit;

/// <summary>A sandbox with a fast pace of limits, and how its venues and keys are configured.</summary>
internal sealed class Exchange : IAsyncDisposable
{
    private const double Pace = 60;

    private Exchange(SandboxServer server) => Server = server;

    public SandboxServer Server { get; }

    public static async Task<Exchange> OpenAsync(TimeSpan? liveFillEvery = null, string? journal = null, DateTimeOffset? origin = null, bool perpetuals = false, bool options = false) =>
        new(await SandboxServer.StartAsync(new SandboxOptions { Perpetuals = perpetuals, Options = options, LimitPace = Pace, LiveFillEvery = liveFillEvery ?? TimeSpan.Zero, JournalPath = journal, Origin = origin }, TimeProvider.System, CancellationToken.None));

    /// <summary>Where the venues are.</summary>
    public IEnumerable<string> Addresses() => Server.Endpoints.Values.SelectMany(e => new[]
    {
        $"--Ingestion:Venues:{e.Venue}:Rest={e.Rest}", $"--Ingestion:Venues:{e.Venue}:Stream={e.Stream}", $"--Ingestion:Venues:{e.Venue}:LimitPace={Pace}",
    });

    /// <summary>Demo accounts at venues.</summary>
    public IEnumerable<string> Demo(params string[] venues) => venues.SelectMany(v => Demo(v, KeyNames.Read));

    /// <summary>A demo account with a certain key.</summary>
    public IEnumerable<string> Demo(string venue, string keyName)
    {
        var key = Server.Key(venue, keyName);
        yield return $"--Ingestion:Demo:{venue}:Key={key.Key}";
        yield return $"--Ingestion:Demo:{venue}:Secret={key.Secret.ReplaceLineEndings("\n")}";
        if (key.Passphrase is { } phrase) yield return $"--Ingestion:Demo:{venue}:Passphrase={phrase}";
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
