using System.Runtime.CompilerServices;
using System.Security.Claims;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Ingestion.GraphQL;

/// <summary>Accounts as they move on.</summary>
internal sealed class AccountSubscriptions(LiveReader live)
{
    /// <summary>How all accounts stand, then those that moved on; at most ten times a second, the newest of each account.</summary>
    /// <param name="accounts">Only of these; of all if left out.</param>
    /// <param name="changed">How they stand.</param>
    [Subscribe(With = nameof(ReadAsync)), ListSize(AssumedSize = 20)]
    public static IReadOnlyList<SyncItem> OnSyncProgress([ID] IReadOnlyList<Guid>? accounts, [EventMessage] IReadOnlyList<SyncItem> changed) => changed;

    public async IAsyncEnumerable<IReadOnlyList<SyncItem>> ReadAsync([ID] IReadOnlyList<Guid>? accounts, ClaimsPrincipal user, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var changes in live.ReadAsync(FeedSource.Of(user.Tenant(), LiveTopics.Accounts(user.Tenant())), cancellationToken))
        {
            SyncItem[] states = [.. changes.Select(SyncItem.Read).OfType<SyncItem>().Where(s => accounts?.Contains(s.AccountId) ?? true)];
            if (states.Length > 0) yield return states;
        }
    }
}
