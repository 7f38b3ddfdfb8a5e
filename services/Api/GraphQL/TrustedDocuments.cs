using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Api.GraphQL;

/// <summary>The list of documents an operator allows: a JSON object of texts, as generators of clients write it. Each is known by its hash, whatever the list calls it.</summary>
internal static class TrustedDocuments
{
    /// <exception cref="StartupException">There is no such list.</exception>
    public static IReadOnlyDictionary<string, string> Read(string file)
    {
        try
        {
            var listed = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(file)) ?? [];
            return listed.Values.Distinct(StringComparer.Ordinal).ToDictionary(text => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), StringComparer.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartupException($"{file} (api:GraphQL:TrustedDocuments) is no JSON file with an object of GraphQL documents.", error);
        }
    }
}
