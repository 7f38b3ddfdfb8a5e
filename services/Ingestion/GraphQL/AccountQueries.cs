using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Ingestion.GraphQL;

/// <summary>Accounts and the venues they can be at.</summary>
internal sealed class AccountQueries(AccountService service)
{
    /// <summary>Connected accounts, in the order they were connected.</summary>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="reads">Reads them.</param>
    /// <param name="loader">Is told of them.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging(DefaultPageSize = 100)]
    public static async Task<Connection<AccountItem>> GetAccountsAsync(PagingArguments paging, ClaimsPrincipal user, RequestReads reads, AccountLoader loader, CancellationToken cancellationToken)
    {
        var after = KeysetPage.After(paging, 2, w => new AccountPlace(KeysetPage.Instant(w[0]), Guid.Parse(w[1])));
        var found = await AccountItemSql.PageAsync(reads, user.Tenant(), after, paging.First!.Value + 1, cancellationToken);
        foreach (var (account, _) in found) loader.Prime((user.Tenant(), account.Id), account);
        var page = KeysetPage.Of(found, paging, f => KeysetPage.Cursor(f.ConnectedAt, f.Account.Id));
        return new([.. page.Edges.Select(e => new Edge<AccountItem>(e.Cursor, e.Node.Account))], page.PageInfo);
    }

    /// <summary>One account, removed ones included; null if there is none.</summary>
    /// <param name="id">Which.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="loader">Reads it.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static Task<AccountItem?> GetAccountAsync([ID] Guid id, ClaimsPrincipal user, AccountLoader loader, CancellationToken cancellationToken) =>
        loader.LoadAsync((user.Tenant(), id), cancellationToken);

    /// <summary>Venues accounts can be connected at.</summary>
    public IReadOnlyList<VenueItem> GetVenues() => [.. service.Venues().Select(v => new VenueItem(v.Venue, v.Name))];
}
