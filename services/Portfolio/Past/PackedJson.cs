using System.IO.Compression;
using System.Text.Json;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>Deflated JSON: how states of the past are stored.</summary>
internal static class PackedJson
{
    public static byte[] Pack<T>(T value)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest)) JsonSerializer.Serialize(deflate, value);
        return packed.ToArray();
    }

    public static T Unpack<T>(byte[] body)
    {
        using var deflate = new DeflateStream(new MemoryStream(body), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(deflate)!;
    }
}
