using System.Runtime.CompilerServices;
using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Portfolio.Queries;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Portfolios and problems as they change.</summary>
internal sealed class PortfolioSubscriptions(LiveReader live, IDatabase database)
{
    /// <summary>Everything there is of a portfolio, then what changes; at most ten times a second, the newest of each holding.</summary>
    /// <param name="id">Which portfolio.</param>
    /// <param name="change">What changed.</param>
    [Authorize(Permission.ReadPart), Subscribe(With = nameof(ReadPortfolioAsync))]
    public static PortfolioChange OnPortfolio([ID] Guid id, [EventMessage] PortfolioChange change) => change;

    /// <summary>All open problems now, and again whenever one is found or solved.</summary>
    /// <param name="open">The open problems.</param>
    [Subscribe(With = nameof(ReadProblemsAsync)), ListSize(AssumedSize = 50)]
    public static IReadOnlyList<ProblemItem> OnProblems([EventMessage] IReadOnlyList<ProblemItem> open) => open;

    /// <summary>All differences between ledger and venues now, and again whenever one comes or goes.</summary>
    /// <param name="open">The open differences.</param>
    [Subscribe(With = nameof(ReadDifferencesAsync)), ListSize(AssumedSize = 50)]
    public static IReadOnlyList<ReconciliationItem> OnReconciliation([EventMessage] IReadOnlyList<ReconciliationItem> open) => open;

    public async IAsyncEnumerable<PortfolioChange> ReadPortfolioAsync([ID] Guid id, ClaimsPrincipal user, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await RequireAsync(user, id, cancellationToken);
        await foreach (var values in live.ReadAsync(LiveSources.Portfolio(user.Tenant(), id), cancellationToken))
            if (PortfolioChange.Of(id, values) is { IsEmpty: false } change) yield return change;
    }

    public async IAsyncEnumerable<IReadOnlyList<ProblemItem>> ReadProblemsAsync(ClaimsPrincipal user, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<ProblemItem>? told = null;
        await foreach (var _ in live.ReadAsync(LiveSources.Accounts(user.Tenant()), cancellationToken))
        {
            var open = await ProblemsAsync(user.Tenant(), cancellationToken);
            if (told is null || !told.SequenceEqual(open)) yield return told = open;
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<ReconciliationItem>> ReadDifferencesAsync(ClaimsPrincipal user, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var _ in live.ReadAsync(LiveSources.Reconciliation(user.Tenant()), cancellationToken)) yield return await DifferencesAsync(user.Tenant(), cancellationToken);
    }

    private async Task<IReadOnlyList<ProblemItem>> ProblemsAsync(TenantId tenant, CancellationToken cancellationToken) =>
        [.. (await ProblemQuery.ReadAsync(database, tenant, null, cancellationToken)).Select(ProblemItem.Of)];

    private async Task<IReadOnlyList<ReconciliationItem>> DifferencesAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        return [.. (await Reconciliation.ReconciliationSql.OpenAsync(transaction, cancellationToken)).Select(ReconciliationItem.Of)];
    }

    private async Task RequireAsync(ClaimsPrincipal user, Guid portfolio, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        if (!(await TreeSql.ReadAsync(transaction, cancellationToken)).Allows(user.ScopeOf(Permission.Read), new(portfolio))) throw new GraphQLFieldException("There is no such portfolio.", "NOT_FOUND");
    }
}
