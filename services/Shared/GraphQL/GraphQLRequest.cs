using System.Text.Json;

namespace PortfolioPlatform.GraphQL;

/// <summary>A request as clients send it.</summary>
/// <param name="Query">The document; null if the client names one the server knows.</param>
/// <param name="OperationName">Which operation of the document to run.</param>
/// <param name="Variables">Their values by name; undefined, null or an object.</param>
/// <param name="Extensions">What the protocol's extensions carry; undefined, null or an object.</param>
public sealed record GraphQLRequest(string? Query, string? OperationName = null, JsonElement Variables = default, JsonElement Extensions = default);
