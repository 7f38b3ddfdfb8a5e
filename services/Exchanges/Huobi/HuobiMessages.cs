using System.Text;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Huobi;

/// <summary>Writing stream messages.</summary>
internal static class HuobiMessages
{
    /// <summary>A JSON object.</summary>
    public static string Object(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The login of the private stream; the signature is plain inside JSON.</summary>
    public static string Login(VenueCredentials credentials, Uri address, DateTimeOffset now) => Object(json =>
    {
        json.WriteString("action", "req");
        json.WriteString("ch", "auth");
        json.WriteStartObject("params");
        json.WriteString("authType", "api");
        json.WriteString("accessKey", credentials.Key);
        json.WriteString("signatureMethod", "HmacSHA256");
        json.WriteString("signatureVersion", "2.1");
        json.WriteString("timestamp", HuobiSigner.Time(now));
        json.WriteString("signature", HuobiSigner.SignStream(credentials.Key, credentials.SecretToSign(), address.Authority, address.AbsolutePath, now));
        json.WriteEndObject();
    });

    /// <summary>A subscription of the private stream.</summary>
    public static string Subscribe(string channel) => Object(json =>
    {
        json.WriteString("action", "sub");
        json.WriteString("ch", channel);
    });

    /// <summary>The answer to a ping of the private stream.</summary>
    public static string Pong(JsonElement ping) => Object(json =>
    {
        json.WriteString("action", "pong");
        json.WritePropertyName("data");
        if (ping.TryGetProperty("data", out var data)) data.WriteTo(json);
        else json.WriteNullValue();
    });
}
