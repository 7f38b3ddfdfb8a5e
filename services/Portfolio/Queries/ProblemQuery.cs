using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Portfolio.Queries;

/// <summary>A problem as shown.</summary>
internal sealed record ProblemView(Guid Account, string Code, string? NativeId, string Detail, Guid? Page, DateTimeOffset FoundAt);

/// <summary>Where a problem stands among the others, the newest first.</summary>
internal readonly record struct ProblemPlace(DateTime FoundAt, Guid Account, Guid Id);

/// <summary>A pair that may be a transfer between own accounts.</summary>
internal sealed record SuggestionView(Guid LeftAccount, Guid LeftEntry, Guid ArrivedAccount, Guid ArrivedEntry, string Reason);

/// <summary>Reads what a person should look at.</summary>
internal static class ProblemQuery
{
    /// <summary>As many as are told at once where no page is asked for.</summary>
    private const int Most = 1000;

    /// <summary>The newest of what is open.</summary>
    public static async Task<List<ProblemView>> ReadAsync(IReads reads, TenantId tenant, Guid? account, CancellationToken cancellationToken) =>
        [.. (await PageAsync(reads, tenant, account, null, Most, cancellationToken)).Select(p => p.Problem)];

    /// <summary>What is open behind a place, the newest first.</summary>
    public static Task<List<(ProblemView Problem, Guid Id)>> PageAsync(IReads reads, TenantId tenant, Guid? account, ProblemPlace? after, int most, CancellationToken cancellationToken) =>
        reads.ReadAsync(tenant, Page(tenant, account, after, most), r => (View(r), r.GetGuid(6)), cancellationToken);

    /// <summary>Pairs that wait for a decision.</summary>
    public static Task<List<SuggestionView>> SuggestionsAsync(IReads reads, TenantId tenant, CancellationToken cancellationToken) => SuggestionsAsync(reads, tenant, null, Most, cancellationToken);

    /// <summary>Pairs that wait for a decision, behind one of them.</summary>
    public static Task<List<SuggestionView>> SuggestionsAsync(IReads reads, TenantId tenant, (Guid Left, Guid Arrived)? after, int most, CancellationToken cancellationToken) =>
        reads.ReadAsync(tenant, Suggestions(tenant, after, most), r => new SuggestionView(r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetGuid(3), r.GetString(4)), cancellationToken);

    internal static NpgsqlBatchCommand Page(TenantId tenant, Guid? account, ProblemPlace? after, int most)
    {
        var statement = new NpgsqlBatchCommand($"""
            select account_id, code, native_id, detail, page, found_at, problem_id from portfolio.problem
            where tenant_id = $1 and resolved_at is null and (found_at, account_id, problem_id) < ($2, $3, $4) {(account is null ? "" : "and account_id = $6")}
            order by found_at desc, account_id desc, problem_id desc limit $5
            """);
        object[] values = [tenant.Value, after?.FoundAt ?? KeysetPage.Latest, after?.Account ?? KeysetPage.LastId, after?.Id ?? KeysetPage.LastId, most, .. account is { } one ? [(object)one] : Array.Empty<object>()];
        foreach (var value in values) statement.Parameters.Add(new() { Value = value });
        return statement;
    }

    internal static NpgsqlBatchCommand Suggestions(TenantId tenant, (Guid Left, Guid Arrived)? after, int most) => new("""
        select left_account, left_entry, arrived_account, arrived_entry, reason from portfolio.transfer_suggestion
        where tenant_id = $1 and not dismissed and (left_entry, arrived_entry) > ($2, $3) order by left_entry, arrived_entry limit $4
        """)
    {
        Parameters = { new() { Value = tenant.Value }, new() { Value = after?.Left ?? Guid.Empty }, new() { Value = after?.Arrived ?? Guid.Empty }, new() { Value = most } },
    };

    private static ProblemView View(NpgsqlDataReader r) =>
        new(r.GetGuid(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2), r.GetString(3), r.IsDBNull(4) ? null : r.GetGuid(4), new(r.GetDateTime(5), TimeSpan.Zero));
}
