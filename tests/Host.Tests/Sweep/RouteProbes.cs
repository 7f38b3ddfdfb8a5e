using System.Collections;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace PortfolioPlatform.Host.Tests.Sweep;

/// <summary>A probe for each route of the host that carries an id: in its path, its query or its body.</summary>
internal static class RouteProbes
{
    /// <summary>Routes whose ids open nothing, and why.</summary>
    private static readonly Dictionary<string, string> NoIds = new(StringComparer.Ordinal)
    {
        ["GET /sign-in/link/{token}"] = "the token is the proof itself",
        ["GET /sign-in/external/{tenant:guid}"] = "anybody may begin at a tenant's provider, and is told nothing of the tenant",
        ["POST /api/accounts/test"] = "the entity is not looked at: nothing is stored",
        ["* {*path}"] = "files of the page",
    };

    /// <summary>Route, kinds of its ids, and the request with them.</summary>
    private static readonly Dictionary<string, (string[] Kinds, Func<IReadOnlyList<string>, (string Path, object? Body)> Ask)> Table = new(StringComparer.Ordinal)
    {
        ["POST /api/accounts/{id:guid}/pause"] = (["spare"], i => ($"/api/accounts/{i[0]}/pause", null)),
        ["POST /api/accounts/{id:guid}/resume"] = (["spare"], i => ($"/api/accounts/{i[0]}/resume", null)),
        ["POST /api/accounts/{id:guid}/enable"] = (["spare"], i => ($"/api/accounts/{i[0]}/enable", null)),
        ["DELETE /api/accounts/{id:guid}"] = (["spare"], i => ($"/api/accounts/{i[0]}", null)),
        ["GET /api/accounts/{id:guid}/problems"] = (["account"], i => ($"/api/accounts/{i[0]}/problems", null)),
        ["GET /api/accounts/{id:guid}/pages/{page:guid}"] = (["account", "page"], i => ($"/api/accounts/{i[0]}/pages/{i[1]}", null)),
        ["GET /api/portfolio/{portfolio:guid}/transactions"] = (["portfolio", "account"], i => ($"/api/portfolio/{i[0]}/transactions?account={i[1]}&limit=2", null)),
        ["GET /api/portfolio/{portfolio:guid}/positions"] = (["portfolio"], i => ($"/api/portfolio/{i[0]}/positions?asOf=2100-01-01T00:00:00Z", null)),
        ["GET /api/portfolio/problems"] = (["account"], i => ($"/api/portfolio/problems?account={i[0]}", null)),
        ["POST /api/portfolio/transfers"] = (["leavingAccount", "leavingTransaction", "account", "transaction"],
            i => ("/api/portfolio/transfers", new { leftAccount = i[0], leftEntry = i[1], arrivedAccount = i[2], arrivedEntry = i[3], decision = "dismiss", actor = "probe", reason = "probe" })),
        ["POST /api/portfolio/transactions/{account:guid}/{entry:guid}/edit"] = (["account", "transaction"], i => ($"/api/portfolio/transactions/{i[0]}/{i[1]}/edit", new { actor = "probe", reason = "probe", exclude = false })),
        ["POST /api/portfolio/transactions/{account:guid}/{entry:guid}/note"] = (["account", "transaction"], i => ($"/api/portfolio/transactions/{i[0]}/{i[1]}/note", new { actor = "probe", text = "probe" })),
        ["GET /api/tax/reports/{report:guid}/{name}"] = (["report", "file"], i => ($"/api/tax/reports/{i[0]}/{i[1]}", null)),
        ["POST /api/identity/tenant"] = (["tenant"], i => ("/api/identity/tenant", new { tenant = i[0] })),
        ["DELETE /api/identity/passkeys/{id}"] = (["passkey"], i => ($"/api/identity/passkeys/{i[0]}", null)),
    };

    /// <summary>All of them; <paramref name="keys"/> are the bodies with keys of venues, by route.</summary>
    public static IEnumerable<Probe> All(IReadOnlyDictionary<string, (string[] Kinds, Func<IReadOnlyList<string>, (string Path, object? Body)> Ask)> keys) =>
        Table.Concat(keys).Select(row => new Probe(
            row.Key, [.. row.Value.Kinds.Select((kind, i) => new ProbeId($"{i}", kind, kind != "file"))], // a file's name is no secret: reports have the same ones
            (door, ids, _) => row.Value.Ask(ids) is var (path, body) ? door.SendAsync(row.Key.Split(' ')[0], path, body) : throw new InvalidOperationException(),
            !row.Key.StartsWith("GET", StringComparison.Ordinal)));

    /// <summary>Routes of the host with how many ids they carry.</summary>
    public static IEnumerable<(string Route, int Ids)> OfHost(IEnumerable<Endpoint> endpoints) =>
        from endpoint in endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? (IReadOnlyList<string>)["*"]
        let route = $"{method} {(endpoint.RoutePattern.RawText!.Length > 1 ? endpoint.RoutePattern.RawText.TrimEnd('/') : "")}"
        let ids = Ids(endpoint).Count()
        where ids > 0 && !NoIds.ContainsKey(route)
        select (route, ids);

    private static IEnumerable<string> Ids(RouteEndpoint endpoint)
    {
        var inPath = endpoint.RoutePattern.Parameters.Select(p => p.Name).ToArray();
        var inQuery = endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters().Where(p => IsId(p.ParameterType)).Select(p => p.Name!) ?? [];
        var inBody = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } body ? InBody(body) : [];
        return inPath.Union(inQuery, StringComparer.Ordinal).Concat(inBody);
    }

    private static IEnumerable<string> InBody(Type type) => type.GetProperties().SelectMany(p =>
        IsId(p.PropertyType) ? [p.Name]
        : p.PropertyType.Assembly == type.Assembly && p.PropertyType.IsClass && p.PropertyType != type && !typeof(IEnumerable).IsAssignableFrom(p.PropertyType) && p.CanWrite ? InBody(p.PropertyType)
        : Array.Empty<string>());

    private static bool IsId(Type type) => type == typeof(Guid) || type == typeof(Guid?) || type == typeof(Guid[]) || typeof(IEnumerable<Guid>).IsAssignableFrom(type);
}
