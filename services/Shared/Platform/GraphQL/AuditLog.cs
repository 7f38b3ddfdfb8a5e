using System.Globalization;
using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform.Audit;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Platform.GraphQL;

/// <summary>Reads the audit chain.</summary>
internal sealed class AuditQueries(IDatabase database, AuditSecrets secrets)
{
    /// <summary>Who did what, newest first: sign-ins, uses of keys, changes and exports, and what was refused. For auditors and owners.</summary>
    /// <param name="filter">Which entries; all if left out.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Authorize(Permission.ReadAudit)]
    [UsePaging(DefaultPageSize = 50, MaxPageSize = 500)]
    public async Task<Connection<AuditItem>> GetAuditLogAsync(AuditLogFilter? filter, PagingArguments paging, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        if (await secrets.FindSaltAsync(transaction, cancellationToken) is not { } salt) return new([], new PageInfo(false, false, null, null));
        var wanted = new AuditFilter(filter?.Action, filter?.Subject, filter?.Actor is { } actor ? AuditSecrets.TagOf(salt, actor) : null, filter?.From, filter?.To);
        var place = KeysetPage.After(paging, 2, w => new AuditPlace(KeysetPage.Instant(w[0]), long.Parse(w[1], NumberStyles.None, CultureInfo.InvariantCulture)));
        var rows = await AuditPages.FindAsync(transaction, wanted, place, paging.First!.Value + 1, cancellationToken);
        var page = KeysetPage.Of(rows, paging, r => KeysetPage.Cursor(r.At, r.Number));
        var edges = new List<Edge<AuditItem>>(page.Edges.Count);
        foreach (var (cursor, row) in page.Edges)
        {
            var (name, detail) = AuditSecrets.Split(await secrets.OpenAsync(transaction.Tenant, row.Number, row.Private, cancellationToken));
            edges.Add(new(cursor, AuditItem.Of(row, name, detail)));
        }

        return new(edges, page.PageInfo);
    }
}

/// <summary>Which audit entries.</summary>
/// <param name="Action">Only this action, or all of a group: <c>account</c> means <c>account.paused</c> and the like too.</param>
/// <param name="Actor">Only of this person or client, by exact name.</param>
/// <param name="Subject">Only about this.</param>
/// <param name="From">From when, included.</param>
/// <param name="To">Until when, not included.</param>
internal sealed record AuditLogFilter(string? Action = null, string? Actor = null, string? Subject = null, DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <summary>Something that was done, or was refused.</summary>
/// <param name="Number">Its place in the tenant's chain.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What.</param>
/// <param name="Subject">To what.</param>
/// <param name="Outcome">How it ended: <c>done</c>, or the code of the refusal.</param>
/// <param name="Detail">What else there is to know.</param>
/// <param name="Hash">The end of the chain at this entry, in hex: what anchors hold.</param>
[GraphQLName("AuditEntry")]
internal sealed record AuditItem(long Number, DateTimeOffset At, string Actor, string Action, string Subject, string Outcome, string? Detail, string Hash)
{
    public static AuditItem Of(AuditEntry row, string actor, string? detail) => new(row.Number, row.At, actor, row.Action, row.Subject, row.Outcome, detail, Convert.ToHexStringLower(row.Hash));
}
