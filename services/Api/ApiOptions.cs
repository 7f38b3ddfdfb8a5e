namespace PortfolioPlatform.Api;

/// <summary>Configuration section <c>api</c>.</summary>
public sealed class ApiOptions
{
    /// <summary>Folder of the built page. Default: <c>wwwroot</c> beside the executable.</summary>
    public string WebRoot { get; set; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>The WebSocket feed.</summary>
    public FeedOptions Feed { get; set; } = new();

    /// <summary>The GraphQL endpoint.</summary>
    public GraphQLLimits GraphQL { get; set; } = new();
}

/// <summary>What one client of the GraphQL endpoint may ask.</summary>
public sealed class GraphQLLimits
{
    /// <summary>Requests a second of one client in the long run. Default: 1,000.</summary>
    public int RequestsPerSecond { get; set; } = 1000;

    /// <summary>Requests of one client at once. Default: 2,000.</summary>
    public int Burst { get; set; } = 2000;

    /// <summary>Fields an operation may answer at most, list sizes multiplied. Default: 250,000.</summary>
    public int MaxComplexity { get; set; } = 250_000;

    /// <summary>Whether viewers may ask for the schema itself. Default: yes.</summary>
    public bool Introspection { get; set; } = true;

    /// <summary>In which roles they may, such as <c>owner,manager</c>. Default: in all that have the permission <c>read-schema</c>.</summary>
    public string? IntrospectionRoles { get; set; }

    /// <summary>A JSON file with the documents that are run, by SHA-256 (lower-case hex) or any other name: no other is, the page's own included. Default: all are.</summary>
    public string? TrustedDocuments { get; set; }
}

/// <summary>Limits and rhythm of the feed.</summary>
public sealed class FeedOptions
{
    /// <summary>A key that changes all the time is sent once per window. Default: 100 ms, ten updates a second.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A key that was silent this long is quiet: its first change is sent at once. Default: 300 ms.</summary>
    public TimeSpan Quiet { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Shortest time between two fan-outs, in which changes gather. Default: 5 ms.</summary>
    public TimeSpan Spacing { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Heartbeat to every client, refresh from the hot store, look for dead readers. Default: 10 s.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A reader that does not take one frame for this long is disconnected. Default: 30 s.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a topic nobody watches stays ready to be resumed. Default: 60 s.</summary>
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Most sessions at once; one more gets 503. Default: 5,000.</summary>
    public int MaxSessions { get; set; } = 5000;

    /// <summary>Most subscriptions of one session. Default: 64.</summary>
    public int MaxSubscriptions { get; set; } = 64;
}
