using System.Runtime.CompilerServices;
using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Warnings as they come and go.</summary>
internal sealed class RiskSubscriptions(LiveReader live, IDatabase database)
{
    private const string Warning = "warning:";

    /// <summary>All warnings of a portfolio that stand now, and again whenever one is raised or cleared.</summary>
    /// <param name="portfolioId">Which portfolio.</param>
    /// <param name="open">Those that stand.</param>
    [Subscribe(With = nameof(ReadWarningsAsync)), ListSize(AssumedSize = 20)]
    public static IReadOnlyList<RiskWarningItem> OnRiskWarnings([ID] Guid portfolioId, [EventMessage] IReadOnlyList<RiskWarningItem> open) => open;

    public async IAsyncEnumerable<IReadOnlyList<RiskWarningItem>> ReadWarningsAsync([ID] Guid portfolioId, ClaimsPrincipal user, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await TreeSql.FindAsync(database, user.Tenant(), portfolioId.ToString(), cancellationToken) is not { } portfolio) throw new GraphQLFieldException("There is no such portfolio.", "NOT_FOUND");
        var standing = new SortedDictionary<string, RiskWarningItem>(StringComparer.Ordinal);
        var first = true;
        await foreach (var values in live.ReadAsync(FeedSource.Of(user.Tenant(), RiskFeed.TopicOf(user.Tenant(), portfolio)), cancellationToken))
        {
            if (!Take(standing, portfolio, values) && !first) continue;
            first = false;
            yield return [.. standing.Values];
        }
    }

    /// <summary>Returns whether anything came or went.</summary>
    private static bool Take(SortedDictionary<string, RiskWarningItem> standing, PortfolioId portfolio, IReadOnlyList<System.Text.Json.JsonElement> values)
    {
        var changed = false;
        foreach (var value in values)
        {
            var key = value.GetProperty("key").GetString()!;
            if (!key.StartsWith(Warning, StringComparison.Ordinal)) continue;
            if (value.TryGetProperty("removed", out _))
            {
                changed |= standing.Remove(key);
                continue;
            }

            var told = System.Text.Json.JsonSerializer.Deserialize(value, RiskJson.Default.WarningValue)!;
            changed |= !standing.TryGetValue(key, out var known) || known.RaisedAt != told.RaisedAt;
            standing[key] = new RiskWarningItem(portfolio.Value, told.Kind, told.Subject, told.RaisedAt, null, told.Measured, told.Threshold);
        }

        return changed;
    }
}
