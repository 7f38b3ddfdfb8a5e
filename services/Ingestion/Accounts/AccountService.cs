using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>What the endpoints do, for the tenant of who asks.</summary>
internal sealed class AccountService(AccountStore store, AccountRegister register, KeySwitch keys, KeyTester tester, ProblemQuery problems, ConnectorList connectors, ITreeDirectory? tree = null)
{
    public IEnumerable<VenueAnswer> Venues() => connectors.All.Select(v => new VenueAnswer(v.Venue, VenueNames.Of(v.Venue), v.KeyGuide));

    public async Task<IEnumerable<AccountAnswer>> ListAsync(TenantId tenant, CancellationToken cancellationToken) => (await store.ListAsync(tenant, cancellationToken)).Select(AccountAnswer.Of);

    /// <summary>Open problems of an account; null if there is none.</summary>
    public async Task<List<ProblemAnswer>?> ProblemsAsync(TenantId tenant, Guid id, CancellationToken cancellationToken) =>
        await store.FindAsync(tenant, new AccountId(id), cancellationToken) is null ? null : await problems.ListAsync(tenant, new AccountId(id), cancellationToken);

    /// <summary>Stores a key and lets the workers begin. A key that can withdraw is refused before it is stored; whatever else is wrong shows on the account.</summary>
    public async Task<Result<AccountAnswer>> ConnectAsync(TenantId tenant, ConnectRequest request, CancellationToken cancellationToken)
    {
        if (request.LegalEntity is { } owner && tree is not null && !await tree.HasLegalEntityAsync(tenant, new(owner), cancellationToken)) return AccountErrors.UnknownEntity;
        var tested = await TestAsync(request, cancellationToken);
        if (!tested.IsOk) return tested.Error;
        if (tested.Value.CanWithdraw) return AccountErrors.CanWithdraw(connectors.Find(request.Venue!)!.KeyGuide);
        using var credentials = request.KeyPart.Read().Value!;
        var venue = request.Venue!.ToLowerInvariant();
        var account = new ConnectedAccount(tenant, new AccountId(Guid.CreateVersion7()), request.LegalEntity is { } entity ? new LegalEntityId(entity) : TenantStart.LegalEntity(tenant), venue, Name(request, venue)) { KeyLabel = request.KeyPart.CleanLabel };
        var connected = await register.ConnectAsync(account, credentials, cancellationToken);
        if (!connected.IsOk) return connected.Error;
        return AccountAnswer.Of((await store.FindAsync(tenant, account.Id, cancellationToken))!);
    }

    public async Task<Result<KeyAnswer>> TestAsync(ConnectRequest request, CancellationToken cancellationToken)
    {
        if (connectors.Find(request.Venue ?? "") is not { } connector) return AccountErrors.UnknownVenue(request.Venue ?? "");
        var credentials = request.KeyPart.Read();
        if (!credentials.IsOk) return credentials.Error;
        using var key = credentials.Value;
        return await tester.TestAsync(connector, key, cancellationToken);
    }

    public Task<Error?> PauseAsync(TenantId tenant, Guid id, bool paused, CancellationToken cancellationToken) => WithAsync(tenant, id, a => register.PauseAsync(a, paused, cancellationToken), cancellationToken);

    public Task<Error?> RemoveAsync(TenantId tenant, Guid id, CancellationToken cancellationToken) => WithAsync(tenant, id, a => register.RemoveAsync(a, cancellationToken), cancellationToken);

    public async Task<Error?> RotateAsync(TenantId tenant, Guid id, KeyRequest key, CancellationToken cancellationToken)
    {
        var read = key.Read();
        if (!read.IsOk) return read.Error;
        using var credentials = read.Value;
        return await WithAsync(tenant, id, a => ReplaceAsync(a, credentials, key.CleanLabel, cancellationToken), cancellationToken);
    }

    /// <summary>Disables all keys; gives how many.</summary>
    public async Task<int> DisableAllAsync(TenantId tenant, string? reason, CancellationToken cancellationToken) => (await keys.DisableAllAsync(tenant, reason, null, cancellationToken)).Count;

    public Task<Error?> EnableAsync(TenantId tenant, Guid id, CancellationToken cancellationToken) => keys.EnableAsync(tenant, new AccountId(id), null, cancellationToken);

    /// <summary>A key that can withdraw is refused here as when connecting, before it is stored.</summary>
    private async Task<Error?> ReplaceAsync(ConnectedAccount account, VenueCredentials credentials, string? label, CancellationToken cancellationToken)
    {
        if (connectors.Find(account.Venue) is { } connector && (await tester.TestAsync(connector, credentials, cancellationToken)).CanWithdraw) return AccountErrors.CanWithdraw(connector.KeyGuide);
        return await register.RotateAsync(account, credentials, label, cancellationToken);
    }

    private async Task<Error?> WithAsync(TenantId tenant, Guid id, Func<ConnectedAccount, Task<Error?>> change, CancellationToken cancellationToken) =>
        await store.FindAsync(tenant, new AccountId(id), cancellationToken) is { Removed: false } account ? await change(account) : AccountErrors.NotFound;

    private static string Name(ConnectRequest request, string venue) => string.IsNullOrWhiteSpace(request.Name) ? VenueNames.Of(venue) : request.Name.Trim();
}
