using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.Host.Tests.Sweep;

/// <summary>A probe for each id that any field of the schema takes, however deep in its arguments: with all it requires, and with each id that can be left out.</summary>
internal sealed class SchemaProbes(Schema schema, IReadOnlyDictionary<string, string> values)
{
    private const int Depth = 2;

    /// <summary>What the arguments are ids of, by field and argument, else by argument.</summary>
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["account.id"] = "account", ["portfolio.id"] = "portfolio", ["onPortfolio.id"] = "portfolio", ["taxReport.id"] = "report", ["closeTaxYear.reportId"] = "filedReport",
        ["apiClient.id"] = "client", ["revokeApiClient.id"] = "client", ["rotateApiClient.id"] = "client",
        ["pauseAccount.accountId"] = "spare", ["resumeAccount.accountId"] = "spare", ["rotateKey.accountId"] = "spare", ["enableKey.accountId"] = "spare", ["removeAccount.accountId"] = "spare",
        ["changePortfolio.portfolioId"] = "sparePortfolio", ["removePortfolio.portfolioId"] = "sparePortfolio", ["changeLegalEntity.legalEntityId"] = "spareEntity", ["removeLegalEntity.legalEntityId"] = "spareEntity",
        ["accountId"] = "account", ["accountIds"] = "account", ["accounts"] = "account", ["arrivedAccountId"] = "account", ["leftAccountId"] = "leavingAccount",
        ["transactionId"] = "transaction", ["transactionIds"] = "transaction", ["arrivedTransactionId"] = "transaction", ["leftTransactionId"] = "leavingTransaction",
        ["portfolioId"] = "portfolio", ["parentId"] = "portfolio", ["nodeId"] = "portfolio", ["entityId"] = "entity", ["legalEntityId"] = "entity", ["reportId"] = "report",
        ["memberId"] = "member", ["invitationId"] = "invitation", ["sessionId"] = "session",
        ["asset"] = Probe.World, ["assets"] = Probe.World, ["assetId"] = Probe.World, ["assets.ids"] = Probe.World, ["venue"] = Probe.World, ["currency"] = Probe.World,
    };

    /// <summary>Root fields that take ids, and fields below that do.</summary>
    public IEnumerable<Probe> WithIds() => Roots().SelectMany(r => Of(r.Operation, r.Field, null)).Concat(Below());

    /// <summary>Root queries and subscriptions as they are asked without any id.</summary>
    public IEnumerable<Probe> WithoutIds() =>
        from r in Roots()
        where r.Operation != "mutation" && !r.Field.Arguments.Any(a => a.IsRequired)
        select Make(r.Operation, r.Field, null, []);

    private IEnumerable<(string Operation, FieldDefinition Field)> Roots() =>
        from r in new[] { ("query", schema.QueryType), ("mutation", schema.MutationType!), ("subscription", schema.SubscriptionType!) }
        from field in r.Item2.Fields.Values
        select (r.Item1, field);

    /// <summary>Fields of other types, asked of the one root field that gives such a thing by its id.</summary>
    private IEnumerable<Probe> Below() =>
        from type in schema.Types.Values.OfType<ObjectType>()
        where type != schema.QueryType && type != schema.MutationType && type != schema.SubscriptionType && !type.Name.StartsWith("__", StringComparison.Ordinal)
        from field in type.Fields.Values
        where Positions(field).Any(p => p.Kind != Probe.World)
        from probe in Of("query", field, schema.QueryType.Fields.Values.FirstOrDefault(f => f.Type.Nullable == type) ?? throw new InvalidOperationException($"There is no way to {type}.{field.Name}: the sweep needs one."))
        select probe;

    private IEnumerable<Probe> Of(string operation, FieldDefinition field, FieldDefinition? above)
    {
        var positions = Positions(field).Where(p => p.Kind != Probe.World).ToArray();
        var needed = positions.Where(p => p.IsRequired).ToArray();
        if (needed.Length > 0) yield return Make(operation, field, above, [.. needed.Select(p => (p.Path, new ProbeId(p.Path, p.Kind, true)))]);
        foreach (var extra in positions.Except(needed))
            yield return Make(operation, field, above, [.. needed.Select(p => (p.Path, new ProbeId(p.Path, p.Kind, false))), (extra.Path, new ProbeId(extra.Path, extra.Kind, true))]);
    }

    private Probe Make(string operation, FieldDefinition field, FieldDefinition? above, IReadOnlyList<(string Path, ProbeId Id)> ids)
    {
        var top = above is null ? [] : Positions(above).Where(p => p.IsRequired).Select(p => (p.Path, Id: new ProbeId(p.Path, p.Kind, false))).ToArray();
        var all = top.Concat(ids).ToArray();
        return new Probe($"{operation} {(above is null ? "" : above.Name + ".")}{field.Name}", [.. all.Select(a => a.Id)], (door, given, patience) =>
        {
            var known = all.Select((a, i) => (a.Path, Id: given[i])).ToDictionary(a => a.Path, a => a.Id, StringComparer.Ordinal);
            var asked = Written(field, known);
            var document = $"{operation} {{ {(above is null ? asked : $"{Head(above, known)} {{ {asked} }}")} }}";
            return operation == "subscription" ? door.ListenAsync(document, patience) : door.AskAsync(document);
        }, operation == "mutation");
    }

    private string Written(FieldDefinition field, Dictionary<string, string> known) => $"{Head(field, known)} {Selections.Of(field.Type, Depth)}";

    private string Head(FieldDefinition field, Dictionary<string, string> known)
    {
        var arguments = Inputs(field.Name, field.Arguments, field.Name, known);
        return arguments.Length == 0 ? field.Name : $"{field.Name}({arguments})";
    }

    private string Inputs(string field, IEnumerable<InputValue> inputs, string path, Dictionary<string, string> known) => string.Join(", ",
        inputs.Where(i => i.IsRequired || known.Keys.Any(k => k == $"{path}.{i.Name}" || k.StartsWith($"{path}.{i.Name}.", StringComparison.Ordinal)))
            .Select(i => $"{i.Name}: {Value(field, i, $"{path}.{i.Name}", known)}"));

    private string Value(string field, InputValue input, string path, Dictionary<string, string> known)
    {
        if (known.TryGetValue(path, out var id)) return input.Type.Nullable is ListType ? $"[\"{id}\"]" : $"\"{id}\"";
        if (input.Type.Named is InputObjectType nested) return $"{{ {Inputs(field, nested.Fields.Values, path, known)} }}";
        if (values.GetValueOrDefault($"{field}.{input.Name}") is { } own) return own;
        if (input.Name == "idempotencyKey") return $"\"{Guid.NewGuid()}\"";
        return values.GetValueOrDefault(input.Name) ?? (input.Type.Named is EnumType members ? members.Members.Keys.First() : values.GetValueOrDefault(input.Type.Named.Name) ?? "\"probe\"");
    }

    private static IEnumerable<(string Path, string Kind, bool IsRequired)> Positions(FieldDefinition field) => Positions(field.Name, field.Arguments, field.Name, true);

    private static IEnumerable<(string Path, string Kind, bool IsRequired)> Positions(string field, IEnumerable<InputValue> inputs, string path, bool required) => inputs.SelectMany(i =>
        i.Type.Named is InputObjectType nested ? Positions(field, nested.Fields.Values, $"{path}.{i.Name}", required && i.IsRequired)
        : i.Type.Named.Name == "ID" ? [($"{path}.{i.Name}", Kinds.GetValueOrDefault($"{field}.{i.Name}") ?? Kinds.GetValueOrDefault(i.Name) ?? Probe.Unknown, required && i.IsRequired)]
        : Array.Empty<(string, string, bool)>());
}
