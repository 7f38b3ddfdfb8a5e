using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>Documents named by their hash: those a client sent before (automatic persisted queries), or those the operator trusts.</summary>
internal static class PersistedDocuments
{
    public static string? Find(GraphQLRequest request, GraphQLOptions options, DocumentCache<string> known, out GraphQLError? error)
    {
        error = null;
        var hash = Hash(request.Extensions);
        if (options.TrustedDocuments is { } trusted)
        {
            if ((hash ?? (request.Query is null ? null : Sha256(request.Query))) is { } key && trusted.TryGetValue(key, out var allowed)) return allowed;
            error = new GraphQLError("Only documents registered with this server are run.", ErrorCodes.NotTrusted);
            return null;
        }
        if (hash is null)
        {
            if (request.Query is null) error = new GraphQLError("Missing query.", ErrorCodes.BadRequest);
            return request.Query;
        }
        return request.Query is null ? Known(hash, known, out error) : Remember(hash, request.Query, known, out error);
    }

    private static string? Known(string hash, DocumentCache<string> known, out GraphQLError? error)
    {
        var text = known.Find(hash);
        error = text is null ? new GraphQLError("PersistedQueryNotFound", ErrorCodes.QueryNotFound) : null;
        return text;
    }

    private static string? Remember(string hash, string text, DocumentCache<string> known, out GraphQLError? error)
    {
        var same = Sha256(text) == hash;
        error = same ? null : new GraphQLError("provided sha does not match query", ErrorCodes.BadRequest);
        if (!same) return null;
        known.Add(hash, text);
        return text;
    }

    private static string? Hash(JsonElement extensions) =>
        extensions.ValueKind == JsonValueKind.Object && extensions.TryGetProperty("persistedQuery", out var entry) && entry.ValueKind == JsonValueKind.Object
        && entry.TryGetProperty("sha256Hash", out var hash) && hash.ValueKind == JsonValueKind.String ? hash.GetString() : null;

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
