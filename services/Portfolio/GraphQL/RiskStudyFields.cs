using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Risk.Live;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Studies of a portfolio's risk, computed when asked for.</summary>
[ExtendObjectType(typeof(PortfolioItem))]
internal static class RiskStudyFields
{
    private const int MostBins = 200;
    private const int MostPaths = 500_000;

    /// <summary>The losses its present holdings would have had day by day; null without enough history.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="books">Reads holdings and closes.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="bins">How many bins, 200 at most.</param>
    [Cost(50)]
    public static async Task<LossDistributionItem?> GetLossDistributionAsync(
        [Parent] PortfolioItem portfolio, ClaimsPrincipal user, RiskBookLoader books, CancellationToken cancellationToken, int bins = 40)
    {
        if (bins is < 1 or > MostBins) throw Bad($"bins is from 1 to {MostBins}.");
        return await BookOfAsync(portfolio, user, books, cancellationToken) is { Missing: null } book ? RiskStudy.Losses(book, bins) with { Explain = RiskExplanationItem.Of(book, RiskFormulas.Losses) } : null;
    }

    /// <summary>How far below their peak its present holdings would have stood, day by day.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="books">Reads holdings and closes.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Cost(400)]
    public static async Task<DrawdownsItem?> GetDrawdownsAsync([Parent] PortfolioItem portfolio, ClaimsPrincipal user, RiskBookLoader books, CancellationToken cancellationToken) =>
        await BookOfAsync(portfolio, user, books, cancellationToken) is { } book ? new(book.Missing is null ? RiskStudy.Drawdowns(book) : [], RiskExplanationItem.Of(book, RiskFormulas.Drawdowns)) : null;

    /// <summary>Whether the value at risk of the evening before held, day after day.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="books">Reads holdings and closes.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="method">How it is forecast.</param>
    /// <param name="level">Confidence, from 0.9 to 0.999.</param>
    /// <param name="window">Days a forecast is made of, from 20 to 300.</param>
    [Cost(100)]
    public static async Task<RiskBacktestItem?> GetBacktestAsync(
        [Parent] PortfolioItem portfolio, ClaimsPrincipal user, RiskBookLoader books, CancellationToken cancellationToken, BacktestMethod method = BacktestMethod.Historical, double level = 0.95, int window = 100)
    {
        if (level is not (>= 0.9 and <= 0.999)) throw Bad("level is from 0.9 to 0.999.");
        if (window is < 20 or > 300) throw Bad("window is from 20 to 300.");
        return await BookOfAsync(portfolio, user, books, cancellationToken) is { } book ? RiskStudy.Backtest(book, method, level, window) with { Explain = RiskExplanationItem.Of(book, RiskFormulas.Backtest) } : null;
    }

    /// <summary>Value at risk from simulated paths.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="books">Reads holdings and closes.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="level">Confidence, from 0.9 to 0.999.</param>
    /// <param name="horizon">Days ahead, from 1 to 60.</param>
    /// <param name="paths">How many, from 1,000 to 500,000.</param>
    /// <param name="seed">Names the draws.</param>
    /// <param name="copula">How returns depend on each other.</param>
    [Cost(500)]
    public static async Task<RiskSimulationItem?> GetMonteCarloAsync(
        [Parent] PortfolioItem portfolio, ClaimsPrincipal user, RiskBookLoader books, CancellationToken cancellationToken, double level = 0.95, double horizon = 1, int paths = 100_000, long seed = 1,
        SimulationCopula copula = SimulationCopula.Gaussian)
    {
        if (level is not (>= 0.9 and <= 0.999)) throw Bad("level is from 0.9 to 0.999.");
        if (horizon is not (>= 1 and <= 60)) throw Bad("horizon is from 1 to 60.");
        if (paths is < 1_000 or > MostPaths) throw Bad("paths is from 1,000 to 500,000.");
        if (seed < 0) throw Bad("seed is not below zero.");
        return await BookOfAsync(portfolio, user, books, cancellationToken) is { } book
            ? RiskStudy.Simulation(book, level, horizon, paths, seed, copula) with { Explain = RiskExplanationItem.Of(book, RiskFormulas.Simulation) } : null;
    }

    /// <summary>What a scenario of one's own would take of it now.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="scenario">What happens.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="books">Reads holdings and closes.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Cost(50)]
    public static async Task<StressResultItem?> GetStressTestAsync([Parent] PortfolioItem portfolio, ScenarioInput scenario, ClaimsPrincipal user, RiskBookLoader books, CancellationToken cancellationToken)
    {
        if (scenario.Wrong is { } wrong) throw Bad(wrong);
        return await BookOfAsync(portfolio, user, books, cancellationToken) is { } book ? RiskStudy.Stress(book, scenario) with { Explain = RiskExplanationItem.Of(book, RiskFormulas.Stress) } : null;
    }

    private static async Task<CoveredBook?> BookOfAsync(PortfolioItem portfolio, ClaimsPrincipal user, RiskBookLoader books, CancellationToken cancellationToken) =>
        await books.LoadAsync((user.Tenant(), portfolio.Id), cancellationToken);

    private static GraphQLFieldException Bad(string what) => new(what, ErrorCodes.BadVariables);
}
