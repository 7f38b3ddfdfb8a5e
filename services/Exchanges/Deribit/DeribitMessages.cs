using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Deribit;

/// <summary>Messages of the stream, which is JSON-RPC both ways.</summary>
internal static class DeribitMessages
{
    private const int LoginId = 1, SubscribeId = 2, TestId = 3, AgainId = 4;

    /// <summary>How a stream is kept: the venue answers a test every fifteen seconds.</summary>
    public static VenueSocketOptions Options(Uri address, ImmutableArray<string> hello) => new(address) { Hello = hello, Costs = DeribitLimits.Call, Ping = () => Call(TestId, "public/test", _ => { }) };

    /// <summary>Logs a connection in.</summary>
    public static string Login(VenueCredentials credentials, string time, string nonce) => Call(LoginId, "public/auth", json =>
    {
        json.WriteString("grant_type", "client_signature");
        json.WriteString("client_id", credentials.Key);
        json.WriteNumber("timestamp", long.Parse(time, System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("nonce", nonce);
        json.WriteString("data", "");
        json.WriteString("signature", DeribitSigner.Grant(credentials.SecretToSign(), time, nonce));
    });

    /// <summary>Subscribes to channels.</summary>
    public static string Subscribe(bool isPrivate, IEnumerable<string> channels) => Channels(SubscribeId, isPrivate ? "private/subscribe" : "public/subscribe", channels);

    /// <summary>Leaves channels, so that subscribing again begins with a whole state.</summary>
    public static string Leave(IEnumerable<string> channels) => Channels(AgainId, "public/unsubscribe", channels);

    /// <summary>Channel and data of a notification; null of anything else.</summary>
    public static (string Channel, JsonElement Data)? Notification(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("method", out var method) || WireJson.Text(method) != "subscription") return null;
            return root.TryGetProperty("params", out var told) && told.TryGetProperty("channel", out var channel) && told.TryGetProperty("data", out var data) ? (WireJson.Text(channel), data.Clone()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a message refuses what was asked: a login, a subscription.</summary>
    public static bool IsRefusal(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error", out _);
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static string Channels(int id, string method, IEnumerable<string> channels) => Call(id, method, json =>
    {
        json.WriteStartArray("channels");
        foreach (var channel in channels) json.WriteStringValue(channel);
        json.WriteEndArray();
    });

    private static string Call(int id, string method, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            json.WriteNumber("id", id);
            json.WriteString("method", method);
            json.WriteStartObject("params");
            write(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
