using System.Text.Json;

namespace PortfolioPlatform.Portfolio.Audit.Bundles;

/// <summary>Finds a venue's record in a raw page by the id it is known by, without knowing the venue: the innermost JSON objects or arrays that hold the id, or most parts of one that was put together.</summary>
internal static class RawRecord
{
    private static readonly char[] Joints = [':', '#', '@', '/'];

    /// <summary>JSON pointers (RFC 6901) of the records; empty when the page is no JSON or does not hold the id.</summary>
    public static IReadOnlyList<string> Find(ReadOnlyMemory<byte> page, string nativeId)
    {
        try
        {
            using var json = JsonDocument.Parse(page);
            var found = Search(json.RootElement, [nativeId]);
            return found.Count > 0 ? found : Search(json.RootElement, [.. nativeId.Split(Joints, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)]);
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static List<string> Search(JsonElement root, string[] words)
    {
        var wanted = new HashSet<string>(words, StringComparer.OrdinalIgnoreCase);
        var found = new List<(string Pointer, int Score)>();
        Walk(root, "", null, wanted, found);
        var best = found.Count == 0 ? 0 : found.Max(f => f.Score);
        return [.. found.Where(f => f.Score == best).Select(f => f.Pointer.Length == 0 ? "/" : f.Pointer)];
    }

    /// <summary>Notes every object or array that names some of the words itself: in a value or as the name it stands under.</summary>
    private static void Walk(JsonElement element, string pointer, string? name, HashSet<string> wanted, List<(string Pointer, int Score)> found)
    {
        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) return;
        var here = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (name is not null && wanted.Contains(name)) here.Add(name);
        foreach (var (key, child) in Children(element))
        {
            if (child.ValueKind is JsonValueKind.String or JsonValueKind.Number && child.ToString() is var value && wanted.Contains(value)) here.Add(value);
            Walk(child, $"{pointer}/{key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", element.ValueKind == JsonValueKind.Object ? key : null, wanted, found);
        }

        if (here.Count > 0) found.Add((pointer, here.Count));
    }

    private static IEnumerable<(string Key, JsonElement Value)> Children(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject()) yield return (property.Name, property.Value);
            yield break;
        }

        var place = 0;
        foreach (var item in element.EnumerateArray()) yield return ((place++).ToString(System.Globalization.CultureInfo.InvariantCulture), item);
    }
}
