using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Past;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Adds to risk how it comes about.</summary>
[ExtendObjectType(typeof(RiskItem))]
internal static class ExplanationOfRisk
{
    /// <summary>How these figures come about, and how far they can be relied on.</summary>
    public static RiskExplanationItem GetExplain([Parent] RiskItem risk) => new(RiskFormulas.Risk, risk.AsOf, risk.Coverage) { PortfolioId = risk.PortfolioId, IsPast = risk.IsPast };
}

/// <summary>Adds to a correlation how it comes about.</summary>
[ExtendObjectType(typeof(CorrelationItem))]
internal static class ExplanationOfCorrelation
{
    /// <summary>How these figures come about, and how far they can be relied on.</summary>
    public static RiskExplanationItem GetExplain([Parent] CorrelationItem correlation) => new(RiskFormulas.Correlation, correlation.AsOf, correlation.Coverage) { PortfolioId = correlation.PortfolioId };
}

/// <summary>Adds to a concentration how it comes about.</summary>
[ExtendObjectType(typeof(ConcentrationItem))]
internal static class ExplanationOfConcentration
{
    /// <summary>How these figures come about, and how far they can be relied on.</summary>
    public static RiskExplanationItem GetExplain([Parent] ConcentrationItem concentration) => new(RiskFormulas.Concentration, concentration.AsOf, concentration.Coverage) { PortfolioId = concentration.PortfolioId };
}

/// <summary>What of an explanation is read only where it is asked for.</summary>
[ExtendObjectType(typeof(RiskExplanationItem))]
internal static class RiskExplanationFields
{
    /// <summary>The daily closes the returns are made of, as they were known when the figures were computed.</summary>
    /// <param name="explanation">Of what.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="trees">Reads the tree.</param>
    /// <param name="database">Opens the prices.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(DefaultPageSize = 100), Cost(50)]
    public static async Task<Connection<ExplainedCloses>> GetClosesAsync(
        [Parent] RiskExplanationItem explanation, PagingArguments paging, ClaimsPrincipal user, TreeLoader trees, IDatabase database, CancellationToken cancellationToken)
    {
        var currency = (await NodeAsync(explanation, user, trees, cancellationToken))?.Currency;
        IEnumerable<string> all = [.. explanation.Coverage.AssetIds, .. currency is { } money ? [money.Value] : Array.Empty<string>()];
        var after = OrderedPage.After(paging);
        var behind = all.Where(a => after is null || string.CompareOrdinal(a, after) > 0).Select(a => new AssetId(a));
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        var closes = await ReferencePrices.IsThereAsync(transaction, cancellationToken) ? await CloseSql.ReadAsync(transaction, behind, paging.First!.Value + 1, explanation.AsOf, cancellationToken) : [];
        return KeysetPage.Of(closes, paging, c => OrderedPage.Cursor(c.AssetId));
    }

    /// <summary>The positions the figures are about: their prices with source and age, the transactions behind them by keyset, how much of them is priced and agrees with the venues, and the heads of the chains.</summary>
    /// <param name="explanation">Of what.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="trees">Reads the tree.</param>
    /// <param name="explain">Reads it.</param>
    /// <param name="live">Reads the present.</param>
    /// <param name="past">Reads past pairs.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Cost(50)]
    public static async Task<ExplanationItem?> GetPositionsAsync(
        [Parent] RiskExplanationItem explanation, ClaimsPrincipal user, TreeLoader trees, ExplanationReader explain, LivePortfolioLoader live, PastPortfolioLoader past, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await NodeAsync(explanation, user, trees, cancellationToken) is not { } node) return null;
        var portfolio = PortfolioItem.Of((await trees.LoadAsync(user.Tenant(), cancellationToken))!, node);
        return explanation.IsPast && PastPair.Of(explanation.AsOf, explanation.AsOf, time.GetUtcNow()) is { } pair
            ? await explain.ThenAsync(user.Tenant(), portfolio, pair, null, past, cancellationToken) : await explain.NowAsync(user.Tenant(), portfolio, null, live, cancellationToken);
    }

    private static async Task<PortfolioNode?> NodeAsync(RiskExplanationItem explanation, ClaimsPrincipal user, TreeLoader trees, CancellationToken cancellationToken) =>
        (await trees.LoadAsync(user.Tenant(), cancellationToken))!.Find(new(explanation.PortfolioId));
}
