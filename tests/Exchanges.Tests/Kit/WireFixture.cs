using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Tests.Kit;

/// <summary>
/// One documented answer or message: <c>{"source": where the shape is documented, "unread": [members the wire record leaves out on purpose], "body": the wire}</c>.
/// Shapes are the venue's, values are our own.
/// </summary>
public sealed record WireFixture(string Source, IReadOnlySet<string> Unread, JsonElement Body, byte[] Bytes)
{
    /// <summary>Reads <c>Fixtures/{venue}/{name}.json</c>.</summary>
    public static WireFixture Load(string venue, string name, [CallerFilePath] string here = "")
    {
        var text = File.ReadAllText(PathOf(venue, name));
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement.Clone();
        var unread = root.TryGetProperty("unread", out var list) ? list.EnumerateArray().Select(item => item.GetString()!).ToHashSet() : [];
        var body = root.GetProperty("body");
        return new WireFixture(root.GetProperty("source").GetString()!, unread, body, Encoding.UTF8.GetBytes(body.GetRawText()));
    }

    /// <summary>Where fixtures lie beside the test assembly.</summary>
    public static string PathOf(string venue, string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", venue, name + ".json");

    /// <summary>
    /// Every member of the wire is in the record with its value, and every property of the record is on the wire
    /// (unless the record serves several endpoints and <paramref name="isExact"/> is false).
    /// </summary>
    public void AssertReads(JsonElement wire, object? record, JsonTypeInfo type, string at = "$", bool isExact = true)
    {
        if (record is null) { Assert.True(wire.ValueKind == JsonValueKind.Null, at + " was not read"); return; }
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object: AssertObject(wire, record, type, at, isExact); break;
            case JsonTypeInfoKind.Enumerable: AssertItems(wire, (IEnumerable)record, type, at); break;
            case JsonTypeInfoKind.Dictionary: AssertEntries(wire, (IDictionary)record, type, at); break;
            default: AssertValue(wire, record, at); break;
        }
    }

    /// <summary>For wires without names (positional arrays): the expected values by property name must cover every public property of the record.</summary>
    public static void AssertProperties(object record, JsonElement expected)
    {
        foreach (var property in record.GetType().GetProperties().Where(property => property.Name != "EqualityContract"))
        {
            Assert.True(expected.TryGetProperty(property.Name, out var value), $"{property.Name} is not in the fixture");
            if (property.GetValue(record) is { } actual) AssertValue(value, actual, property.Name);
            else Assert.True(value.ValueKind == JsonValueKind.Null, property.Name + " was not read");
        }
    }

    private void AssertObject(JsonElement wire, object record, JsonTypeInfo type, string at, bool isExact)
    {
        foreach (var member in wire.EnumerateObject().Where(member => !Unread.Contains(member.Name)))
        {
            var property = type.Properties.FirstOrDefault(property => property.Name == member.Name);
            Assert.True(property is not null, $"{at}.{member.Name} is not read by {type.Type.Name}");
            AssertReads(member.Value, property!.Get!(record), type.Options.GetTypeInfo(property.PropertyType), at + "." + member.Name);
        }

        foreach (var property in type.Properties.Where(property => isExact && !property.IsExtensionData))
            Assert.True(wire.TryGetProperty(property.Name, out _), $"{at}.{property.Name} is not in the fixture");
    }

    private void AssertItems(JsonElement wire, IEnumerable items, JsonTypeInfo type, string at)
    {
        var read = items.Cast<object?>().ToList();
        Assert.Equal(wire.GetArrayLength(), read.Count);
        for (var i = 0; i < read.Count; i++) AssertReads(wire[i], read[i], type.Options.GetTypeInfo(read[i]?.GetType() ?? typeof(object)), $"{at}[{i}]");
    }

    private void AssertEntries(JsonElement wire, IDictionary entries, JsonTypeInfo type, string at)
    {
        Assert.Equal(wire.EnumerateObject().Count(), entries.Count);
        foreach (var member in wire.EnumerateObject())
        {
            var value = entries[member.Name];
            AssertReads(member.Value, value, type.Options.GetTypeInfo(value?.GetType() ?? typeof(object)), $"{at}.{member.Name}");
        }
    }

    private static void AssertValue(JsonElement wire, object actual, string at)
    {
        var (expected, read) = actual switch
        {
            Quantity quantity => (WireJson.Quantity(wire).ToString(), quantity.ToString()),
            JsonElement element => (wire.GetRawText(), element.GetRawText()),
            bool flag => (wire.GetBoolean().ToString(), flag.ToString()),
            DateTimeOffset time => (wire.GetDateTimeOffset().ToString("O", CultureInfo.InvariantCulture), time.ToString("O", CultureInfo.InvariantCulture)),
            _ => (WireJson.Text(wire), Convert.ToString(actual, CultureInfo.InvariantCulture)),
        };
        Assert.True(expected == read, $"{at}: {expected} on the wire, {read} in the record");
    }
}
