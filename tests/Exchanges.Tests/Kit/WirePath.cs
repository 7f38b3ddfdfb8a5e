using System.Text.Json;

namespace PortfolioPlatform.Exchanges.Tests.Kit;

/// <summary>Finds records in a wire body: names joined by dots, <c>*</c> for all members, <c>#</c> for all items, empty for the body itself.</summary>
public static class WirePath
{
    public static IEnumerable<JsonElement> Find(JsonElement body, string path) =>
        path.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate<string, IEnumerable<JsonElement>>([body], (found, step) => found.SelectMany(element => Step(element, step)));

    private static IEnumerable<JsonElement> Step(JsonElement element, string step) => step switch
    {
        "*" => element.EnumerateObject().Select(member => member.Value),
        "#" => element.EnumerateArray(),
        _ => [element.GetProperty(step)],
    };
}
