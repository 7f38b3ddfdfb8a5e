using System.Globalization;
using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Ingestion.GraphQL;

/// <summary>What else an account tells.</summary>
[ExtendObjectType(typeof(AccountItem))]
internal static class AccountFields
{
    /// <summary>How its synchronisation stands; null before the first sign of it.</summary>
    public static Task<SyncItem?> GetSyncAsync([Parent] AccountItem account, ClaimsPrincipal user, SyncLoader loader, CancellationToken cancellationToken) =>
        loader.LoadAsync((user.Tenant(), account.Id), cancellationToken);

    /// <summary>Things on pages of the venue that a person should see, newest first.</summary>
    /// <param name="account">The account.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="reads">Reads them.</param>
    /// <param name="problems">Opens them.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging]
    public static async Task<Connection<PageProblem>> GetPageProblemsAsync(
        [Parent] AccountItem account, PagingArguments paging, ClaimsPrincipal user, RequestReads reads, ProblemQuery problems, CancellationToken cancellationToken)
    {
        var after = KeysetPage.After(paging, 3, w => new PageProblemPlace(KeysetPage.Instant(w[0]), Guid.Parse(w[1]), int.Parse(w[2], CultureInfo.InvariantCulture)));
        var found = await problems.PageAsync(reads, user.Tenant(), new AccountId(account.Id), after, paging.First!.Value + 1, cancellationToken);
        return KeysetPage.Of([.. found.Select(f => PageProblem.Of(f.Answer) with { Ordinal = f.Ordinal })], paging, p => KeysetPage.Cursor(p.FoundAt, p.PageId, p.Ordinal));
    }
}

/// <summary>Something on an archived page that a person should see.</summary>
/// <param name="PageId">The page as it was archived.</param>
/// <param name="Stream">Which part of the history it belongs to.</param>
/// <param name="Code">What it is, for programs.</param>
/// <param name="NativeId">The venue's id of the record, if it has one.</param>
/// <param name="Detail">What it is, for a person.</param>
/// <param name="FoundAt">Since when.</param>
/// <param name="ResolvedAt">Until when; null while it is open.</param>
internal sealed record PageProblem([property: ID] Guid PageId, string Stream, string Code, string? NativeId, string Detail, DateTimeOffset FoundAt, DateTimeOffset? ResolvedAt)
{
    /// <summary>Its place among those of its page; for cursors.</summary>
    [GraphQLIgnore]
    public int Ordinal { get; init; }

    public static PageProblem Of(ProblemAnswer p) => new(p.Page, p.Stream, p.Code, p.NativeId, p.Detail, p.FoundAt, p.ResolvedAt);
}

/// <summary>Adds the account to a transaction.</summary>
[ExtendObjectType("Transaction")]
internal static class AccountOfTransaction
{
    /// <summary>The account it stands in.</summary>
    public static Task<AccountItem?> GetAccountAsync([Parent] IOfAccount parent, ClaimsPrincipal user, AccountLoader accounts, CancellationToken cancellationToken) =>
        accounts.LoadAsync((user.Tenant(), parent.AccountId), cancellationToken);
}

/// <summary>Adds the account to a problem.</summary>
[ExtendObjectType("Problem")]
internal static class AccountOfProblem
{
    /// <summary>The account it was found on.</summary>
    public static Task<AccountItem?> GetAccountAsync([Parent] IOfAccount parent, ClaimsPrincipal user, AccountLoader accounts, CancellationToken cancellationToken) =>
        accounts.LoadAsync((user.Tenant(), parent.AccountId), cancellationToken);
}
