using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Types;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Host.Tests;

/// <summary>What every mutation of the product's schema can be asked with.</summary>
internal static class SampleInputs
{
    /// <summary>The schema of all modules.</summary>
    public static Schema Schema()
    {
        var services = new ServiceCollection().AddLogging();
        foreach (var module in Product.Parts.Modules) module.AddApi(services, new ModuleContext(new ConfigurationBuilder().Build().GetSection(module.Name), null));
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<RequestExecutor>().Schema;
    }

    /// <summary>The smallest value a type takes, with a key of its own.</summary>
    public static JsonNode Of(GraphType type) => Sample(type, "input")!;

    /// <summary>The same with one value changed, under the same key; null where nothing but the key is asked for.</summary>
    public static JsonNode? Other(GraphType type, JsonNode input)
    {
        var fields = ((InputObjectType)type.Nullable).Fields;
        foreach (var (name, field) in fields)
        {
            if (name == "idempotencyKey" || (input[name] is not null && field.Type.Nullable is EnumType or ListType or InputObjectType)) continue;
            var copy = input.DeepClone();
            copy[name] = field.Type.Nullable is NamedType { Name: "String" } ? "another" : field.Type.Nullable is NamedType { Name: "Boolean" } ? !((bool?)input[name] ?? false) : field.Type.Nullable is NamedType { Name: "Int" } ? 2025 : Sample(field.Type, name);
            return copy;
        }

        return null;
    }

    private static JsonNode? Sample(GraphType type, string name) => type.Nullable switch
    {
        ListType => new JsonArray(),
        EnumType words => words.Members.Keys.First(),
        InputObjectType { IsOneOf: true } one => new JsonObject { [one.Fields.Keys.First()] = Sample(one.Fields.Values.First().Type, name) },
        InputObjectType input => new JsonObject(input.Fields.Where(f => f.Value.IsRequired).Select(f => KeyValuePair.Create(f.Key, Sample(f.Value.Type, f.Key)))),
        NamedType { Name: "Boolean" } => false,
        NamedType { Name: "Int" or "Long" } => 2026,
        NamedType { Name: "Float" } => 1.5,
        NamedType { Name: "Decimal" } => "1",
        NamedType { Name: "UUID" or "ID" } => Guid.NewGuid().ToString(),
        NamedType { Name: "DateTime" } => "2026-03-02T09:00:00Z",
        _ => name == "idempotencyKey" ? Guid.NewGuid().ToString() : "x",
    };
}
