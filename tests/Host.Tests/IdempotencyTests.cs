using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.Host.Tests;

/// <summary>Every mutation repeats its first answer for its key, and refuses the key for anything else.</summary>
public sealed class IdempotencyTests(AuditedHost host) : IClassFixture<AuditedHost>
{
    [Fact]
    public async Task Every_mutation_of_the_schema_repeats_its_first_answer_byte_for_byte_and_refuses_its_key_for_other_content()
    {
        var wrong = new List<string>();
        var mutations = SampleInputs.Schema().MutationType!.Fields.Values.ToArray();
        Assert.True(mutations.Length >= 20);
        foreach (var mutation in mutations)
        {
            var (type, input) = (mutation.Argument("input")!.Type, SampleInputs.Of(mutation.Argument("input")!.Type));
            var query = $"mutation($input: {type}) {{ {mutation.Name}(input: $input) {{ {Everything(mutation)} }} }}";
            var (first, again) = (await AskAsync(query, input), await AskAsync(query, input));
            if (WithoutSecret(first) != WithoutSecret(again)) wrong.Add($"{mutation.Name}: {first} then {again}");
            if (!first.Contains($"\"data\":{{\"{mutation.Name}\":{{", StringComparison.Ordinal)) wrong.Add($"{mutation.Name}: {first}");
            if (SampleInputs.Other(type, input) is not { } other) continue;
            var refused = await AskAsync(query, other);
            if (!refused.Contains("\"IdempotencyKeyReusedError\"", StringComparison.Ordinal)) wrong.Add($"{mutation.Name} with other content: {refused}");
            if (await AskAsync(query, input) is var last && last != again) wrong.Add($"{mutation.Name} afterwards: {last}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_secret_stands_in_the_first_answer_and_in_no_other_one()
    {
        const string Create = "mutation($input: CreateApiClientInput!) { createApiClient(input: $input) { client { id } secret errors { code } } }";
        var input = new JsonObject { ["idempotencyKey"] = "made once", ["name"] = "reporting", ["role"] = "analyst" };
        var (first, again) = (JsonNode.Parse(await AskAsync(Create, input))!["data"]!["createApiClient"]!, JsonNode.Parse(await AskAsync(Create, input))!["data"]!["createApiClient"]!);
        Assert.Equal(((string?)first["client"]!["id"], true, (string?)null), ((string?)again["client"]!["id"], first["secret"] is not null, (string?)again["secret"]));
        Assert.Equal(0, await host.Database.ScalarAsync<long>($"select count(*) from platform.idempotency_key where position('{(string)first["secret"]!}' in answer) > 0"));
    }

    [Fact]
    public async Task An_answer_is_kept_with_who_asked_and_a_hash_of_what_for_seven_days()
    {
        const string Pause = "mutation($input: ChangeAccountInput!) { pauseAccount(input: $input) { errors { __typename } } }";
        JsonObject Input() => new() { ["idempotencyKey"] = "a week", ["accountId"] = Guid.Empty.ToString() };
        await AskAsync(Pause, Input());
        Assert.Equal(1, await host.Database.ScalarAsync<long>("select count(*) from platform.idempotency_key where key = 'a week' and length(actor) > 0 and length(request_hash) = 32 and answer like '%NOT_FOUND%'"));
        var other = Input();
        other["accountId"] = Guid.NewGuid().ToString();
        await host.Database.ExecuteAsync("update platform.idempotency_key set created_at = now() - interval '6 days 23 hours' where key = 'a week'");
        Assert.Contains("IdempotencyKeyReusedError", await AskAsync(Pause, other), StringComparison.Ordinal);
        await host.Database.ExecuteAsync("update platform.idempotency_key set created_at = now() - interval '7 days 1 hour' where key = 'a week'");
        Assert.Contains("\"NotFoundError\"", await AskAsync(Pause, other), StringComparison.Ordinal);
    }

    /// <summary>The errors in full, and every leaf of what else the payload tells.</summary>
    private static string Everything(FieldDefinition mutation) => string.Join(' ', ((CompositeType)mutation.Type.Named).Fields.Values.Select(f => f.Type.Named switch
    {
        InterfaceType { Name: "UserError" } => $"{f.Name} {{ __typename code message advice }}",
        CompositeType item => $"{f.Name} {{ {string.Join(' ', item.Fields.Values.Where(i => i.Type.Named is not CompositeType && i.Arguments.Count == 0).Select(i => i.Name))} }}",
        _ => f.Name,
    }));

    private static string WithoutSecret(string answer)
    {
        var json = JsonNode.Parse(answer)!;
        foreach (var (_, payload) in json["data"]?.AsObject() ?? []) (payload as JsonObject)?.Remove("secret");
        return json.ToJsonString();
    }

    private async Task<string> AskAsync(string query, JsonNode input) =>
        await (await host.Http.PostAsJsonAsync("/graphql", new { query, variables = new { input } })).Content.ReadAsStringAsync();
}
