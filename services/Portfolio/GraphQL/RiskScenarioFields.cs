using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>A portfolio's risk after something happened, and how its assets moved together before now.</summary>
[ExtendObjectType(typeof(PortfolioItem))]
internal static class RiskScenarioFields
{
    private const int MostPoints = 60;

    /// <summary>The risk of what would be left of it after a scenario, such as a venue that gives nothing back.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="scenario">What happens.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="books">Reads holdings and closes.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Cost(50)]
    public static async Task<RiskAfterItem?> GetRiskAfterAsync([Parent] PortfolioItem portfolio, ScenarioInput scenario, ClaimsPrincipal user, RiskBookLoader books, CancellationToken cancellationToken)
    {
        if (scenario.Wrong is { } wrong) throw new GraphQLFieldException(wrong, ErrorCodes.BadVariables);
        return await books.LoadAsync((user.Tenant(), portfolio.Id), cancellationToken) is { } book ? RiskAfterwards.Of(book, scenario) : null;
    }

    /// <summary>Correlation of what it holds now, over windows that end at days spread over the year, oldest first.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="books">Reads holdings and closes.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="window">Days of each window, from 20 to 300.</param>
    /// <param name="points">How many windows, 60 at most.</param>
    [Cost(100)]
    public static async Task<CorrelationHistoryItem?> GetCorrelationHistoryAsync(
        [Parent] PortfolioItem portfolio, ClaimsPrincipal user, RiskBookLoader books, CancellationToken cancellationToken, int window = 60, int points = 24)
    {
        if (window is < 20 or > 300) throw new GraphQLFieldException("window is from 20 to 300.", ErrorCodes.BadVariables);
        if (points is < 1 or > MostPoints) throw new GraphQLFieldException($"points is from 1 to {MostPoints}.", ErrorCodes.BadVariables);
        return await books.LoadAsync((user.Tenant(), portfolio.Id), cancellationToken) is { } book ? CorrelationHistoryItem.Of(book, window, points) with { Explain = RiskExplanationItem.Of(book, RiskFormulas.CorrelationHistory) } : null;
    }
}
