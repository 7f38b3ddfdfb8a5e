using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Types;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Host.Tests;

/// <summary>The API's schema is a contract: it is kept as a file, and a change of it is seen in review.</summary>
public sealed class SchemaTests
{
    internal static Schema Schema()
    {
        using var services = Services();
        return services.GetRequiredService<RequestExecutor>().Schema;
    }

    /// <summary>The API of all modules as it is configured by default, without anything behind it.</summary>
    internal static ServiceProvider Services()
    {
        var services = new ServiceCollection().AddLogging();
        var configuration = new ConfigurationBuilder().Build();
        foreach (var module in Product.Parts.Modules) module.AddApi(services, new ModuleContext(configuration.GetSection(module.Name), null));
        return services.BuildServiceProvider();
    }

    [Fact]
    public async Task The_schema_is_the_one_in_the_file()
    {
        var printed = SchemaPrinter.Print(Schema());
        Assert.Equal(await Snapshot.ReadAsync("../../services/Api/schema.graphql", printed), printed);
    }

    [Fact]
    public void Every_field_and_argument_says_what_it_means_and_no_root_is_open()
    {
        var schema = Schema();
        var own = schema.Types.Values.Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal)).ToArray();
        var silent = own.OfType<FieldsType>().SelectMany(t => t.Fields.Values.Where(f => f.Description is null).Select(f => $"{t}.{f.Name}"))
            .Concat(own.OfType<FieldsType>().SelectMany(t => t.Fields.Values.SelectMany(f => f.Arguments.Where(a => a.Description is null && a.Name != "input").Select(a => $"{t}.{f.Name}({a.Name}:)"))))
            .Concat(own.OfType<InputObjectType>().SelectMany(t => t.Fields.Values.Where(f => f.Description is null).Select(f => $"{t}.{f.Name}")));
        Assert.Empty(silent);
        ObjectType[] roots = [schema.QueryType, schema.MutationType!, schema.SubscriptionType!];
        Assert.DoesNotContain(roots.SelectMany(r => r.Fields.Values), f => f.Policy is null);
        Assert.All(schema.MutationType!.Fields.Values, f => Assert.Contains(f.Policy!, Permission.All.Append(Permission.ReadPart)));
        Assert.All(schema.MutationType.Fields.Values, f => Assert.Contains("idempotencyKey", ((InputObjectType)f.Arguments[0].Type.Named).Fields.Keys));
    }

    [Fact]
    public void Every_mutation_answers_a_payload_with_typed_errors()
    {
        var schema = Schema();
        Assert.All(schema.MutationType!.Fields.Values, f => Assert.Equal("[UserError!]!", ((ObjectType)f.Type.Named).Fields["errors"].Type.ToString()));
        var kinds = schema.Types.Values.OfType<ObjectType>().Where(t => t.Interfaces.Any(i => i.Name == "UserError")).ToArray();
        Assert.Equal(7, kinds.Length);
        Assert.All(kinds, k => Assert.Equal(["advice", "code", "message"], k.Fields.Keys.Order(StringComparer.Ordinal)));
    }
}
