using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Movements;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Adds to a portfolio why its value changed.</summary>
[ExtendObjectType(typeof(PortfolioItem))]
internal static class MovementFields
{
    /// <summary>Why its value changed over an interval, by asset. It adds up all that moved in the interval.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="from">Start of the interval.</param>
    /// <param name="to">Its end; now if left out.</param>
    /// <param name="knownAt">When the start was looked at: what was recorded later is newly found or a correction. Without it the start is told as it is known now.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="reader">Reads the ledger.</param>
    /// <param name="loader">Prices now.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Cost(500)]
    public static async Task<MovementItem> GetMovementAsync(
        [Parent] PortfolioItem portfolio, DateTimeOffset from, DateTimeOffset? to, DateTimeOffset? knownAt, ClaimsPrincipal user, MovementReader reader, LivePortfolioLoader loader, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var end = to ?? time.GetUtcNow();
        if (from >= end) throw new GraphQLFieldException("The interval must begin before it ends.", ErrorCodes.BadVariables);
        var live = to is null ? await loader.LoadAsync((user.Tenant(), portfolio.Id), cancellationToken) : null;
        var prices = (live?.Holdings ?? []).Where(h => h.Price is not null).ToDictionary(h => new AssetId(h.AssetId), h => h.Price!.Value);
        var question = new MovementQuestion(new(portfolio.Id), portfolio.AccountIds, new(portfolio.Currency), from, end, knownAt, prices);
        return MovementItem.Of(from, end, await reader.ReadAsync(user.Tenant(), question, cancellationToken));
    }
}
