using System.Collections.Immutable;
using System.Text.Json;

namespace PortfolioPlatform.Portfolio.Audit.Bundles;

/// <summary>What a bundle is about: its member <c>bundle.json</c>.</summary>
/// <param name="Format"><see cref="FormatName"/>.</param>
/// <param name="Tenant">Whose.</param>
/// <param name="ExportedAt">When it was made.</param>
/// <param name="Accounts">Accounts whose whole chains are in it.</param>
/// <param name="Entries">Transactions whose raw pages are in it; null for all.</param>
internal sealed record BundleIndex(string Format, Guid Tenant, DateTimeOffset ExportedAt, ImmutableArray<Guid> Accounts, ImmutableArray<Guid>? Entries)
{
    public const string FormatName = "portfolio-bundle/1";
    public const string Member = "bundle.json";
    public const string Manifest = "MANIFEST";
    public const string Heads = "heads.jsonl";

    public static string LedgerOf(Guid account) => $"accounts/{account}/ledger.jsonl";

    public static string PagesOf(Guid account) => $"accounts/{account}/pages.jsonl";

    public static string BodyOf(Guid page) => $"pages/{page}.raw";

    public static string MetadataOf(Guid page) => $"pages/{page}.metadata.json";

    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}

/// <summary>A raw page of a bundle: a line of <c>accounts/ID/pages.jsonl</c>. Its bytes are <c>pages/ID.raw</c>.</summary>
/// <param name="Page">Its id, as rows name it.</param>
/// <param name="Venue">Who sent it.</param>
/// <param name="Endpoint">Which endpoint, as <c>Host map</c> takes it.</param>
/// <param name="Request">What was asked, without secrets.</param>
/// <param name="FetchedAt">When it was answered.</param>
/// <param name="Sha256">Of its bytes, as the rows' hashes cover it.</param>
/// <param name="HasMetadata">Whether <c>pages/ID.metadata.json</c> is what the mapper read beside it.</param>
internal sealed record BundlePage(Guid Page, string Venue, string Endpoint, string Request, DateTimeOffset FetchedAt, string Sha256, bool HasMetadata)
{
    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
