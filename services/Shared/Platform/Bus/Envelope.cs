using System.Text.Json.Serialization;

namespace PortfolioPlatform.Platform.Bus;

/// <summary>What travels on the bus: one message for one consumer.</summary>
/// <param name="MessageId">Identity of the message; the inbox keeps it.</param>
/// <param name="Tenant">Whose; compared with the message itself on receipt.</param>
/// <param name="Type">Name of the message type.</param>
/// <param name="OrderingKey">Messages with one key are handled in order.</param>
/// <param name="Body">The message as JSON in UTF-8.</param>
internal sealed record Envelope(Guid MessageId, Guid Tenant, string Type, string OrderingKey, [property: JsonConverter(typeof(Utf8TextJsonConverter))] ReadOnlyMemory<byte> Body);
