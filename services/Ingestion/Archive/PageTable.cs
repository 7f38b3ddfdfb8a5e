using PortfolioPlatform.Contracts;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Archive;

/// <summary>Statements on <c>raw_page</c> and <c>page_problem</c>, inside the caller's transaction.</summary>
internal static class PageTable
{
    /// <summary>Stores a page with its problems and tells of the problems.</summary>
    public static async Task AddAsync(IDatabaseTransaction transaction, AccountId account, SealedPage page, int mapperVersion, CancellationToken cancellationToken)
    {
        await transaction.ExecuteAsync(
            """
            insert into ingestion.raw_page (tenant_id, account_id, page_id, stream, endpoint, request, body, metadata, sha256, mapper_version, record_count, fetched_at, meaning)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """,
            [transaction.Tenant.Value, account.Value, page.Id, page.Stream, page.Raw.Endpoint, page.Raw.Request, page.Body, page.Metadata, page.Hash, mapperVersion, page.RecordCount, page.Raw.FetchedAt, page.Meaning],
            cancellationToken);
        foreach (var (ordinal, problem, detail) in page.Problems)
        {
            await transaction.ExecuteAsync(
                "insert into ingestion.page_problem values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                [transaction.Tenant.Value, account.Value, page.Id, ordinal, page.Stream, problem.Code, problem.NativeId, detail, page.Raw.FetchedAt],
                cancellationToken);
            await transaction.PublishAsync(new PageProblemFound(transaction.Tenant, account, page.Id, problem.Code, problem.NativeId, problem.Detail), cancellationToken);
        }
    }

    /// <summary>The stream could be read after all.</summary>
    public static Task ResolveUnreadableAsync(IDatabaseTransaction transaction, AccountId account, string stream, DateTimeOffset now, CancellationToken cancellationToken) => transaction.ExecuteAsync(
        "update ingestion.page_problem set resolved_at = $3 where account_id = $1 and stream = $2 and code = 'page-unreadable' and resolved_at is null",
        [account.Value, stream, now], cancellationToken);
}
