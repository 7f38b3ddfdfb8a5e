using System.Security.Claims;
using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL;

/// <summary>What a server allows; the defaults suit a schema whose costs nobody has measured yet.</summary>
public sealed class GraphQLOptions
{
    /// <value>Size, tokens and nesting of documents.</value>
    public ParserOptions Limits { get; set; } = ParserOptions.Default;

    /// <value>Bytes of a request's body at most.</value>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <value>How long an operation may run.</value>
    public TimeSpan ExecutionTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <value>Fields inside each other at most.</value>
    public int MaxDepth { get; set; } = 25;

    /// <value>Fields an operation may answer at most, list sizes multiplied.</value>
    public int MaxComplexity { get; set; } = 100_000;

    /// <value>Aliases of a document at most.</value>
    public int MaxAliases { get; set; } = 100;

    /// <value>Documents kept ready.</value>
    public int CachedDocuments { get; set; } = 1000;

    /// <value>Requests a second of one client, and how many at once; null: no limit.</value>
    public RateLimit? RateLimit { get; set; }

    /// <value>Operations one WebSocket runs at once.</value>
    public int MaxSubscriptions { get; set; } = 64;

    /// <value>How long a WebSocket may take to say connection_init.</value>
    public TimeSpan ConnectionInitTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <value>How long a reader may take for one message before it is disconnected.</value>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <value>Silence after which a stream of events says that it lives.</value>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(12);

    /// <value>Messages a listener of a topic may fall behind; then it loses the oldest.</value>
    public int TopicBuffer { get; set; } = 256;

    /// <value>Who may ask for the schema itself.</value>
    public Func<ClaimsPrincipal, bool> AllowIntrospection { get; set; } = static _ => true;

    /// <value>Documents by SHA-256 (lower-case hex); if given, no other is run.</value>
    public IReadOnlyDictionary<string, string>? TrustedDocuments { get; set; }
}

/// <summary>What one client may ask.</summary>
/// <param name="PerSecond">Requests a second in the long run.</param>
/// <param name="Burst">Requests at once.</param>
public sealed record RateLimit(int PerSecond, int Burst);
