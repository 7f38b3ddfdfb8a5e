using Npgsql;
using PortfolioPlatform.Ingestion.Archive;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>Where a problem of a page stands among the others of its account, the newest first.</summary>
internal readonly record struct PageProblemPlace(DateTime FoundAt, Guid Page, int Ordinal);

/// <summary>Problems of an account's pages, newest first.</summary>
internal sealed class ProblemQuery(IDatabase database, PageSeals seals)
{
    private const int Most = 500;

    public async Task<List<ProblemAnswer>> ListAsync(TenantId tenant, AccountId account, CancellationToken cancellationToken) =>
        [.. (await PageAsync(database, tenant, account, null, Most, cancellationToken)).Select(p => p.Answer)];

    /// <summary>Those behind a place. Only they are read, and opened.</summary>
    public async Task<List<(ProblemAnswer Answer, int Ordinal)>> PageAsync(IReads reads, TenantId tenant, AccountId account, PageProblemPlace? after, int most, CancellationToken cancellationToken)
    {
        var rows = await reads.ReadAsync(tenant, Page(tenant, account, after, most), Row, cancellationToken);
        var answers = new List<(ProblemAnswer, int)>(rows.Count);
        foreach (var (answer, ordinal, detail) in rows)
            answers.Add((answer with { Detail = await seals.OpenTextAsync(tenant, PageSeals.ProblemOf(answer.Page, ordinal), detail, cancellationToken) }, ordinal));
        return answers;
    }

    internal static NpgsqlBatchCommand Page(TenantId tenant, AccountId account, PageProblemPlace? after, int most)
    {
        var statement = new NpgsqlBatchCommand("""
            select page_id, ordinal, stream, code, native_id, detail, found_at, resolved_at from ingestion.page_problem
            where tenant_id = $1 and account_id = $2 and (found_at, page_id, ordinal) < ($3, $4, $5) order by found_at desc, page_id desc, ordinal desc limit $6
            """);
        object[] values = [tenant.Value, account.Value, after?.FoundAt ?? KeysetPage.Latest, after?.Page ?? KeysetPage.LastId, after?.Ordinal ?? int.MaxValue, most];
        foreach (var value in values) statement.Parameters.Add(new() { Value = value });
        return statement;
    }

    private static (ProblemAnswer Answer, int Ordinal, byte[] Detail) Row(NpgsqlDataReader r) => (
        new(r.GetGuid(0), r.GetString(2), r.GetString(3), r.Maybe<string>(4), "", r.GetFieldValue<DateTimeOffset>(6), r.Maybe<DateTimeOffset?>(7)), r.GetInt32(1), r.GetFieldValue<byte[]>(5));
}
