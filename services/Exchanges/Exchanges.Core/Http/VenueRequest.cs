using System.Collections.Immutable;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>One call of a venue's REST API, before or after signing. Nothing is percent-encoded twice: query and form values are plain text here.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Absolute path on the venue's host, such as <c>/0/private/Ledgers</c>.</param>
public sealed record VenueRequest(HttpMethod Method, string Path)
{
    /// <summary>Query parameters in the order they are sent.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>Form parameters in the order they are sent; used when <see cref="Body"/> is null.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Form { get; init; } = [];

    /// <summary>The exact body, or null.</summary>
    public string? Body { get; init; }

    /// <summary>Content type of the body.</summary>
    public string ContentType { get; init; } = "application/x-www-form-urlencoded";

    /// <summary>Extra headers.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whether the call carries the key's signature.</summary>
    public bool Signed { get; init; }

    /// <summary>What each attempt pays to the venue's rate limits.</summary>
    public ImmutableArray<RateCost> Costs { get; init; } = [];

    /// <summary>A GET.</summary>
    public static VenueRequest Get(string path) => new(HttpMethod.Get, path);

    /// <summary>A POST.</summary>
    public static VenueRequest Post(string path) => new(HttpMethod.Post, path);

    /// <summary>The same request with one more query parameter; a null value is left out.</summary>
    public VenueRequest With(string name, string? value) => value is null ? this : this with { Query = Query.Add(new(name, value)) };

    /// <summary>The same request with one more form parameter; a null value is left out.</summary>
    public VenueRequest WithForm(string name, string? value) => value is null ? this : this with { Form = Form.Add(new(name, value)) };

    /// <summary>The same request with one more header.</summary>
    public VenueRequest WithHeader(string name, string value) => this with { Headers = Headers.Add(new(name, value)) };

    /// <summary>The query as sent, without the question mark.</summary>
    public string QueryText => Encode(Query);

    /// <summary>The body as sent.</summary>
    public string BodyText => Body ?? Encode(Form);

    /// <summary>Method, path, query and form for a person; taken before signing, so it holds no signature or key.</summary>
    public override string ToString() =>
        string.Concat(Method.Method, " ", Path, Query.Length > 0 ? "?" + QueryText : "", BodyText.Length > 0 ? " " + BodyText : "");

    private static string Encode(ImmutableArray<KeyValuePair<string, string>> pairs) =>
        string.Join('&', pairs.Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value)));
}
