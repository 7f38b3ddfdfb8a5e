using PortfolioPlatform.Ingestion.Archive;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>Problems of an account's pages, newest first.</summary>
internal sealed class ProblemQuery(IDatabase database, PageSeals seals)
{
    private const int Most = 500;

    public async Task<List<ProblemAnswer>> ListAsync(TenantId tenant, AccountId account, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var rows = await transaction.QueryAsync(
            "select page_id, ordinal, stream, code, native_id, detail, found_at, resolved_at from ingestion.page_problem where account_id = $1 order by found_at desc, ordinal limit $2",
            [account.Value, Most],
            r => (Answer: new ProblemAnswer(r.GetGuid(0), r.GetString(2), r.GetString(3), r.Maybe<string>(4), "", r.GetFieldValue<DateTimeOffset>(6), r.Maybe<DateTimeOffset?>(7)), Ordinal: r.GetInt32(1), Detail: r.GetFieldValue<byte[]>(5)),
            cancellationToken);
        var answers = new List<ProblemAnswer>(rows.Count);
        foreach (var (answer, ordinal, detail) in rows)
            answers.Add(answer with { Detail = await seals.OpenTextAsync(tenant, PageSeals.ProblemOf(answer.Page, ordinal), detail, cancellationToken) });
        return answers;
    }
}
